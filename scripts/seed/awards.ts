import { packAward } from "@hearth/protocol/campaigns";
import { campaignsAbi } from "@hearth/protocol/generated/abis";
import { decodeMetadata, encodeMetadata } from "@hearth/protocol/metadata";
import { keccak256, parseEther, stringToBytes } from "viem";
import type { DemoChain } from "./chain.ts";
import { awardCampaigns, type AwardCampaign, type AwardContent } from "./content/awards.ts";
import { OPERATOR_INDEX, type MemberName } from "./content/members.ts";
import { memberNumber } from "./members.ts";

/** How long the demo's own campaigns run, in seconds. */
const CAMPAIGN_LENGTH = 180n * 86_400n;
/** How long after their end payments can be taken back, in seconds. */
const DISPUTE_WINDOW = 30 * 86_400;

/** Number of each campaign that awards come from. */
type AwardCampaignIds = Record<AwardCampaign["key"], bigint>;

/**
 * Awards batches one after another, starting the campaigns they need. Members who were paid already are left out.
 * @returns How many were paid.
 */
export async function awardAll(chain: DemoChain, batches: readonly AwardContent[]): Promise<number> {
  const ids = await ensureAwardCampaigns(chain);
  let paid = 0;
  for (const batch of batches) paid += await award(chain, ids, batch);
  return paid;
}

/** Starts the campaigns that are missing, and finds the others by name. */
async function ensureAwardCampaigns(chain: DemoChain): Promise<AwardCampaignIds> {
  const names = await campaignNames(chain);
  const ids: [string, bigint][] = [];
  for (const content of awardCampaigns) {
    const found = names.indexOf(content.name);
    if (found < 0) {
      await createCampaign(chain, content);
      names.push(content.name);
    }
    ids.push([content.key, BigInt(names.indexOf(content.name) + 1)]);
  }
  return Object.fromEntries(ids) as AwardCampaignIds;
}

/** Names of all campaigns, by number less one. */
export async function campaignNames(chain: DemoChain): Promise<string[]> {
  const call = { address: chain.address("Campaigns"), abi: campaignsAbi } as const;
  const count = await chain.client.readContract({ ...call, functionName: "campaignCount" });
  const uris = await Promise.all(
    Array.from({ length: Number(count) }, (_, index) =>
      chain.client.readContract({ ...call, functionName: "campaignURI", args: [BigInt(index + 1)] }),
    ),
  );
  return uris.map((uri) => decodeMetadata(uri).name);
}

async function createCampaign(chain: DemoChain, content: AwardCampaign): Promise<void> {
  const start = await chain.now();
  const terms = {
    kind: content.kind,
    minReward: parseEther(String(content.minReward)),
    maxReward: parseEther(String(content.maxReward)),
    budget: parseEther(String(content.budget)),
    perMemberCap: 0,
    signaturesNeeded: 1,
    start: Number(start),
    end: Number(start + CAMPAIGN_LENGTH),
    roomId: 0,
    badgeId: 0,
    eventId: 0,
    disputeWindow: DISPUTE_WINDOW,
    referralStanding: 0n,
  };
  const { name, description, image } = content;
  await chain.send(OPERATOR_INDEX, {
    contract: "Campaigns",
    abi: campaignsAbi,
    functionName: "createCampaign",
    args: [terms, encodeMetadata({ name, description, image })],
  });
}

/** Pays the members of a batch in one transaction of the attester. */
async function award(chain: DemoChain, ids: AwardCampaignIds, content: AwardContent): Promise<number> {
  const campaignId = ids[content.campaign];
  const subject = keccak256(stringToBytes(content.subject));
  const awards = await Promise.all(
    Object.entries(content.amounts).map(async ([name, tokens]) => {
      const memberId = await memberNumber(chain, name as MemberName);
      const paid = await chain.client.readContract({
        address: chain.address("Campaigns"),
        abi: campaignsAbi,
        functionName: "isPaid",
        args: [campaignId, subject, memberId],
      });
      return paid ? [] : [packAward(memberId, parseEther(String(tokens)))];
    }),
  );
  const missing = awards.flat();
  if (missing.length === 0) return 0;
  await chain.send(OPERATOR_INDEX, {
    contract: "Campaigns",
    abi: campaignsAbi,
    functionName: "award",
    args: [campaignId, subject, missing],
  });
  return missing.length;
}
