import { campaignKinds } from "@hearth/protocol/campaigns";
import { rightNames } from "@hearth/protocol/roles";
import { z } from "zod";
import { amount, colour, count, duration, holder, mediaFile, moment, slug, text, whole } from "./fields.ts";
import { badgeSchema, roomSchema } from "./roomSchema.ts";

const themeSchema = z.strictObject({
  colours: z.strictObject({
    /** Colour of buttons, links and the flame of the membership card. */
    accent: colour,
    /** Ground of the membership card. */
    card: colour,
    /** Words on the membership card. */
    cardText: colour,
  }),
  /** Corner radius of cards, in pixels. */
  radius: whole(0, 32),
  /** SVG file of the mark, in the brand's media folder. */
  logo: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*\.svg$/, "must be an SVG file of the media folder, such as logo.svg")
    .optional(),
});

const tokenSchema = z.strictObject({
  name: text(1, 31),
  symbol: text(1, 11),
  description: text(1, 500),
  /** `closedLoop`: only between a member and the store. `open`: any transfer. For good. */
  transfer: z.enum(["open", "closedLoop"]),
  /** The most that can ever exist at once; left out for no cap. */
  supplyCap: amount.optional(),
  emission: z.strictObject({
    /** How long an epoch lasts. */
    epoch: duration,
    /** The most that can be minted in one. */
    cap: amount,
  }),
});

/** A tier of a brand file. */
export const tierSchema = z.strictObject({
  name: text(1, 24),
  /** Tokens earned in all from which it is reached. */
  threshold: amount,
  /** Voting units. */
  units: count(1),
  rights: z.array(z.enum(rightNames)),
});

const membershipSchema = z.strictObject({
  name: text(1, 48),
  symbol: text(1, 11),
  entry: z.enum(["open", "invite"]),
  /** How long a membership waits, once guardians or an operator agree, before it moves from a lost wallet to a new one. */
  recoveryDelay: duration,
  tiers: z.array(tierSchema).min(1, "must have at least one tier").max(16, "must have at most 16 tiers"),
});

const governorSchema = z.strictObject({
  votingDelay: duration,
  votingPeriod: duration,
  /** How long a vote goes on at least once its quorum is reached. */
  lateQuorumExtension: duration,
  timelockDelay: duration,
  /** Voting units one needs to propose. */
  proposalUnits: count(),
  quorumPercent: whole(1, 100),
  /** What an author deposits with a proposal; 0 for nothing. */
  proposalDeposit: amount,
  /** How long after deployment the guardian can cancel proposals. */
  guardianTerm: duration,
});

const rolesSchema = z.strictObject({
  admin: z.array(holder),
  operator: z.array(holder),
  attester: z.array(holder),
  fulfilment: z.array(holder),
  door: z.array(holder),
  guardian: z.array(holder).max(1, "must be one at most: a proposal has one guardian"),
});

/** A campaign of a brand file. */
export const campaignSchema = z
  .strictObject({
    kind: z.enum(campaignKinds),
    name: text(1, 80),
    description: text(1, 1000, { lines: true }),
    minReward: amount,
    maxReward: amount,
    budget: amount,
    /** Most contributions of one member that are paid; 0 for no limit. */
    perMember: whole(0, 65_535),
    /** How many different attesters or curators must sign; 0 where the chain itself shows a referral or attendance. */
    signatures: whole(0, 16),
    starts: moment,
    ends: moment,
    /** For how long after the end a payment can still be taken back for fraud or returns. */
    disputeWindow: duration,
    /** Tokens an invited member must have earned before the inviter is thanked; referrals without signatures only. */
    referralStanding: amount.optional(),
    /** Slug of the event whose guests are thanked; attendance without signatures only. Left out for any event. */
    event: slug.optional(),
    /** Slug of the room whose members alone are paid; left out for the whole community. */
    room: slug.optional(),
    /** Slug of the badge that comes with a payment; left out for none. */
    badge: slug.optional(),
  })
  .superRefine((campaign, context) => {
    const { minReward, maxReward, budget } = campaign;
    const fault = (key: string, message: string) =>
      context.addIssue({ code: "custom", path: [key], message });
    if (minReward === 0n) fault("minReward", "must be more than 0");
    if (minReward > maxReward) fault("maxReward", "must not be less than minReward");
    if (maxReward > budget) fault("budget", "must not be less than maxReward: it would never pay");
    checkUnsigned(campaign, fault);
  });

