import { contractNames } from "@hearth/protocol/contracts";
import type { Deployment } from "@hearth/protocol/deployment";
import { ratingCommitment, contentHash } from "@hearth/protocol/review";
import { campaignsTypes, reviewTypes, typedDataDomain } from "@hearth/protocol/typedData";
import { sql } from "drizzle-orm";
import { pino } from "pino";
import { getAddress, numberToHex, type Hex, type LocalAccount } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { beforeAll } from "vitest";
import type { z } from "@hono/zod-openapi";
import { createApp } from "../src/app.ts";
import { openPglite, openPostgres, type Connection, type Database } from "../src/database/connection.ts";
import type { Services } from "../src/services.ts";
import { SessionStore } from "../src/sessions/store.ts";
import { FakeChain, campaignAt } from "./fakeChain.ts";

/** Where the tests' dashboard is. */
export const origin = "https://club.example";

const contracts = Object.fromEntries(
  contractNames.map((name, index) => [name, { address: getAddress(numberToHex(index + 1, { size: 20 })) }]),
) as Deployment["contracts"];

/** A community that exists in tests only. */
export const deployment: Deployment = {
  chainId: 31337,
  startBlock: 1n,
  deployedAt: "2026-01-01T00:00:00.000Z",
  brand: {
    key: "test",
    name: "Test",
    tagline: "A test",
    theme: { colours: { accent: "#aa3311" }, radius: 8 },
    tiers: [],
    token: { name: "Test", symbol: "TST", decimals: 18 },
    governor: { votingDelay: 1, votingPeriod: 1, timelockDelay: 1, quorumPercent: 4 },
  },
  contracts,
};

/** No limits, and no reason to wait. */
export const quietConfig: Services["config"] = {
  publicOrigins: [origin],
  mediaDir: "/nowhere",
  rateLimit: 0,
  trustedProxies: 0,
  deliveryRetention: 0,
  exportAccount: privateKeyToAccount(generatePrivateKey()),
  metricsToken: undefined,
  metricsOpen: true,
  shopAccounts: [],
};

const ownDomain = typedDataDomain(deployment.chainId, contracts.Campaigns.address);

/** An answer, its body read. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; throws if it is none. */
  json<T = Record<string, unknown>>(schema?: z.ZodType<T>): T;
}

/** What goes with a request beside its body. */
export interface RequestOptions {
  cookie?: string | undefined;
  headers?: Record<string, string>;
}

/** A review as a test sends it. */
export type ReviewBody = Awaited<ReturnType<typeof signedReview>>;

/** The app over an empty in-memory database, a fake chain, and a clock that tests may move. */
export class Harness {
  readonly chain = new FakeChain();
  readonly services: Services;
  app: ReturnType<typeof createApp>;
  /** Milliseconds that the server's clock is ahead. */
  clockAhead = 0;

  constructor(database: Database, config: Partial<Services["config"]> = {}) {
    this.services = {
      config: { ...quietConfig, ...config },
      deployment,
      database,
      sessions: new SessionStore(database),
      chain: this.chain,
      relay: undefined,
      log: pino({ level: "silent" }),
      now: () => new Date(Date.now() + this.clockAhead),
    };
    this.chain.campaigns.set(1n, campaignAt(this.chain.time));
    this.app = createApp(this.services);
  }

  /** Makes the app anew after its configuration was changed. */
  reopen(): void {
    this.app = createApp(this.services);
  }

  /** Sends a request as the dashboard does. A string body goes out as it is. */
  async send(method: string, path: string, body?: unknown, options: RequestOptions = {}): Promise<Answer> {
    const headers = new Headers({ origin, ...options.headers });
    if (options.cookie) headers.set("cookie", options.cookie);
    const init: RequestInit = { method, headers };
    if (body !== undefined) {
      if (!headers.has("content-type")) headers.set("content-type", "application/json");
      init.body = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
    }
    const response = await this.app.request(`/api${path}`, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: <T>(schema?: z.ZodType<T>) => (schema ? schema.parse(JSON.parse(text)) : (JSON.parse(text) as T)),
    };
  }

  /** A nonce from the server. */
  async nonce(): Promise<string> {
    return (await this.send("POST", "/session/nonce")).json<{ nonce: string }>().nonce;
  }

  /** Signs somebody in and returns the cookie. */
  async signIn(account: LocalAccount): Promise<string> {
    const message = siweMessage(account, { nonce: await this.nonce() });
    const answer = await this.send("POST", "/session", {
      message,
      signature: await account.signMessage({ message }),
    });
    const cookie = answer.headers.get("set-cookie")?.split(";")[0];
    if (!cookie) throw new Error(`Sign-in failed: ${answer.text}`);
    return cookie;
  }

