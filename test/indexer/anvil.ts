import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDeployment } from "@hearth/protocol/deployment";
import { DemoChain } from "../../scripts/seed/chain.ts";
import { ROOT, Running, runToEnd, until } from "./process.ts";

/** Anvil with a community on it: unlike Hardhat's node it can take blocks back. */
export class AnvilChain {
  readonly rpcUrl: string;
  readonly deployment: string;
  readonly #process: Running;

  private constructor(folder: string, port: number, record: string) {
    this.rpcUrl = `http://127.0.0.1:${port}`;
    this.deployment = record;
    const anvil = join(ROOT, "node_modules/@foundry-rs/anvil/bin.mjs");
    const options = ["--port", String(port), "--chain-id", "31337", "--accounts", "40", "--silent"];
    this.#process = new Running(join(folder, "anvil.log"), [anvil, ...options], {});
  }

  /**
   * Starts a chain and deploys the demo's community to it.
   * @param folder Where journal and logs go.
   * @param port Where it listens.
   * @param record File for the deployment record.
   */
  static async start(folder: string, port: number, record: string): Promise<AnvilChain> {
    const chain = new AnvilChain(folder, port, record);
    await until("Starting anvil", async () => (await chain.#ask("eth_chainId")) === "0x7a69");
    const brand = "deploy/brands/hearthside.json5";
    const args = ["--import", "tsx", "scripts/deploy.ts", "--network", "localhost", "--brand", brand];
    const env = { RPC_URL: chain.rpcUrl, DEPLOYMENT: record, IGNITION_DIR: join(folder, "ignition") };
    await runToEnd(args, env);
    return chain;
  }

  /** The demo's people on this chain. */
  async demo(): Promise<DemoChain> {
    return new DemoChain(this.rpcUrl, parseDeployment(JSON.parse(await readFile(this.deployment, "utf8"))));
  }

  /** The number of the newest block. */
  async head(): Promise<bigint> {
    return BigInt(String(await this.#ask("eth_blockNumber")));
  }

  /** Replaces the newest blocks with as many empty ones: what was in them has not happened. */
  async reorg(depth: number): Promise<void> {
    await this.#ask("anvil_reorg", [depth, []]);
  }

  /** Adds empty blocks. */
  async mine(blocks: number): Promise<void> {
    await this.#ask("anvil_mine", [`0x${blocks.toString(16)}`]);
  }

  /** Ends the chain. */
  async end(): Promise<void> {
    await this.#process.end("SIGKILL");
  }

  async #ask(method: string, params: unknown[] = []): Promise<unknown> {
    const response = await fetch(this.rpcUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const answer = (await response.json()) as { result?: unknown; error?: { message: string } };
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result;
  }
}
