import { formatAmount } from "../../ui/show/formatAmount.ts";

/** "20 to 50", or "25" where the reward is fixed. Amounts in the token's smallest unit. */
export function rewardRange(
  { minReward, maxReward }: { minReward: bigint; maxReward: bigint },
  decimals: number,
  locale?: string,
): string {
  const write = (value: bigint) => formatAmount(value, decimals, locale === undefined ? {} : { locale });
  return minReward === maxReward ? write(minReward) : `${write(minReward)} to ${write(maxReward)}`;
}
