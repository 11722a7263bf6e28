import type { HDAccount } from "viem";
import { createSiweMessage } from "viem/siwe";
import { z } from "zod";
import { LOCAL_CHAIN_ID } from "./chain.ts";

const refusalSchema = z.object({ error: z.object({ message: z.string() }) });

/** The community's server as a browser would use it: over HTTP, signed in by a signed message (ERC-4361). */
export class DemoServer {
  readonly #url: string;
  readonly #origin: string;
  #cookie: string | undefined;

  /**
   * @param url Where the server is, without a slash at the end.
   * @param origin Origin of the dashboard that the server signs people in for.
   */
  constructor(url: string, origin: string) {
    this.#url = url;
    this.#origin = origin;
  }

  /** Signs in; later requests are made by this account. */
  async signIn(account: HDAccount): Promise<void> {
    const { nonce } = await this.post("/session/nonce", {}, z.object({ nonce: z.string() }));
    const message = createSiweMessage({
      address: account.address,
      chainId: LOCAL_CHAIN_ID,
      domain: new URL(this.#origin).host,
      uri: this.#origin,
      version: "1",
      nonce,
    });
    const signature = await account.signMessage({ message });
    const response = await this.#request("POST", "/session", { message, signature });
    this.#cookie = response.headers.getSetCookie()[0]?.split(";")[0];
  }

  /** Reads a path under `/api`. */
  async get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
    return schema.parse(await (await this.#request("GET", path)).json());
  }

  /** Posts JSON to a path under `/api`. Throws an Error with the server's own sentence where it refuses. */
  async post<Schema extends z.ZodType>(
    path: string,
    body: object,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    return schema.parse(await (await this.#request("POST", path, body)).json());
  }

  async #request(method: string, path: string, body?: object): Promise<Response> {
    const response = await fetch(`${this.#url}/api${path}`, {
      method,
      headers: {
        origin: this.#origin,
        ...(body ? { "content-type": "application/json" } : {}),
        ...(this.#cookie === undefined ? {} : { cookie: this.#cookie }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch((error: unknown) => {
      throw new Error(`The server at ${this.#url} does not answer. Start it, or set SERVER_URL.`, {
        cause: error,
      });
    });
    if (!response.ok) throw new Error(`${method} ${path} was refused: ${await refusal(response)}`);
    return response;
  }
}

async function refusal(response: Response): Promise<string> {
  const text = await response.text();
  try {
    return refusalSchema.parse(JSON.parse(text)).error.message;
  } catch {
    return `status ${response.status}`;
  }
}
