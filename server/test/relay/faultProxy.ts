import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { freePort } from "../node.ts";

/** One JSON-RPC call. */
export interface RpcCall {
  id: number;
  method: string;
  params?: unknown[];
}

/** A JSON-RPC answer. */
export type RpcAnswer = { jsonrpc: "2.0"; id: number } & Record<string, unknown>;

/** What the proxy does with a call: nothing, or an answer of its own. `hang` never answers, `down` breaks the line. */
export type Fault = (call: RpcCall) => Omit<RpcAnswer, "jsonrpc" | "id"> | "hang" | "down" | undefined;

/** Stands between the server and its node and can make the node look ill. */
export class FaultProxy {
  readonly url: string;
  /** Every call that came through, by method. */
  readonly seen: RpcCall[] = [];
  fault: Fault = () => undefined;
  readonly #server;
  readonly #target: string;

  private constructor(target: string, port: number) {
    this.#target = target;
    this.url = `http://127.0.0.1:${port}`;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Starts a proxy in front of a node. */
  static async start(target: string): Promise<FaultProxy> {
    const port = await freePort();
    const proxy = new FaultProxy(target, port);
    proxy.#server.listen(port, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  /** Ends it, with every connection. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as RpcCall | RpcCall[];
    const calls = Array.isArray(body) ? body : [body];
    this.seen.push(...calls);
    const faults = calls.map((call) => this.fault(call));
    if (faults.includes("down")) return void response.destroy();
    if (faults.includes("hang")) return;
    const answers = await Promise.all(
      calls.map(async (call, index): Promise<RpcAnswer> => {
        const made = faults[index];
        if (typeof made === "object") return { jsonrpc: "2.0", id: call.id, ...made };
        return this.#pass(call);
      }),
    );
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(Array.isArray(body) ? answers : answers[0]));
  }

  async #pass(call: RpcCall): Promise<RpcAnswer> {
    const answer = await fetch(this.#target, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", ...call }),
    });
    return (await answer.json()) as RpcAnswer;
  }
}
