import { queryOptions, skipToken } from "@tanstack/react-query";
import { readContract } from "wagmi/actions";
import { keys } from "../../api/keys.ts";
import { config } from "../../chain/config.ts";
import { contracts } from "../../chain/contracts.ts";
import { readEvents } from "../../chain/reads/logs.ts";
import type { RewardNow } from "../../chain/reads/rewards.ts";

/** How many of a limited reward a member has redeemed; asks for nothing where there is no limit or no member. */
export function redeemedCountQuery(
  { rewardId, perMember }: Pick<RewardNow, "rewardId" | "perMember">,
  memberId: bigint | undefined,
) {
  return queryOptions({
    queryKey: keys.redeemedCount(rewardId, memberId ?? 0n),
    queryFn:
      memberId && perMember > 0
        ? async () =>
            Number(
              await readContract(config, {
                ...contracts.RewardsStore,
                functionName: "redeemedCount",
                args: [rewardId, memberId],
              }),
            )
        : skipToken,
  });
}

/** Why a member's orders were cancelled, by number of the order. */
export function cancelReasonsQuery(memberId: bigint | undefined) {
  return queryOptions({
    queryKey: keys.cancelReasons(memberId ?? 0n),
    queryFn: memberId
      ? async () => {
          const cancelled = await readEvents(contracts.RewardsStore, "RedemptionCancelled", { memberId });
          return new Map(cancelled.map(({ args }) => [args.redemptionId, args.reason]));
        }
      : skipToken,
  });
}
