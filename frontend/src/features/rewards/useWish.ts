import { useQuery } from "@tanstack/react-query";
import { brand } from "../../chain/deployment.ts";
import { useMember } from "../../chain/reads/member.ts";
import type { RewardNow } from "../../chain/reads/rewards.ts";
import type { Wish } from "./conditions.ts";
import { redeemedCountQuery } from "./queries.ts";

/** The person at the screen and a reward, for its conditions; `undefined` while signed out or still reading. */
export function useWish(reward: RewardNow): Wish | undefined {
  const { member, tiers } = useMember();
  const count = useQuery(redeemedCountQuery(reward, member?.memberId));
  const isCounted = reward.perMember > 0 && member?.isMember === true;
  if (!member || tiers.length === 0 || (isCounted && count.data === undefined)) return undefined;
  return { reward, member, tiers, had: isCounted ? (count.data ?? 0) : 0, token: brand.token };
}
