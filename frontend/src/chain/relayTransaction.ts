import type { Address, Hash } from "viem";
import { getBlock, signTypedData } from "wagmi/actions";
import { chain, config } from "./config.ts";
import { feeChoice } from "./feeChoice.ts";
import { availabilityOf, followRequest, handIn } from "./relayClient.ts";
import { GOOD_FOR, signedFormOf, type SignedForm, type Submission } from "./signedForms.ts";
import type { ContractCall, TransactionEvent } from "./transaction.ts";
import { transactionSentences } from "./transactionSentences.ts";

/** The community does not pay for it, and why. */
export interface TurnedAway {
  turnedAway: string;
}

/** How a request went: the transaction that carried it out, why it failed, or that one can only pay oneself. */
export type RelayOutcome = { hash: Hash } | { reason: string } | TurnedAway;

/**
 * The form of a call that the community would pay for, or why it does not just now; `undefined` where one's own wallet
 * sends it anyway.
 */
export async function relayedForm(
  call: ContractCall,
  account: Address,
): Promise<SignedForm | TurnedAway | undefined> {
  if (feeChoice() === "wallet") return undefined;
  const { timestamp } = await getBlock(config, { chainId: chain.id });
  const form = await signedFormOf(call, { account, deadline: timestamp + GOOD_FOR });
  if (!form) return undefined;
  switch (await availabilityOf(form.name)) {
    case "relayed":
      return form;
    case "paused":
      return { turnedAway: transactionSentences.relayPaused };
    case "away":
      return { turnedAway: transactionSentences.relayAway };
    case "none":
      return undefined;
  }
}

/** Has a form signed and handed in, and follows it to its end. */
export async function relayForm(
  { typedData, submission }: SignedForm,
  account: Address,
  report: (event: TransactionEvent) => void,
): Promise<RelayOutcome> {
  const signature = typedData ? await signTypedData(config, { ...typedData, account }) : "0x";
  const signed = submission(signature);
  report({ type: "handedIn", submission: signed });
  return carry(signed, (requestId) => report({ type: "accepted", requestId }));
}

/**
 * Hands in what is signed and follows it. Handed in again after a reload, it is the same request.
 * @param onAccepted Told the request's id.
 */
export async function carry(
  submission: Submission,
  onAccepted: (requestId: string) => void,
): Promise<RelayOutcome> {
  const answer = await handIn(submission);
  if ("turnedAway" in answer) return answer;
  onAccepted(answer.id);
  return outcomeOf(answer.id);
}

/** Follows a request that was accepted. */
export async function outcomeOf(requestId: string): Promise<{ hash: Hash } | { reason: string }> {
  const { state, transactionHash, reason } = await followRequest(requestId);
  if (state !== "mined-ok") return { reason: reason ?? transactionSentences.relayFailed };
  return transactionHash ? { hash: transactionHash } : { reason: transactionSentences.relayLost };
}
