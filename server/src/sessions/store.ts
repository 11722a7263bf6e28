import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, lte } from "drizzle-orm";
import { getAddress, type Address } from "viem";
import type { Database } from "../database/connection.ts";
import { sessionNonces, sessions } from "./tables.ts";

/** How long a nonce can be used, in milliseconds. */
const NONCE_LIFETIME = 10 * 60_000;
/** How long somebody stays signed in, in milliseconds. */
export const SESSION_LIFETIME = 24 * 60 * 60_000;

/** A session as its owner sees it. Its id is the hash of a token that nobody can find from it. */
export interface OpenSession {
  id: string;
  createdAt: Date;
  expiresAt: Date;
}

/** Nonces and sessions. */
export class SessionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A new nonce, good for one sign-in within ten minutes. */
  async createNonce(now: Date): Promise<string> {
    const nonce = randomBytes(16).toString("hex");
    await this.#database
      .insert(sessionNonces)
      .values({ nonce, expiresAt: new Date(now.getTime() + NONCE_LIFETIME) });
    return nonce;
  }

  /** Whether a nonce can still be spent. */
  async hasNonce(nonce: string, now: Date): Promise<boolean> {
    const found = await this.#database.select().from(sessionNonces).where(unspent(nonce, now));
    return found.length > 0;
  }

  /** Spends a nonce: one statement, so that of two at once one gets it. */
  async spendNonce(nonce: string, now: Date): Promise<boolean> {
    const spent = await this.#database.delete(sessionNonces).where(unspent(nonce, now)).returning();
    return spent.length > 0;
  }

  /** Starts a session and returns its token, which is kept nowhere. */
  async create(account: Address, now: Date): Promise<string> {
    const token = randomBytes(32).toString("base64url");
    await this.#database.insert(sessions).values({
      tokenHash: hash(token),
      account,
      createdAt: now,
      expiresAt: new Date(now.getTime() + SESSION_LIFETIME),
    });
    return token;
  }

  /** Whose session a token is; null if it is none. */
  async accountOf(token: string, now: Date): Promise<Address | null> {
    const [found] = await this.#database
      .select({ account: sessions.account })
      .from(sessions)
      .where(and(eq(sessions.tokenHash, hash(token)), gt(sessions.expiresAt, now)));
    return found ? getAddress(found.account) : null;
  }

  /** Ends a session. */
  async end(token: string): Promise<void> {
    await this.#database.delete(sessions).where(eq(sessions.tokenHash, hash(token)));
  }

  /** The sessions of an account that have not expired, the newest first. */
  async list(account: Address, now: Date): Promise<OpenSession[]> {
    return this.#database
      .select({ id: sessions.tokenHash, createdAt: sessions.createdAt, expiresAt: sessions.expiresAt })
      .from(sessions)
      .where(and(eq(sessions.account, account), gt(sessions.expiresAt, now)))
      .orderBy(desc(sessions.createdAt));
  }

  /** The session that a token is of, as {@link list} names it. */
  idOf(token: string): string {
    return hash(token);
  }

  /** Ends one of an account's sessions, or all of them. False if there was none. */
  async endOf(account: Address, id?: string): Promise<boolean> {
    const which = and(
      eq(sessions.account, account),
      id === undefined ? undefined : eq(sessions.tokenHash, id),
    );
    return (await this.#database.delete(sessions).where(which).returning()).length > 0;
  }

  /** Forgets what has expired. */
  async purge(now: Date): Promise<void> {
    await this.#database.delete(sessionNonces).where(lte(sessionNonces.expiresAt, now));
    await this.#database.delete(sessions).where(lte(sessions.expiresAt, now));
  }
}

function unspent(nonce: string, now: Date) {
  return and(eq(sessionNonces.nonce, nonce), gt(sessionNonces.expiresAt, now));
}

function hash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
