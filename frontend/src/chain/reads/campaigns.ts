import { campaignKinds, type CampaignKind } from "@hearth/protocol/campaigns";
import { decodeMetadata, type Metadata } from "@hearth/protocol/metadata";
import { queryOptions } from "@tanstack/react-query";
import { readContract } from "wagmi/actions";
import { keys } from "../../api/keys.ts";
import { config } from "../config.ts";
import { contracts } from "../contracts.ts";
import { numbersDown } from "./logs.ts";

/** A campaign as it stands. Amounts in the token's smallest unit, times in seconds. */
export interface CampaignNow {
  campaignId: bigint;
  kind: CampaignKind;
  metadata: Metadata;
  minReward: bigint;
  maxReward: bigint;
  /** 0: no limit. */
  perMemberCap: number;
  signaturesNeeded: number;
  budget: bigint;
  paid: bigint;
  start: bigint;
  end: bigint;
}

async function readCampaign(campaignId: bigint): Promise<CampaignNow> {
  const [campaign, uri] = await Promise.all([
    readContract(config, { ...contracts.Campaigns, functionName: "campaign", args: [campaignId] }),
    readContract(config, { ...contracts.Campaigns, functionName: "campaignURI", args: [campaignId] }),
  ]);
  return {
    ...campaign,
    campaignId,
    kind: campaignKinds[campaign.kind] ?? "custom",
    metadata: decodeMetadata(uri),
    start: BigInt(campaign.start),
    end: BigInt(campaign.end),
  };
}

/** All campaigns, newest first. */
export function campaignsQuery() {
  return queryOptions({
    queryKey: keys.campaigns(),
    queryFn: async () => {
      const count = await readContract(config, { ...contracts.Campaigns, functionName: "campaignCount" });
      return Promise.all(numbersDown(count).map(readCampaign));
    },
  });
}

/** Whether a campaign pays at a moment and has budget left for its least reward. */
export function isPaying({ start, end, budget, paid, minReward }: CampaignNow, now: Date): boolean {
  const seconds = BigInt(Math.floor(now.getTime() / 1000));
  return seconds >= start && seconds < end && budget - paid >= minReward;
}
