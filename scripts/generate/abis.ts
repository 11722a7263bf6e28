import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The file this module makes, relative to the repository. */
export const abisFile = "protocol/src/generated/abis.ts";

/** Source of each contract of a community; the order is that of the generated file. */
const sources = {
  RewardToken: "contracts/token/RewardToken.sol",
  Membership: "contracts/membership/Membership.sol",
  Recovery: "contracts/membership/Recovery.sol",
  Badges: "contracts/membership/Badges.sol",
  Rooms: "contracts/membership/Rooms.sol",
  Campaigns: "contracts/earning/Campaigns.sol",
  ProposalDeposits: "contracts/governance/ProposalDeposits.sol",
  CommunityGovernor: "contracts/governance/CommunityGovernor.sol",
  TimelockController: "@openzeppelin/contracts/governance/TimelockController.sol",
  RewardsStore: "contracts/rewards/RewardsStore.sol",
  EventTickets: "contracts/rewards/EventTickets.sol",
  Relay: "contracts/shared/Relay.sol",
  Polls: "contracts/governance/Polls.sol",
  AccessManager: "@openzeppelin/contracts/access/manager/AccessManager.sol",
} as const;

const artifactSchema = z.object({ abi: z.array(z.record(z.string(), z.unknown())) });

/**
 * Writes the ABIs of all contracts as TypeScript constants. The same artifacts give the same text.
 * Throws an Error that names a missing artifact.
 */
export async function renderAbis(): Promise<string> {
  const parts = await Promise.all(
    Object.entries(sources).map(async ([name, source]) => {
      const entries = (await readAbi(name, source)).map((entry) => `  ${JSON.stringify(entry)},`);
      return `export const ${name[0]?.toLowerCase()}${name.slice(1)}Abi = [\n${entries.join("\n")}\n] as const;\n`;
    }),
  );
  return ["// Made by `npm run generate` from the compiled contracts. Not edited by hand.\n", ...parts].join(
    "\n",
  );
}

async function readAbi(name: string, source: string): Promise<unknown[]> {
  const file = join(root, "artifacts", source, `${name}.json`);
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`${name} is not compiled: ${source} has no artifact. Run \`npm run build\` first.`);
  });
  return artifactSchema.parse(JSON.parse(text)).abi.map(withoutInternalType);
}

/** `internalType` names Solidity structs; nothing that runs needs it, and it is a third of the file. */
function withoutInternalType(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutInternalType);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "internalType");
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutInternalType(inner)]));
}
