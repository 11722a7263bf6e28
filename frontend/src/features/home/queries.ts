import { queryOptions } from "@tanstack/react-query";
import { readContract } from "wagmi/actions";
import { keys } from "../../api/keys.ts";
import { config } from "../../chain/config.ts";
import { contracts } from "../../chain/contracts.ts";
import { readEvents } from "../../chain/reads/logs.ts";

/** What the community is in numbers. */
export interface CommunityNumbers {
  members: bigint;
  /** Reviews and other contributions that were paid for. */
  contributions: number;
  votesCast: number;
}

async function readNumbers(): Promise<CommunityNumbers> {
  const [members, claimed, awarded, votes] = await Promise.all([
    readContract(config, { ...contracts.Membership, functionName: "totalMembers" }),
    readEvents(contracts.Campaigns, "ContributionPaid"),
    readEvents(contracts.Campaigns, "ContributionsAwarded"),
    readEvents(contracts.CommunityGovernor, "VoteCast"),
  ]);
  const awards = awarded.reduce((sum, { args }) => sum + args.awards.length, 0);
  return { members, contributions: claimed.length + awards, votesCast: votes.length };
}

/** The community in numbers. */
export function communityQuery() {
  return queryOptions({ queryKey: keys.community(), queryFn: readNumbers });
}
