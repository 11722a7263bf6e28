/** Kinds of campaigns, in the order of `ICampaigns.Kind`. */
export const campaignKinds = [
  "review",
  "help",
  "moderation",
  "teaching",
  "referral",
  "attendance",
  "custom",
  "grading",
] as const;

/**
 * One line of a batch award as `Campaigns.award` takes it.
 * @param memberId Who is paid.
 * @param amount How much, in the token's smallest unit; less than 2^96.
 */
export function packAward(memberId: bigint, amount: bigint): bigint {
  return (memberId << 96n) | amount;
}

/**
 * Reads one line of a batch award, as events carry them.
 * @param award The line.
 */
export function unpackAward(award: bigint): { memberId: bigint; amount: bigint } {
  return { memberId: award >> 96n, amount: award & ((1n << 96n) - 1n) };
}

/** What a campaign pays for. */
export type CampaignKind = (typeof campaignKinds)[number];