/** Where nobody signs, the chain must show the contribution, and the terms what it is worth. */
function checkUnsigned(
  campaign: Pick<
    z.output<typeof campaignSchema>,
    "kind" | "signatures" | "minReward" | "maxReward" | "referralStanding" | "event"
  >,
  fault: (key: string, message: string) => void,
): void {
  const { kind, signatures, minReward, maxReward, referralStanding, event } = campaign;
  const unsigned = signatures === 0;
  if (unsigned && kind !== "referral" && kind !== "attendance") {
    fault("signatures", "must be at least 1, except for referral and attendance");
  }
  if (unsigned && minReward !== maxReward)
    fault("maxReward", "must be the same as minReward where nobody signs");
  if (unsigned && kind === "referral" && !referralStanding) {
    fault(
      "referralStanding",
      "must be more than 0 where nobody signs: anybody could invite wallets of their own",
    );
  }
  if (referralStanding !== undefined && !(unsigned && kind === "referral")) {
    fault("referralStanding", "is for referrals without signatures only");
  }
  if (event !== undefined && !(unsigned && kind === "attendance")) {
    fault("event", "is for attendance without signatures only");
  }
}

/** An event of a brand file. */
export const eventSchema = z.strictObject({
  /** What the rewards that sell its tickets call it. */
  slug,
  name: text(1, 80),
  description: text(1, 1000, { lines: true }),
  place: text(1, 120),
  image: mediaFile().optional(),
  capacity: count(1),
  doorsOpen: moment,
  ends: moment,
  /** Slug of the badge that everybody who comes in is given. */
  badge: slug.optional(),
  /** Until when tickets can be given back. */
  returnUntil: moment,
  /** Tickets pass to other members at face value until then; left out, they stay with whom they were issued to. */
  transferUntil: moment.optional(),
});

const listing = {
  name: text(1, 80),
  description: text(1, 1000, { lines: true }),
  image: mediaFile().optional(),
  price: amount,
  stock: count(),
  /** Most orders of one member; 0 for no limit. */
  perMember: whole(0, 65_535),
  /** Name of the lowest tier that may redeem it. */
  minTier: z.string(),
  /** Slug of the room one has to be in; left out for none. */
  room: slug.optional(),
  /** Slug of the badge one has to have; left out for none. */
  badge: slug.optional(),
  opens: moment,
  /** Left out where it never closes. */
  closes: moment.optional(),
};

const merchSchema = z.strictObject({
  kind: z.literal("merch"),
  ...listing,
  /** Names of the choices; left out where there is nothing to choose. */
  variants: z
    .array(text(1, 40))
    .min(2, "must name two choices or more, or be left out")
    .max(16, "must name at most 16 choices")
    .optional(),
  /** Pieces of each choice, in their order; left out where the stock is spread evenly. */
  variantStock: z.array(whole(0, 65_535)).optional(),
  /** In which a member may cancel. */
  cancelWindow: duration,
  /** After which anybody may cancel what was not fulfilled. */
  fulfilWithin: duration,
});

const ticketSchema = z.strictObject({
  kind: z.literal("ticket"),
  ...listing,
  /** Slug of the event. */
  event: z.string(),
});

/** A reward of a brand file. */
export const rewardSchema = z.discriminatedUnion("kind", [merchSchema, ticketSchema]);

/** The parts of a brand file. The rules between them are in `rules.ts`. */
export const brandParts = {
  /** Short name of the brand for files and addresses. */
  key: slug,
  name: text(1, 48),
  tagline: text(1, 140),
  theme: themeSchema,
  /** How far control has passed from brand to community: 0 brand-run, 1 shared, 2 community-owned. */
  stage: z.literal([0, 1, 2], "must be 0 (brand-run), 1 (shared) or 2 (community-owned)"),
  token: tokenSchema,
  membership: membershipSchema,
  badges: z.array(badgeSchema),
  rooms: z.array(roomSchema),
  tickets: z.strictObject({ name: text(1, 48), symbol: text(1, 11) }),
  /** Payouts to very many members through lists that an attester publishes. */
  epochs: z.strictObject({
    /** How long a published list can be checked, and cancelled, before it pays. */
    delay: duration,
    /** How long it pays; what nobody claimed goes back to the campaign's budget. */
    claimWindow: duration,
  }),
  governor: governorSchema,
  roles: rolesSchema,
  campaigns: z.array(campaignSchema),
  events: z.array(eventSchema),
  rewards: z.array(rewardSchema),
} as const;

/** A brand file that was read and found valid. */
export type Brand = { [Part in keyof typeof brandParts]: z.output<(typeof brandParts)[Part]> };

/** A tier of a valid brand file. */
export type TierConfig = Brand["membership"]["tiers"][number];
/** A campaign of a valid brand file. */
export type CampaignConfig = Brand["campaigns"][number];
/** A badge of a valid brand file. */
export type BadgeConfig = Brand["badges"][number];
/** A room of a valid brand file. */
export type RoomConfig = Brand["rooms"][number];
/** An event of a valid brand file. */
export type EventConfig = Brand["events"][number];
/** A reward of a valid brand file. */
export type RewardConfig = Brand["rewards"][number];
