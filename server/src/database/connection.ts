import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import pg from "pg";

/** Where queries go: PGlite or PostgreSQL, the same to those who use it. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** An open database, up to date with the migrations. */
export interface Connection {
  database: Database;
  close(): Promise<void>;
}

/** Any number that nothing else on the database uses as a lock. */
const MIGRATION_LOCK = 7_233_001;

const migrationsFolder = fileURLToPath(new URL("../../drizzle", import.meta.url));

/**
 * Opens the embedded database and brings its tables up to date.
 * @param dataDir Where its files are; `memory://` keeps nothing.
 */
export async function openPglite(dataDir: string): Promise<Connection> {
  if (!dataDir.includes("://")) await mkdir(dataDir, { recursive: true });
  const client = await PGlite.create(dataDir);
  const database = drizzlePglite(client);
  await migratePglite(database, { migrationsFolder });
  return { database, close: () => client.close() };
}

/**
 * Opens a PostgreSQL database and brings its tables up to date.
 * @param url As `postgres://user:password@host/database`.
 * @param onIdleError Told when an idle connection breaks; the pool replaces it.
 */
export async function openPostgres(url: string, onIdleError: (error: Error) => void): Promise<Connection> {
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 5_000 });
  pool.on("error", onIdleError);
  const database = drizzlePostgres(pool);
  await migrateAlone(pool);
  return { database, close: () => pool.end() };
}

/** Several servers may start at once on one database: one migrates, the others wait and find it done. */
async function migrateAlone(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migratePostgres(drizzlePostgres(client), { migrationsFolder });
  } finally {
    // Ending the connection frees the lock, whatever happened.
    client.release(true);
  }
}
