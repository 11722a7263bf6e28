import type { MemberNow, TierNow } from "../../chain/reads/member.ts";
import type { RewardNow } from "../../chain/reads/rewards.ts";
import type { Condition } from "../../ui/show/ConditionList.tsx";
import { formatAmount } from "../../ui/show/formatAmount.ts";

/** Who asks, and for what. Amounts in the token's smallest unit. */
export interface Wish {
  reward: Pick<RewardNow, "price" | "minTier" | "perMember">;
  member: Pick<MemberNow, "isMember" | "tier" | "balance" | "standing">;
  tiers: readonly Pick<TierNow, "name" | "threshold">[];
  /** How many of this reward the member has redeemed; counted only where there is a limit. */
  had: number;
  token: { symbol: string; decimals: number };
  locale?: string;
}

/** A condition of a reward as texts. */
export interface TextCondition extends Condition {
  have: string;
  need: string;
  remedy: string;
}

/** What a reward asks of a member, each with what they have and what would fill the gap. */
export function conditionsOf(wish: Wish): TextCondition[] {
  const { reward, member } = wish;
  const conditions = [membership(wish)];
  if (reward.minTier > 0 && member.isMember) conditions.push(tierCondition(wish));
  conditions.push(balance(wish));
  // A limit that is far off would only be in the way.
  if (reward.perMember > 0 && wish.had >= reward.perMember) conditions.push(limit(wish));
  return conditions;
}

/** The first condition that is not met, in a few words for a card; `undefined` if all are. */
export function firstGap(wish: Wish): string | undefined {
  const gap = conditionsOf(wish).find(({ met }) => !met);
  switch (gap?.label) {
    case undefined:
      return undefined;
    case "Membership":
      return "For members";
    case "Tier":
      return `${gap.need}: ${gap.remedy}`;
    default:
      return gap?.remedy;
  }
}

function amount(value: bigint, { token, locale }: Wish): string {
  return `${formatAmount(value, token.decimals, locale === undefined ? {} : { locale })} ${token.symbol}`;
}

function membership({ member }: Wish): TextCondition {
  return {
    label: "Membership",
    have: member.isMember ? "a card" : "none",
    need: "a card",
    met: member.isMember,
    remedy: "Join first: it is free and takes a minute.",
  };
}

function tierCondition(wish: Wish): TextCondition {
  const { reward, member, tiers } = wish;
  const needed = tiers[reward.minTier];
  const missing = (needed?.threshold ?? 0n) - member.standing;
  return {
    label: "Tier",
    have: tiers[member.tier]?.name ?? "none",
    need: needed?.name ?? `tier ${reward.minTier}`,
    met: member.tier >= reward.minTier,
    remedy: `${amount(missing > 0n ? missing : 0n, wish)} more to earn`,
  };
}

function balance(wish: Wish): TextCondition {
  const { reward, member } = wish;
  return {
    label: "Balance",
    have: amount(member.balance, wish),
    need: amount(reward.price, wish),
    met: member.balance >= reward.price,
    remedy: `${amount(reward.price - member.balance, wish)} short`,
  };
}

function limit({ reward, had }: Wish): TextCondition {
  return {
    label: reward.perMember === 1 ? "One for each member" : `At most ${reward.perMember} for each member`,
    have: `${had} redeemed`,
    need: `fewer than ${reward.perMember}`,
    met: false,
    remedy: had === 1 ? "You have yours already" : "You have all of yours already",
  };
}
