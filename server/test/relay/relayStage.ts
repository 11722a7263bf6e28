import { randomBytes } from "node:crypto";
import type { z } from "@hono/zod-openapi";
import { asc } from "drizzle-orm";
import { pino } from "pino";
import { bytesToHex, http, parseEther, type LocalAccount, type Transport } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { createApp } from "../../src/app.ts";
import { createChain } from "../../src/chain/client.ts";
import { readConfig } from "../../src/config.ts";
import type { Database } from "../../src/database/connection.ts";
import type { Submission } from "../../src/relay/intake.ts";
import { RelayNode } from "../../src/relay/node.ts";
import { Relay } from "../../src/relay/relay.ts";
import type { RelaySettings } from "../../src/relay/settings.ts";
import { relayTransactions, type RequestState } from "../../src/relay/tables.ts";
import { SessionStore } from "../../src/sessions/store.ts";
import { emptyDatabase, newAccount, origin, quietConfig, siweMessage, type Answer } from "../harness.ts";
import { membersAmong, setBalance, startCommunity, type LiveCommunity } from "./liveCommunity.ts";
import { signedJoin } from "./signed.ts";

/** A request as the server shows it. */
export interface ShownRequest {
  id: string;
  functionName: string;
  state: RequestState;
  reason: string | null;
  transactionHash: `0x${string}` | null;
  blockNumber: string | null;
}

/** What a test may change. */
export interface StageOptions {
  settings?: Partial<RelaySettings>;
  transport?: Transport;
  /** Shares the account of another stage. */
  account?: RelaySettings["account"];
  /** In wei. */
  balance?: bigint;
}

/** The server's app and its relay over a real chain; the relay works when it is told to. */
export class RelayStage {
  readonly community: LiveCommunity;
  readonly settings: RelaySettings;
  readonly relay: Relay;
  readonly database: Database;
  readonly app: ReturnType<typeof createApp>;
  /** Milliseconds that the server's clock is ahead. */
  clockAhead = 0;

  constructor(community: LiveCommunity, database: Database, options: StageOptions = {}) {
    const { settings = {}, transport = http(community.url, { batch: true, retryCount: 0 }) } = options;
    const account = options.account ?? privateKeyToAccount(bytesToHex(randomBytes(32)));
    const defaults = readConfig({ CHAIN_ID: "31337" }).relay;
    if (!defaults) throw new Error("The local chain has a relay.");
    this.community = community;
    this.database = database;
    this.settings = { ...defaults, ballotAge: 0, ...settings, account };
    const { deployment } = community;
    const log = pino({ level: process.env["TEST_LOG_LEVEL"] ?? "silent" });
    const now = () => new Date(Date.now() + this.clockAhead);
    const node = new RelayNode(transport, deployment.contracts.Relay.address);
    this.relay = new Relay({ settings: this.settings, deployment, database, node, log, now });
    this.app = createApp({
      config: quietConfig,
      deployment,
      database,
      sessions: new SessionStore(database),
      chain: createChain(transport, deployment),
      relay: this.relay,
      log,
      now,
    });
  }

  /** A stage whose relay has ETH and has looked at the chain once. */
  static async open(
    community: LiveCommunity,
    database: Database,
    options: StageOptions = {},
  ): Promise<RelayStage> {
    const stage = new RelayStage(community, database, options);
    await setBalance(community, stage.settings.account.address, options.balance ?? parseEther("100"));
    await stage.relay.tick();
    return stage;
  }

  /** Sends a request as the dashboard does. */
  async send(method: string, path: string, body?: unknown, cookie?: string): Promise<Answer> {
    const headers = new Headers({ origin, ...(cookie === undefined ? {} : { cookie }) });
    const init: RequestInit = { method, headers };
    if (body !== undefined) {
      headers.set("content-type", "application/json");
      init.body = JSON.stringify(body);
    }
    const response = await this.app.request(path, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: <T>(schema?: z.ZodType<T>) => (schema ? schema.parse(JSON.parse(text)) : (JSON.parse(text) as T)),
    };
  }

