import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Brand } from "../../deploy/brand/schema.ts";
import type { LoadedBrand } from "../../deploy/brand/load.ts";
import type { Community } from "../../deploy/community.ts";
import { parseDeployment } from "@hearth/protocol/deployment";

/**
 * Writes the record that server and dashboard read: who the community is, and where its contracts are.
 * @param file Where to write it (`protocol/deployments/<chainId>.json`).
 * @param loaded The brand and its pictures.
 * @param community The contracts.
 * @param chain The chain, the first block to look at, and when this run finished.
 */
export async function writeRecord(
  file: string,
  { brand, mediaFolder }: LoadedBrand,
  community: Community,
  chain: { chainId: number; startBlock: number; deployedAt: string },
): Promise<void> {
  const logo = brand.theme.logo ? await readFile(join(mediaFolder, brand.theme.logo), "utf8") : undefined;
  const record = { ...chain, brand: brandRecord(brand, logo), contracts: await addressesOf(community) };
  const text = `${JSON.stringify(record, null, 2)}\n`;
  parseDeployment(JSON.parse(text));
  // Git keeps no empty directory: a fresh clone that was never deployed has none.
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Addresses of the contracts that the rest of Hearth speaks to. */
async function addressesOf(community: Community) {
  const at = async (contract: { getAddress(): Promise<string> }) => ({
    address: await contract.getAddress(),
  });
  return {
    RewardToken: await at(community.rewardToken),
    Membership: await at(community.membership),
    Recovery: await at(community.recovery),
    Badges: await at(community.badges),
    Rooms: await at(community.rooms),
    Campaigns: await at(community.campaigns),
    ProposalDeposits: await at(community.deposits),
    CommunityGovernor: await at(community.governor),
    TimelockController: await at(community.timelock),
    RewardsStore: await at(community.rewardsStore),
    EventTickets: await at(community.eventTickets),
    Relay: await at(community.relay),
    Polls: await at(community.polls),
    AccessManager: await at(community.accessManager),
  };
}

function brandRecord(
  { key, name, tagline, theme, membership, token, governor }: Brand,
  logo: string | undefined,
) {
  return {
    key,
    name,
    tagline,
    theme: { colours: { accent: theme.colours.accent }, radius: theme.radius, ...(logo ? { logo } : {}) },
    tiers: membership.tiers.map((tier) => ({ ...tier, threshold: tier.threshold.toString() })),
    token: { name: token.name, symbol: token.symbol, decimals: 18 },
    governor: {
      votingDelay: governor.votingDelay,
      votingPeriod: governor.votingPeriod,
      timelockDelay: governor.timelockDelay,
      quorumPercent: governor.quorumPercent,
    },
  };
}
