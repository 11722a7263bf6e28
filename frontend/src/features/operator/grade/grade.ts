import { campaignsTypes } from "@hearth/protocol/typedData";
import { formatUnits, parseUnits, type TypedDataDomain } from "viem";
import type { GradingItem } from "./queries.ts";

/** How long a member has to claim what was approved, in seconds. */
const CLAIM_TIME = 30n * 24n * 3600n;

const AMOUNT = /^\d{1,9}(\.\d{1,6})?$/;

/** What a grader writes as amount, as the token's smallest unit; `undefined` if it is no amount. */
export function readAmount(text: string, decimals: number): bigint | undefined {
  return AMOUNT.test(text.trim()) ? parseUnits(text.trim(), decimals) : undefined;
}

/** What is wrong with an amount, as a sentence; `undefined` if nothing is. */
export function amountFault(
  text: string,
  { minReward, maxReward }: Pick<GradingItem, "minReward" | "maxReward">,
  decimals: number,
): string | undefined {
  const amount = readAmount(text, decimals);
  if (amount !== undefined && amount >= minReward && amount <= maxReward) return undefined;
  return `Write an amount from ${formatUnits(minReward, decimals)} to ${formatUnits(maxReward, decimals)}.`;
}

/** Amount to begin with: what others signed, otherwise the middle of the range in whole tokens. */
export function firstAmount(
  { agreed, minReward, maxReward }: Pick<GradingItem, "agreed" | "minReward" | "maxReward">,
  decimals: number,
): string {
  if (agreed) return formatUnits(agreed.amount, decimals);
  const one = 10n ** BigInt(decimals);
  const middle = ((minReward + maxReward) / 2n / one) * one;
  return formatUnits(middle >= minReward ? middle : minReward, decimals);
}

/**
 * Until when an approval holds. Signatures add up only under the very same words, so that whoever joins
 * others takes their deadline.
 * @param now Second of the chain.
 */
export function deadlineFor(amount: bigint, { agreed }: Pick<GradingItem, "agreed">, now: bigint): bigint {
  return agreed?.amount === amount ? agreed.deadline : now + CLAIM_TIME;
}

/** The typed data (EIP-712) an approving grader signs. */
export function attestationToSign(
  domain: TypedDataDomain,
  { campaignId, memberId, subject, contentHash }: GradingItem,
  amount: bigint,
  deadline: bigint,
) {
  return {
    domain,
    types: campaignsTypes,
    primaryType: "Attestation",
    message: { campaignId, memberId, subject, contentHash, amount, deadline },
  } as const;
}

/** What is wrong with the reason for turning a review down; `undefined` if nothing is. */
export function reasonFault(reason: string): string | undefined {
  const length = reason.trim().length;
  if (length < 4) return "Say why, in a few words at least.";
  return length > 1000 ? "Keep it under 1000 characters." : undefined;
}
