import type { PgTable } from "drizzle-orm/pg-core";
import type { SQL } from "drizzle-orm";
import type { Database } from "../database/connection.ts";
import { holdings } from "./holdings.ts";
import type { Person } from "./person.ts";

/** Rows as JSON: whole numbers as decimal strings, moments in ISO 8601, bytes in base64. */
export type ExportedRows = Record<string, Record<string, unknown>[]>;

/** Everything that is kept about somebody, by table. */
export function exportPerson(database: Database, person: Person): Promise<ExportedRows> {
  return inOneLook(database, async (snapshot) => {
    const tables: ExportedRows = {};
    for (const { name, table, of, hidden } of holdings)
      if (of) tables[name] = await readRows(snapshot, table, of(person), hidden);
    return tables;
  });
}

/** Everything that goes with a community to another server, by table. */
export function exportCommunity(database: Database): Promise<ExportedRows> {
  return inOneLook(database, async (snapshot) => {
    const tables: ExportedRows = {};
    for (const { name, table, isCommunitys, hidden } of holdings)
      if (isCommunitys) tables[name] = await readRows(snapshot, table, undefined, hidden);
    return tables;
  });
}

/** All tables as they are at one moment. */
function inOneLook(database: Database, read: (snapshot: Database) => Promise<ExportedRows>) {
  return database.transaction(read, { isolationLevel: "repeatable read", accessMode: "read only" });
}

async function readRows(
  database: Database,
  table: PgTable,
  which: SQL | undefined,
  hidden: readonly string[] = [],
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = await database.select().from(table).where(which);
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([column]) => !hidden.includes(column))
        .map(([column, value]) => [column, toJson(value)]),
    ),
  );
}

function toJson(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return value instanceof Date ? value.toISOString() : value;
}
