import { randomBytes, randomInt } from "node:crypto";
import { join } from "node:path";
import { bytesToHex, parseEther } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { newAccount } from "../../test/harness.ts";
import { checkBooks, takeAccount, type Accepted } from "../../test/relay/checker.ts";
import { setBalance, startCommunity } from "../../test/relay/liveCommunity.ts";
import { startServer, type ServerProcess } from "../../test/relay/serverProcess.ts";
import { signedJoin } from "../../test/relay/signed.ts";
import { openPglite, openPostgres } from "../database/connection.ts";

/** How often the server is killed; more by hand. */
const KILLS = Number(process.env["HEARTH_KILLS"] ?? 5);
const FUNDED = parseEther("100");
/** With it the servers share a PostgreSQL, otherwise a PGlite on disk. */
const postgres = process.env["TEST_DATABASE_URL"];

/** Hands requests in, also while the server is down, and writes down what it was told. */
class Client {
  readonly log: Accepted[] = [];
  /** Told neither yes nor no: such a one is handed in again. */
  readonly #unanswered: { data: `0x${string}`; account: `0x${string}` }[] = [];
  #running = true;
  #done: Promise<void> | undefined;

  start(url: () => string, sign: () => Promise<{ data: `0x${string}`; account: `0x${string}` }>): void {
    this.#done = this.#work(url, sign);
  }

  async stop(): Promise<void> {
    this.#running = false;
    await this.#done;
  }

  /** Hands in once more what got no answer, and what did. */
  async finish(url: string): Promise<void> {
    for (const each of [...this.#unanswered.splice(0), ...this.log.slice(0, 5)])
      await this.#submit(url, each);
    expect(this.#unanswered).toEqual([]);
  }

  async #work(
    url: () => string,
    sign: () => Promise<{ data: `0x${string}`; account: `0x${string}` }>,
  ): Promise<void> {
    while (this.#running) {
      const again = this.#unanswered.shift();
      await this.#submit(url(), again ?? (await sign()));
    }
  }

  async #submit(
    url: string,
    { data, account }: { data: `0x${string}`; account: `0x${string}` },
  ): Promise<void> {
    const response = await fetch(`${url}/api/relay/requests`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ contract: "Membership", data }),
    }).catch(() => undefined);
    const body = (await response?.json().catch(() => undefined)) as { id: string } | undefined;
    if (response?.status === 202 && body) this.log.push({ id: body.id, account, data });
    else if (response === undefined || body === undefined || response.status >= 500) {
      this.#unanswered.push({ data, account });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

test(
  `killed ${KILLS} times at random, the server loses nothing that it accepted and does nothing twice`,
  { timeout: 60_000 + KILLS * 30_000 },
  async () => {
    const community = await startCommunity();
    const dataDir = join(community.dir, "data");
    const key = bytesToHex(randomBytes(32));
    const { address: sender } = privateKeyToAccount(key);
    await setBalance(community, sender, FUNDED);
    const start = () =>
      startServer(community, {
        RELAY_KEY: key,
        DATA_DIR: dataDir,
        ...(postgres ? { DATABASE_URL: postgres } : {}),
        RELAY_BATCH_WAIT_MS: "20",
        RELAY_BATCH_SIZE: "5",
        RELAY_EVERYBODY_GAS: "900000000000000",
        RELAY_NEWCOMERS_GAS: "900000000000000",
      });
    const client = new Client();
    let server: ServerProcess = await start();
    try {
      client.start(
        () => server.url,
        async () => {
          const account = newAccount();
          const { data } = await signedJoin(community.deployment, account);
          return { data, account: account.address };
        },
      );
      for (let kill = 0; kill < KILLS; kill++) {
        await new Promise((resolve) => setTimeout(resolve, randomInt(20, 700)));
        await server.kill();
        server = await start();
      }
      await client.stop();
      await client.finish(server.url);
      await untilOver(server.url, client.log);
    } finally {
      await client.stop();
      expect(await server.stop(), "a server that is asked to stop ends well").toBe(0);
    }
    const connection = postgres
      ? await openPostgres(postgres, (error) => {
          throw error;
        })
      : await openPglite(dataDir);
    const account = await takeAccount(community, connection.database, client.log);
    const books = await checkBooks(community, connection.database, sender, FUNDED);
    await connection.close();
    await community.stop();
    expect(account.accepted).toBeGreaterThan(KILLS);
    expect(account.lost).toEqual([]);
    expect(account.contradicted).toEqual([]);
    expect(account.doubled).toBe(0);
    expect(account.effected + account.explained).toBe(account.accepted);
    expect(books.nonces).toEqual(Array.from({ length: books.mined }, (_, nonce) => nonce));
    expect(books.spent).toBe(books.paid);
  },
);

/** Waits until everything that was accepted has come to its end. */
async function untilOver(url: string, log: readonly Accepted[]): Promise<void> {
  for (const { id } of log) {
    for (;;) {
      const { state } = (await (await fetch(`${url}/api/relay/requests/${id}`)).json()) as { state: string };
      if (state !== "stored" && state !== "sending") break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
