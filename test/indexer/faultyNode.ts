import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A log as a node gives it, as far as it matters here. */
export interface GivenLog {
  blockNumber: string;
  logIndex: string;
}

/** One question about logs: of a range of blocks, or of the block with a hash. */
export interface LogQuestion {
  blockHash?: string;
  fromBlock?: string;
  toBlock?: string;
}

/** What a lie makes of the logs in an answer; undefined where it leaves this answer as it is. */
export type Lie = (logs: GivenLog[], question: LogQuestion) => GivenLog[] | undefined;

interface Call {
  method: string;
  params: unknown[];
}

/** Stands between an indexer and its node, and can give a wrong answer about logs, once. */
export class FaultyNode {
  readonly #server: Server;
  readonly #target: string;
  #lie: Lie | undefined;

  private constructor(target: string) {
    this.#target = target;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  /**
   * Starts one.
   * @param target The node it asks.
   */
  static async start(target: string): Promise<FaultyNode> {
    const node = new FaultyNode(target);
    node.#server.listen(0, "127.0.0.1");
    await once(node.#server, "listening");
    return node;
  }

  /** Where it listens. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Whether the lie has been told. */
  get hasLied(): boolean {
    return this.#lie === undefined;
  }

  /** Has the next answer that a lie fits be that lie. */
  lieOnce(lie: Lie): void {
    this.#lie = lie;
  }

  /** Ends it, with every connection. */
  async end(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const answer = await fetch(this.#target, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    const given = (await answer.json()) as { result?: unknown };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(this.#bend(JSON.parse(body) as Call, given)));
  }

  #bend(call: Call, given: { result?: unknown }): unknown {
    if (call.method !== "eth_getLogs" || !Array.isArray(given.result)) return given;
    const bent = this.#lie?.(given.result as GivenLog[], call.params[0] as LogQuestion);
    if (!bent) return given;
    this.#lie = undefined;
    return { ...given, result: bent };
  }
}
