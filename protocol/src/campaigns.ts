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

/** What a campaign pays for. */
export type CampaignKind = (typeof campaignKinds)[number];
