import { sentenceForData } from "@hearth/protocol/errors";
import { pollsAbi } from "@hearth/protocol/generated/abis";
import { isAddressEqual, parseEventLogs, type Address, type Hex, type Log } from "viem";
import { relayAbi } from "./functions.ts";

/** What became of one call: the answer of the contract that refused it, and the ballots that were passed over. */
export interface CallOutcome {
  requestHash: Hex;
  refusal: Hex | undefined;
  skipped: ReadonlyMap<number, Hex>;
}

/** Where a request is in its transaction. */
export interface Place {
  callIndex: number;
  ballotIndex: number | null;
}

/**
 * Reads what became of each call of a mined batch, in their order.
 * @param logs All logs of the transaction, in order.
 * @param relay The relay contract.
 * @param polls The polls.
 */
export function readOutcomes(logs: readonly Log[], relay: Address, polls: Address): CallOutcome[] {
  const outcomes: CallOutcome[] = [];
  let skipped = new Map<number, Hex>();
  for (const log of logs) {
    if (isAddressEqual(log.address, polls)) {
      const [event] = parseEventLogs({ abi: pollsAbi, eventName: "BallotSkipped", logs: [log] });
      if (event) skipped.set(Number(event.args.index), event.args.reason);
    } else if (isAddressEqual(log.address, relay)) {
      const [event] = parseEventLogs({ abi: relayAbi, logs: [log] });
      if (!event) continue;
      const refusal = event.eventName === "RequestRefused" ? event.args.reason : undefined;
      outcomes.push({ requestHash: event.args.requestHash, refusal, skipped });
      skipped = new Map();
    }
  }
  return outcomes;
}

/**
 * Why a request of a mined batch failed, as a sentence; null where it was carried out.
 * @param outcomes Of the batch.
 * @param place Where the request is in it.
 */
export function failureOf(
  outcomes: readonly CallOutcome[],
  { callIndex, ballotIndex }: Place,
): string | null {
  const outcome = outcomes[callIndex];
  if (!outcome) throw new Error(`The batch has no call ${callIndex}.`);
  const answer = outcome.refusal ?? (ballotIndex === null ? undefined : outcome.skipped.get(ballotIndex));
  if (answer === undefined) return null;
  return sentenceForData(answer) ?? "The community's rules refused this, and no reason was given.";
}
