import { PGlite } from "@electric-sql/pglite";
import type { RunQuery } from "../src/api/metrics/query.ts";
import * as schema from "../ponder.schema.ts";

/** A column of a table, as far as making one needs it. */
interface Column {
  name: string;
  getSQLType: () => string;
}

type Tables = typeof schema;
type TableName = {
  [Name in keyof Tables]: Tables[Name] extends { $inferInsert: object } ? Name : never;
}[keyof Tables];
/** Columns of a row; those a test does not speak of stay empty. */
type Row<Name extends TableName> = Partial<Tables[Name]["$inferInsert"]>;

const NAME = Symbol.for("drizzle:Name");

function columnsOf(table: object): [string, Column][] {
  return Object.entries(table).filter(
    (entry): entry is [string, Column] =>
      typeof (entry[1] as Partial<Column> | null)?.getSQLType === "function",
  );
}

/** The indexer's tables, empty, in a database in memory. */
export class TestTables {
  readonly #database = new PGlite();
  readonly run: RunQuery = async <Found>(text: string) => (await this.#database.query<Found>(text)).rows;

  /** Makes every table of the schema, without constraints. */
  static async create(): Promise<TestTables> {
    const tables = new TestTables();
    for (const table of Object.values(schema)) {
      const name = (table as unknown as Record<symbol, unknown>)[NAME];
      const columns = columnsOf(table).map(([, column]) => `"${column.name}" ${column.getSQLType()}`);
      if (typeof name !== "string" || columns.length === 0) continue;
      await tables.#database.exec(`create table "${name}" (${columns.join(", ")})`);
    }
    return tables;
  }

  /** Adds rows. */
  async add<Name extends TableName>(name: Name, ...rows: Row<Name>[]): Promise<void> {
    const table = schema[name];
    const columns = new Map(columnsOf(table));
    for (const row of rows) {
      const entries: [string, unknown][] = Object.entries(row);
      const names = entries.map(([key]) => `"${columns.get(key)?.name}"`);
      const places = entries.map((_, index) => `$${index + 1}`);
      const values = entries.map(([, value]) => (typeof value === "bigint" ? String(value) : value));
      const into = (table as unknown as Record<symbol, string>)[NAME];
      await this.#database.query(`insert into "${into}" (${names.join()}) values (${places.join()})`, values);
    }
  }

  /** Forgets all. */
  async close(): Promise<void> {
    await this.#database.close();
  }
}
