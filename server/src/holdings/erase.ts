import { count, inArray, sql, type SQL } from "drizzle-orm";
import { getTableConfig, type PgColumn, type PgTable } from "drizzle-orm/pg-core";
import type { Database } from "../database/connection.ts";
import { erasedRows, holdings, keptRows } from "./holdings.ts";
import type { Person } from "./person.ts";

/** What was erased and what was kept, by table. */
export interface Erased {
  erased: Record<string, number>;
  kept: { name: string; rows: number; why: string }[];
}

/** Forgets somebody, in one transaction: all of it or nothing. */
export async function erasePerson(database: Database, person: Person): Promise<Erased> {
  return database.transaction(async (transaction) => {
    const erased: Erased["erased"] = {};
    const kept: Erased["kept"] = [];
    for (const holding of holdings) {
      const { name, table, of, erasure } = holding;
      if (!of || !erasure) continue;
      erased[name] = await deleteRows(transaction, table, erasedRows(holding, person));
      const [left] = await transaction.select({ rows: count() }).from(table).where(keptRows(holding, person));
      if (left && left.rows > 0) kept.push({ name, rows: left.rows, why: erasure.why ?? "" });
    }
    return { erased, kept };
  });
}

/** Deletes rows and, before them, all that refer to them. Returns how many of the table itself. */
async function deleteRows(database: Database, table: PgTable, rows: SQL): Promise<number> {
  // Locked first: nothing can refer to them any more while what does is deleted.
  const locked = await database
    .select({ one: sql`1` })
    .from(table)
    .where(rows)
    .for("update");
  if (locked.length === 0) return 0;
  for (const { child, column, parent } of referencesTo(table)) {
    const gone = database.select({ key: parent }).from(table).where(rows);
    await deleteRows(database, child, inArray(column, gone));
  }
  await database.delete(table).where(rows);
  return locked.length;
}

interface Reference {
  child: PgTable;
  column: PgColumn;
  parent: PgColumn;
}

function referencesTo(table: PgTable): Reference[] {
  return holdings.flatMap(({ table: child }) =>
    getTableConfig(child).foreignKeys.flatMap((key): Reference[] => {
      const { columns, foreignTable, foreignColumns } = key.reference();
      const [column] = columns;
      const [parent] = foreignColumns;
      return foreignTable === table && column && parent ? [{ child, column, parent }] : [];
    }),
  );
}