  /** Signs somebody in and returns the cookie. */
  async signIn(account: LocalAccount): Promise<string> {
    const { nonce } = (await this.send("POST", "/api/session/nonce")).json<{ nonce: string }>();
    const message = siweMessage(account, { nonce });
    const signature = await account.signMessage({ message });
    const answer = await this.send("POST", "/api/session", { message, signature });
    const cookie = answer.headers.get("set-cookie")?.split(";")[0];
    if (!cookie) throw new Error(`Sign-in failed: ${answer.text}`);
    return cookie;
  }

  /** Hands in a request. */
  submit(submission: Submission): Promise<Answer> {
    return this.send("POST", "/api/relay/requests", submission);
  }

  /** Hands in a request that is taken, and returns its id. */
  async accept(submission: Submission): Promise<string> {
    const answer = await this.submit(submission);
    if (answer.status !== 202) throw new Error(answer.text);
    return answer.json<ShownRequest>().id;
  }

  /** Where a request stands. */
  async request(id: string): Promise<ShownRequest> {
    return (await this.send("GET", `/api/relay/requests/${id}`)).json<ShownRequest>();
  }

  /** Every transaction that the relay keeps, by nonce. */
  transactions() {
    return this.database.select().from(relayTransactions).orderBy(asc(relayTransactions.nonce));
  }

  /** What keeps the relay from sending, in short codes. */
  troubles(): string[] {
    return this.relay.context.health.troubles.map(({ code }) => code);
  }

  /** A request stands where it should. */
  async expectState(id: string, state: RequestState): Promise<void> {
    expect((await this.request(id)).state).toBe(state);
  }

  /** Nothing is taken, and everybody who asks is told why. */
  async expectClosed(code: string): Promise<void> {
    expect(this.troubles()).toContain(code);
    const answer = await this.submit(await signedJoin(this.community.deployment, newAccount()));
    expect(answer.status).toBe(503);
    expect(refusal(answer).code).toBe("relay_unavailable");
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    const ready = await this.send("GET", "/api/ready");
    expect(ready.status).toBe(503);
    expect(ready.text).toContain(code);
    expect((await this.send("GET", "/metrics")).text).toContain(`hearth_relay_trouble{code="${code}"} 1`);
    expect((await this.send("GET", "/api/relay")).json()).toMatchObject({ enabled: true, accepting: false });
  }

  /** After another look all is well. */
  async expectOpen(): Promise<void> {
    await this.relay.tick();
    expect(this.troubles()).toEqual([]);
    await this.accept(await signedJoin(this.community.deployment, newAccount()));
  }

  /** Rounds of the relay until what it has sent is mined. */
  async carry(): Promise<void> {
    await this.relay.tick();
    await this.relay.tick();
  }
}

/** A community for the tests of a file, and before each of them a stage over an empty database. */
export function useRelay(startNode?: Parameters<typeof startCommunity>[0]) {
  let community: LiveCommunity | undefined;
  let stage: RelayStage | undefined;
  const there = <Value>(value: Value | undefined): Value => {
    if (value === undefined) throw new Error("The community is there only while tests run.");
    return value;
  };
  const open = async (options: StageOptions = {}) => {
    stage = await RelayStage.open(there(community), await emptyDatabase(), options);
    return stage;
  };
  const join = (account = newAccount()) => signedJoin(there(community).deployment, account);
  const enrol = async (count: number) => {
    const accounts = Array.from({ length: count }, newAccount);
    for (const account of accounts) await there(stage).accept(await join(account));
    await there(stage).carry();
    const addresses = accounts.map(({ address }) => address);
    expect((await membersAmong(there(community), addresses)).size).toBe(count);
    return accounts;
  };
  beforeAll(async () => {
    community = await startCommunity(startNode);
  });
  beforeEach(() => open());
  afterAll(() => there(community).stop());
  return {
    community: () => there(community),
    stage: () => there(stage),
    /** Replaces the stage, over an empty database. */
    open,
    /** Somebody new signs that they join. */
    join,
    /** So many new members. */
    enrol,
  };
}

/** What a refusal says. */
export function refusal(answer: Answer): { code: string; message: string } {
  return answer.json<{ error: { code: string; message: string } }>().error;
}
