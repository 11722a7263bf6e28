import { hashMessage, type Address, type Hex } from "viem";
import type { Chain } from "../chain/chain.ts";
import { ApiError } from "../http/errors.ts";
import { readSiweMessage, type SiweMessage } from "./siweMessage.ts";
import type { SessionStore } from "./store.ts";

/** How far a browser's clock may be off, and how old a message may be, in milliseconds. */
const CLOCK_TOLERANCE = 10 * 60_000;

/** What a sign-in message must say. */
export interface Expectation {
  origins: readonly string[];
  chainId: number;
  now: Date;
}

/** Somebody who proved an account, and the origin they did it for. */
export interface Proof {
  account: Address;
  origin: string;
}

/**
 * Checks a signed sign-in message and spends its nonce. Throws an ApiError (401) that says what is wrong.
 * @param expectation What the message must say.
 * @param message As it was signed.
 * @param signature Of a key or of a contract account (ERC-1271).
 */
export async function proveAccount(
  { chain, store }: { chain: Chain; store: SessionStore },
  expectation: Expectation,
  message: string,
  signature: Hex,
): Promise<Proof> {
  const fields = readSiweMessage(message);
  if (!fields) throw refused("The sign-in message is not in the form of ERC-4361.");
  const origin = checkFields(fields, expectation);
  if (!(await store.hasNonce(fields.nonce, expectation.now))) throw spent();
  if (!(await chain.isSignedBy(fields.address, hashMessage(message), signature))) {
    throw refused("The signature is not this account's signature of the message.");
  }
  // Last, and atomic: of several requests with the same message one gets here first, and wins.
  if (!(await store.spendNonce(fields.nonce, expectation.now))) throw spent();
  return { account: fields.address, origin };
}

function checkFields(fields: SiweMessage, { origins, chainId, now }: Expectation): string {
  const candidates = origins.filter((each) => new URL(each).host === fields.domain);
  if (candidates.length === 0) throw refused(`The message is for ${fields.domain}, not for this community.`);
  const uriOrigin = URL.canParse(fields.uri) ? new URL(fields.uri).origin : undefined;
  const origin = candidates.find((each) => each === uriOrigin);
  if (origin === undefined) throw refused("The message names an address of another site.");
  if (fields.scheme !== undefined && `${fields.scheme}:` !== new URL(origin).protocol) {
    throw refused("The message is for another scheme than this community's.");
  }
  if (fields.version !== "1") throw refused("The version of the sign-in message must be 1.");
  if (fields.chainId !== chainId) {
    throw refused(`The message is for chain ${fields.chainId}; this community is on chain ${chainId}.`);
  }
  checkTimes(fields, now.getTime());
  return origin;
}

function checkTimes({ issuedAt, expirationTime, notBefore }: SiweMessage, now: number): void {
  if (Math.abs(now - issuedAt.getTime()) > CLOCK_TOLERANCE) {
    throw refused("The message was issued more than ten minutes ago or in the future.");
  }
  if (expirationTime && expirationTime.getTime() <= now) throw refused("The message has expired.");
  if (notBefore && notBefore.getTime() > now) throw refused("The message is not valid yet.");
}

function refused(sentence: string): ApiError {
  return new ApiError("unauthenticated", sentence);
}

function spent(): ApiError {
  return refused("This sign-in has expired or was used already. Please sign in again.");
}
