import { queryOptions } from "@tanstack/react-query";
import type { Hash } from "viem";
import { z } from "zod/mini";
import { api, ServerError } from "../api/client.ts";
import { keys } from "../api/keys.ts";
import type { Submission } from "./signedForms.ts";
import { transactionSentences } from "./transactionSentences.ts";

const relaySchema = z.object({
  enabled: z.boolean(),
  accepting: z.boolean(),
  functions: z.array(z.string()),
});

const requestSchema = z.object({
  id: z.string(),
  state: z.enum(["stored", "sending", "mined-ok", "mined-reverted", "expired", "rejected"]),
  reason: z.nullable(z.string()),
  transactionHash: z.nullable(
    z.custom<Hash>((value) => typeof value === "string" && /^0x[0-9a-f]{64}$/i.test(value)),
  ),
});

/** A request as the relay shows it. */
export type RelayedRequest = z.infer<typeof requestSchema>;

/** Codes with which a relay says that it did not keep this, and that one can pay oneself. */
const TURNED_AWAY: readonly unknown[] = [
  "relay_unavailable",
  "too_many_requests",
  "forbidden",
  "chain_unavailable",
];
/** How often a request is handed in again that got no answer; the relay knows it again. */
const ATTEMPTS = 12;
/** Between attempts, twice as long each time up to the most. */
const PAUSE_MS = 1_000;
const MOST_PAUSE_MS = 15_000;
const POLL_MS = 2_000;
/** Streams open at once: over HTTP/1.1 a browser has six connections to a server for everything. */
const MOST_STREAMS = 2;
let streams = 0;

/** Whether the community pays for what members sign, and for what. */
export function relayQuery() {
  return queryOptions({
    queryKey: keys.relay(),
    queryFn: ({ signal }) => api.get("/relay", relaySchema, signal),
    staleTime: 30_000,
  });
}

/**
 * Whether the relay would take a function just now: `none` is a community without a relay, or a function that it never
 * carries; `paused` a relay that can't pay at present; `away` a server that gives no answer.
 */
export type Availability = "relayed" | "paused" | "none" | "away";

/**
 * Asks whether the relay would take a function just now.
 * @param name As in `Membership.joinFor`.
 */
export async function availabilityOf(name: string): Promise<Availability> {
  const relay = await api.get("/relay", relaySchema).catch(() => undefined);
  if (!relay) return "away";
  if (!relay.enabled || !relay.functions.includes(name)) return "none";
  return relay.accepting ? "relayed" : "paused";
}

/**
 * Hands a request in, again and again while there is no answer: it may have arrived.
 * @returns The request, or why the relay turns it away where one can pay oneself.
 */
export async function handIn(submission: Submission): Promise<RelayedRequest | { turnedAway: string }> {
  let mayHaveArrived = false;
  for (let attempt = 1; ; attempt++) {
    try {
      return await api.post("/relay/requests", submission, requestSchema);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      const isTurnedAway = TURNED_AWAY.includes(error.code);
      if (isTurnedAway && !mayHaveArrived) return { turnedAway: error.message };
      if (error.fault !== "away" && !isTurnedAway) throw error;
      mayHaveArrived = true;
      if (attempt === ATTEMPTS) throw new ServerError("away", transactionSentences.relaySilent);
      await pause(Math.min(PAUSE_MS * 2 ** (attempt - 1), MOST_PAUSE_MS));
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Follows a request to its end. */
export function followRequest(id: string): Promise<RelayedRequest> {
  if (streams >= MOST_STREAMS) return askUntilOver(id);
  streams++;
  return listen(id).finally(() => {
    streams--;
  });
}

function listen(id: string): Promise<RelayedRequest> {
  return new Promise((resolve, reject) => {
    const events = new EventSource(`/api/relay/requests/${id}/events`);
    events.addEventListener("state", ({ data }: MessageEvent<string>) => {
      const request = requestSchema.parse(JSON.parse(data));
      if (!isOver(request)) return;
      events.close();
      resolve(request);
    });
    events.addEventListener("error", () => {
      // The browser connects again by itself, unless it was turned away.
      if (events.readyState !== EventSource.CLOSED) return;
      askUntilOver(id).then(resolve, reject);
    });
  });
}

async function askUntilOver(id: string): Promise<RelayedRequest> {
  for (;;) {
    const request = await api.get(`/relay/requests/${id}`, requestSchema).catch((error: unknown) => {
      const isForNow = error instanceof ServerError && (error.fault === "away" || error.status === 429);
      if (isForNow) return undefined;
      throw error;
    });
    if (request && isOver(request)) return request;
    await pause(POLL_MS);
  }
}

function isOver({ state }: RelayedRequest): boolean {
  return state !== "stored" && state !== "sending";
}