  /** Adds a product as an operator. */
  async addProduct(slug: string): Promise<void> {
    const operator = newAccount();
    this.chain.enrol(operator.address, null, ["OPERATOR"]);
    const product = {
      slug,
      name: `The ${slug}`,
      description: "Sweet and round.",
      image: "/api/media/mug.svg",
    };
    const answer = await this.send("POST", "/products", product, { cookie: await this.signIn(operator) });
    if (answer.status !== 201) throw new Error(answer.text);
  }

  /** Submits a review by a new member and returns its id. */
  async addReview(product: string, more: Partial<ReviewBody> & { memberId: bigint }): Promise<AddedReview> {
    const { memberId, ...changes } = more;
    const author = newAccount();
    this.chain.enrol(author.address, memberId);
    const body = await signedReview(author, { product, ...changes });
    const answer = await this.send("POST", "/reviews", body);
    if (answer.status !== 201) throw new Error(answer.text);
    return { id: answer.json<{ review: { id: string } }>().review.id, author, body };
  }
}

/** A review that was submitted, and who wrote it. */
export interface AddedReview {
  id: string;
  author: LocalAccount;
  body: ReviewBody;
}

/** Opened once for all files: a database takes longer to start than most of them to run. */
let connection: Promise<Connection> | undefined;

/** One harness, its tables empty, for the tests of a file. */
export function useHarness(config: Partial<Services["config"]> = {}): () => Harness {
  let harness: Harness | undefined;
  beforeAll(async () => {
    harness = new Harness(await emptyDatabase(), config);
  });
  return () => {
    if (!harness) throw new Error("The harness is there only while tests run.");
    return harness;
  };
}

/** The tests' database, its tables empty. */
export async function emptyDatabase(): Promise<Database> {
  connection ??= openDatabase();
  const { database } = await connection;
  await database.execute(
    sql`truncate grades, reviews, review_drafts, photos, photo_uploads, products, sessions, session_nonces, deliveries, delivery_keys, relay_requests, relay_transactions, relay_budgets, relay_accounts cascade`,
  );
  return database;
}

/** PGlite in memory, or the PostgreSQL that `TEST_DATABASE_URL` names; its tables are emptied. */
function openDatabase(): Promise<Connection> {
  const url = process.env["TEST_DATABASE_URL"];
  if (!url) return openPglite("memory://");
  return openPostgres(url, (error) => {
    throw error;
  });
}

/** A wallet with a key of its own. */
export function newAccount(): LocalAccount {
  return privateKeyToAccount(generatePrivateKey());
}

/** A sign-in message for this community; `changes` makes it another. */
export function siweMessage(
  account: LocalAccount,
  changes: Partial<Parameters<typeof createSiweMessage>[0]> & { nonce: string },
): string {
  return createSiweMessage({
    address: account.address,
    domain: new URL(origin).host,
    uri: origin,
    version: "1",
    chainId: deployment.chainId,
    ...changes,
  });
}

/** A review of today, signed by its author; `changes` go in before signing. `domain` may be another community's. */
export async function signedReview(author: LocalAccount, changes: Changes = {}, domain = ownDomain) {
  const review: Unsigned = {
    product: "beans",
    campaignId: "1",
    author: author.address,
    title: "Round and sweet",
    text: `Notes of plum and cocoa, ${author.address}. `.padEnd(120, "It stays sweet as it cools. "),
    photos: [],
    rating: 4,
    ratingSalt: `0x${"ab".repeat(32)}`,
    writtenAt: String(Math.floor(Date.now() / 1000)),
    ...changes,
  };
  const signature = await author.signTypedData({
    domain,
    types: reviewTypes,
    primaryType: "Review",
    message: {
      author: review.author,
      campaignId: BigInt(review.campaignId),
      product: review.product,
      contentHash: contentHash(review.title, review.text, review.photos),
      ratingCommitment: ratingCommitment(review.rating, review.ratingSalt),
      writtenAt: BigInt(review.writtenAt),
    },
  });
  return { ...review, signature };
}

type Changes = Partial<Omit<Unsigned, "author">>;
interface Unsigned {
  product: string;
  campaignId: string;
  author: Hex;
  title: string;
  text: string;
  photos: Hex[];
  rating: number;
  ratingSalt: Hex;
  writtenAt: string;
}

/** What an attester signs, as the grading queue shows it. */
export interface QueueItem {
  id: string;
  campaignId: string;
  memberId: string;
  subject: Hex;
  contentHash: Hex;
}

/** A signed approval of a queue item. `domain` may be another community's. */
export async function signedApproval(
  grader: LocalAccount,
  item: QueueItem,
  amount: bigint,
  deadline: bigint,
  domain = ownDomain,
) {
  const signature = await grader.signTypedData({
    domain,
    types: campaignsTypes,
    primaryType: "Attestation",
    message: {
      campaignId: BigInt(item.campaignId),
      memberId: BigInt(item.memberId),
      subject: item.subject,
      contentHash: item.contentHash,
      amount,
      deadline,
    },
  });
  return { decision: "approve", amount: String(amount), deadline: String(deadline), signature };
}
