import { decodeMetadata } from "@hearth/protocol/metadata";
import { abis, contractNames, type ContractName } from "@hearth/protocol/contracts";
import { decodeFunctionData, isAddressEqual, type Address, type Hex } from "viem";
import { contracts } from "../../chain/contracts.ts";
import { brand } from "../../chain/deployment.ts";
import { formatExact, fromChainTime } from "../../ui/show/formatDate.ts";
import { formatAmount } from "../../ui/show/formatAmount.ts";

/** One action of a proposal in words. */
export interface ActionInWords {
  sentence: string;
  /** Something a voter should look at twice. */
  warning?: string;
}

const amount = (value: unknown) =>
  `${formatAmount(value as bigint, brand.token.decimals)} ${brand.token.symbol}`;
const time = (value: unknown) => formatExact(fromChainTime(BigInt(value as number)));

/** What known functions do, by contract and name, with the names of what they are about looked up by the page. */
const SENTENCES: Record<string, (args: readonly unknown[], nameOf: NameOf) => string> = {
  "Campaigns.setCampaignBudget": ([id, budget], nameOf) =>
    `Set the budget of the campaign “${nameOf("campaign", id as bigint)}” to ${amount(budget)}.`,
  "Campaigns.setCampaignEnd": ([id, end], nameOf) =>
    `Let the campaign “${nameOf("campaign", id as bigint)}” end on ${time(end)}.`,
  "Campaigns.createCampaign": ([terms, uri]) =>
    `Start the campaign “${decodeMetadata(uri as string).name}” with a budget of ${amount((terms as { budget: bigint }).budget)}.`,
  "RewardsStore.setRewardPrice": ([id, price], nameOf) =>
    `Set the price of “${nameOf("reward", id as bigint)}” to ${amount(price)}.`,
  "RewardsStore.adjustRewardStock": ([id, added], nameOf) =>
    (added as bigint) >= 0n
      ? `Add ${String(added)} to the stock of “${nameOf("reward", id as bigint)}”.`
      : `Take ${String(-(added as bigint))} from the stock of “${nameOf("reward", id as bigint)}”.`,
  "RewardsStore.adjustVariantStock": ([id, variant, added], nameOf) =>
    (added as bigint) >= 0n
      ? `Add ${String(added)} to choice ${Number(variant) + 1} of “${nameOf("reward", id as bigint)}”.`
      : `Take ${String(-(added as bigint))} from choice ${Number(variant) + 1} of “${nameOf("reward", id as bigint)}”.`,
  "RewardsStore.setRewardGates": ([id], nameOf) =>
    `Change who can redeem “${nameOf("reward", id as bigint)}”.`,
  "RewardsStore.setRewardURI": ([id], nameOf) =>
    `Change the description of “${nameOf("reward", id as bigint)}”.`,
  "RewardsStore.closeReward": ([id], nameOf) => `Close “${nameOf("reward", id as bigint)}” for good.`,
  "RewardsStore.setRewardWindow": ([id], nameOf) =>
    `Change when “${nameOf("reward", id as bigint)}” can be redeemed.`,
  "RewardsStore.listReward": ([terms, uri]) => {
    const {
      price,
      stock: plain,
      variantStock,
    } = terms as {
      price: bigint;
      stock: number;
      variantStock: readonly number[];
    };
    const stock = variantStock.reduce((sum, pieces) => sum + pieces, plain);
    return `List “${decodeMetadata(uri as string).name}” in the catalogue for ${amount(price)}, ${stock} to begin with.`;
  },
  "EventTickets.createEvent": ([terms, uri]) =>
    `Announce the event “${decodeMetadata(uri as string).name}” with ${(terms as { capacity: number }).capacity} seats.`,
  "RewardToken.setEmissionCap": ([cap]) =>
    `Let at most ${amount(cap)} be earned per period by everybody together.`,
  "Membership.setEntryPolicy": ([policy]) =>
    policy === 0 ? "Open the community to everybody." : "Ask newcomers for an invitation.",
  "Membership.setTiers": () => "Replace the list of tiers.",
};

/** Looks up what a campaign or a reward is called. */
export type NameOf = (kind: "campaign" | "reward", id: bigint) => string;

function contractAt(address: Address): ContractName | undefined {
  return contractNames.find((name) => isAddressEqual(contracts[name].address, address));
}

/** Words such as `setCampaignBudget` as "set campaign budget". */
function inWords(functionName: string): string {
  return functionName.replace(/([A-Z])/g, " $1").toLowerCase();
}

/**
 * Says what one action of a proposal would do. Calls that are not known are named with a warning, never hidden.
 */
export function describeAction(target: Address, value: bigint, data: Hex, nameOf: NameOf): ActionInWords {
  const contract = contractAt(target);
  if (!contract) {
    return {
      sentence: `Call a contract outside the community at ${target}.`,
      warning: "This address is not one of the community's contracts. Ask the author what it does.",
    };
  }
  try {
    const { functionName, args } = decodeFunctionData({ abi: abis[contract], data });
    const known = SENTENCES[`${contract}.${functionName}`];
    if (known) return { sentence: known(args, nameOf), ...money(value) };
    return {
      sentence: `${contract}: ${inWords(functionName)} (${args.map(String).join(", ")}).`,
      warning: "A rarely used change. Make sure you know what it does before you vote for it.",
    };
  } catch {
    return {
      sentence: `Call ${contract} with data that can't be read.`,
      warning: "It would most likely fail when executed.",
    };
  }
}

function money(value: bigint): { warning?: string } {
  return value > 0n ? { warning: "It also sends money from the treasury." } : {};
}
