import type { ContractName } from "@hearth/protocol/contracts";
import { campaignsAbi, rewardsStoreAbi } from "@hearth/protocol/generated/abis";
import { decodeMetadata, encodeMetadata } from "@hearth/protocol/metadata";
import { encodeFunctionData, formatUnits, parseEther, type Hex } from "viem";
import { evenShares } from "../deploy/catalogue.ts";
import type { DemoChain } from "./chain.ts";
import { cheaperTote, coffeeAsReward, moreForReviews, type ProposalContent } from "./content/proposals.ts";

/** `ICampaigns.Kind.Review`. */
const REVIEW_KIND = 0;
/** `IRewardsStore.RewardKind.Merch`. */
const MERCH_KIND = 0;
const DAY = 86_400;
/** Offered to the vote as a reward. */
const COFFEE = { price: "140", stock: 40, perMember: 2, fulfilWithin: 14 * DAY };

/** A proposal as the governor takes it, with the content it came from. */
export interface PlannedProposal {
  content: ProposalContent<never>;
  description: string;
  action: { contract: ContractName; data: Hex };
}

/** Half as much again for the campaign that pays for reviews. */
export async function planMoreForReviews(chain: DemoChain): Promise<PlannedProposal> {
  const created = await chain.client.getContractEvents({
    address: chain.address("Campaigns"),
    abi: campaignsAbi,
    eventName: "CampaignCreated",
    args: { kind: REVIEW_KIND },
    fromBlock: chain.deployment.startBlock,
    strict: true,
  });
  const campaign = created[0]?.args;
  if (!campaign) throw new Error("The community has no campaign that pays for reviews.");
  const budget = (campaign.terms.budget * 3n) / 2n;
  const data = encodeFunctionData({
    abi: campaignsAbi,
    functionName: "setCampaignBudget",
    args: [campaign.campaignId, budget],
  });
  const description = moreForReviews.describe(change(chain, campaign.terms.budget, budget));
  return { content: moreForReviews, description, action: { contract: "Campaigns", data } };
}

/** A quarter off the tote. */
export async function planCheaperTote(chain: DemoChain): Promise<PlannedProposal> {
  const { rewardId, terms } = await listedReward(chain, "tote");
  const price = (terms.price * 3n) / 4n;
  const data = encodeFunctionData({
    abi: rewardsStoreAbi,
    functionName: "setRewardPrice",
    args: [rewardId, price],
  });
  const description = cheaperTote.describe(change(chain, terms.price, price));
  return { content: cheaperTote, description, action: { contract: "RewardsStore", data } };
}

/** A bag of coffee in the catalogue. */
export function planCoffeeAsReward(chain: DemoChain): PlannedProposal {
  const { price, stock, perMember, fulfilWithin } = COFFEE;
  const variants = ["Whole beans", "Ground for filter", "Ground for espresso"];
  const terms = {
    kind: MERCH_KIND,
    price: parseEther(price),
    stock: 0,
    perMember,
    minTier: 0,
    roomId: 0,
    badgeId: 0,
    variantStock: evenShares(stock, variants.length),
    opens: 0,
    closes: 0,
    cancelWindow: DAY,
    fulfilWithin,
    eventId: 0,
  };
  const uri = encodeMetadata({
    name: "A bag of Hearth Blend",
    description: "250 g of the coffee that is always open on our bar, roasted the week it leaves us.",
    image: "/api/media/hearth-blend.svg",
    variants,
  });
  const data = encodeFunctionData({ abi: rewardsStoreAbi, functionName: "listReward", args: [terms, uri] });
  const description = coffeeAsReward.describe({ price, stock, symbol: chain.deployment.brand.token.symbol });
  return { content: coffeeAsReward, description, action: { contract: "RewardsStore", data } };
}

/**
 * A reward as it was first listed, found by the file name of its picture. Throws an Error where there is none.
 * @param picture File name without its ending, such as `tote`.
 */
export async function listedReward(chain: DemoChain, picture: string) {
  const listed = await chain.client.getContractEvents({
    address: chain.address("RewardsStore"),
    abi: rewardsStoreAbi,
    eventName: "RewardListed",
    fromBlock: chain.deployment.startBlock,
    strict: true,
  });
  const found = listed.find(({ args }) => decodeMetadata(args.uri).image?.endsWith(`/${picture}.svg`));
  if (!found) throw new Error(`The community has no reward with the picture ${picture}.svg.`);
  return found.args;
}

function change(chain: DemoChain, before: bigint, after: bigint) {
  const { symbol, decimals } = chain.deployment.brand.token;
  const written = (amount: bigint) => Number(formatUnits(amount, decimals)).toLocaleString("en-US");
  return { before: written(before), after: written(after), symbol };
}
