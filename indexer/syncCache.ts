import pg from "pg";

/** Where Ponder keeps what it has read of chains, for all the indexers that use the same database. */
const SCHEMA = "ponder_sync";

/**
 * Makes Ponder forget what it has read of a chain, for a chain of the same number may be another one by now.
 * @param databaseUrl The PostgreSQL database.
 * @param chainId The chain.
 */
export async function forgetChain(databaseUrl: string, chainId: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ table_name: string }>(
      `select c.table_name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = $1 and c.column_name = 'chain_id' and t.table_type = 'BASE TABLE'`,
      [SCHEMA],
    );
    for (const { table_name: table } of rows) {
      await client.query(`delete from ${SCHEMA}.${client.escapeIdentifier(table)} where chain_id = $1`, [
        chainId,
      ]);
    }
  } finally {
    await client.end();
  }
}
