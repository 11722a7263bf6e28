/** A list, as GraphQL gives it. */
export interface List<Row> {
  items: Row[];
  totalCount: number;
}

/** Reads what an indexer offers. */
export class Reader {
  readonly #url: string;

  /** @param url Where the indexer is. */
  constructor(url: string) {
    this.#url = url;
  }

  /**
   * Asks for a list by GraphQL. Throws an Error with what the indexer says against it.
   * @param rows Name of the list.
   * @param columns What is asked of each row.
   * @param args Which rows, in which order.
   */
  async ask<Row>(rows: string, columns: string, args = "limit: 1000"): Promise<List<Row>> {
    return this.#query(rows, `${rows}(${args}) { items { ${columns} } totalCount }`);
  }

  /**
   * Reads a table page by page.
   * @param rows Name of the list.
   * @param columns What is asked of each row.
   * @param limit How many rows a page has.
   */
  async pages<Row>(rows: string, columns: string, limit: number): Promise<Row[][]> {
    const pages: Row[][] = [];
    for (let after = ""; ;) {
      const fields = `items { ${columns} } pageInfo { hasNextPage endCursor }`;
      const { items, pageInfo } = await this.#query<
        List<Row> & { pageInfo: { hasNextPage: boolean; endCursor: string } }
      >(rows, `${rows}(limit: ${limit}${after}) { ${fields} }`);
      pages.push(items);
      if (!pageInfo.hasNextPage) return pages;
      after = `, after: "${pageInfo.endCursor}"`;
    }
  }

  async #query<Answer>(name: string, field: string): Promise<Answer> {
    const response = await fetch(`${this.#url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `{ ${field} }` }),
    });
    const answer = (await response.json()) as { data?: Record<string, Answer>; errors?: unknown };
    const found = answer.data?.[name];
    if (!found) throw new Error(`${field}: ${JSON.stringify(answer.errors)}`);
    return found;
  }

  /**
   * Asks any other interface. Throws an Error where it does not answer as it should.
   * @param path What is asked for.
   */
  async get<Answer>(path: string): Promise<Answer> {
    const response = await fetch(`${this.#url}${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }
}
