import { join, resolve } from "node:path";
import hre from "hardhat";
import { checkCommunity, type CheckResult } from "../../deploy/check.ts";
import { loadBrand, type LoadedBrand } from "../../deploy/brand/load.ts";
import {
  communitySettings,
  deployModule,
  LOCAL_CHAIN_ID,
  type Community,
  type Connection,
} from "../../deploy/community.ts";
import { communityModules } from "../../deploy/modules/Community.ts";
import type { CommunitySettings } from "../../deploy/settings.ts";
import { listCatalogue } from "./catalogue.ts";
import type { DeployOptions } from "./options.ts";
import { findOrigin, noteOrigin, type ChainFacts, type Origin } from "./origin.ts";
import { createProgress, type DeployStep } from "./progress.ts";
import { writeRecord } from "./record.ts";
import { planText, summaryText } from "./summary.ts";
import { verifySources } from "./verify.ts";

/**
 * Deploys a community, or goes on with a deployment that was interrupted. Throws an Error whose message says what was
 * done and what was not; a wrong brand file is refused before anything is sent.
 * @param options What the command line says.
 */
export async function runDeploy(options: DeployOptions): Promise<void> {
  const connection = await connect(options.network);
  const plan = await makePlan(connection, options);
  console.log(planText(`${options.network} (chain ${plan.chain.chainId})`, plan.loaded, plan.settings));
  if (options.dryRun) {
    console.log("\nDry run: nothing was sent.");
    return;
  }
  await checkAccount(connection, plan.settings);
  await carryOut(connection, options, plan);
}

interface Plan {
  chain: ChainFacts;
  folder: string;
  origin: Origin | undefined;
  loaded: LoadedBrand;
  settings: CommunitySettings;
}

async function connect(name: string): Promise<Connection> {
  const networks = Object.keys(hre.config.networks);
  if (!networks.includes(name)) {
    throw new Error(`There is no network "${name}" in hardhat.config.ts. There are: ${networks.join(", ")}.`);
  }
  return hre.network.create(name);
}

async function makePlan(connection: Connection, { network, brand: file }: DeployOptions): Promise<Plan> {
  const chain = await readChain(connection).catch((error: unknown) => {
    // What is wrong with the file can be said without a chain, and is worth knowing first.
    loadBrand(file, Math.floor(Date.now() / 1000));
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The network "${network}" does not answer, so nothing was done.\n${reason}`);
  });
  const folder = join(hre.config.paths.ignition, "deployments", `chain-${chain.chainId}`);
  const { brand } = loadBrand(file, chain.now);
  const origin = await findOrigin(folder, chain, brand.key);
  const loaded = loadBrand(file, origin?.launch ?? chain.now);
  return { chain, folder, origin, loaded, settings: await communitySettings(connection, loaded.brand) };
}

async function readChain({ ethers }: Connection): Promise<ChainFacts> {
  const { chainId } = await ethers.provider.getNetwork();
  const [first, newest] = await Promise.all([
    ethers.provider.getBlock(0),
    ethers.provider.getBlock("latest"),
  ]);
  if (!first?.hash || !newest) throw new Error("It does not give its first and newest block.");
  return {
    chainId: Number(chainId),
    genesis: first.hash,
    newestBlock: newest.number,
    now: newest.timestamp,
  };
}

/** An account without funds, or with transactions under way, would fail half way; better before the first step. */
async function checkAccount({ ethers }: Connection, { deployer }: CommunitySettings): Promise<void> {
  const { provider } = ethers;
  if ((await provider.getBalance(deployer)) === 0n) {
    throw new Error(
      `The deployer ${deployer} holds nothing to pay fees with on this network. Nothing was done.`,
    );
  }
  const [mined, sent] = await Promise.all([
    provider.getTransactionCount(deployer, "latest"),
    provider.getTransactionCount(deployer, "pending"),
  ]);
  if (sent > mined) {
    throw new Error(
      `The deployer ${deployer} has ${sent - mined} transactions under way. Wait and run this again.`,
    );
  }
}

async function carryOut(connection: Connection, options: DeployOptions, plan: Plan): Promise<void> {
  const { chain, folder, loaded, settings } = plan;
  const publish = options.verify && chain.chainId !== LOCAL_CHAIN_ID;
  const planned: DeployStep[] = ["contracts", "catalogue", "handover", "record", "check"];
  const step = createProgress(publish ? [...planned, "verify"] : planned);
  const origin = plan.origin ?? (await noteOrigin(folder, chain, loaded.brand.key));
  const { community, handedOver } = communityModules(settings);
  const showProgress = process.stdout.isTTY;

  const contracts = await step("contracts", () =>
    deployModule(connection, community, showProgress).catch(explainChange),
  );
  const catalogue = await step("catalogue", () =>
    listCatalogue(connection, contracts, loaded.brand, origin.launch),
  );
  await step("handover", () => deployModule(connection, handedOver, showProgress));
  const record = recordFile(chain.chainId);
  const about = {
    chainId: chain.chainId,
    startBlock: origin.startBlock,
    deployedAt: new Date().toISOString(),
  };
  await step("record", () => writeRecord(record, loaded, contracts, about));
  const check = await step("check", () => checked(contracts, settings, origin.startBlock));
  if (publish) await step("verify", () => verifySources(options.network, `chain-${chain.chainId}`));
  console.log(summaryText(await addresses(contracts), settings, catalogue, check, record));
}

/** Ignition refuses to go on where the file says something else than what was deployed; this says what to do then. */
function explainChange(error: unknown): never {
  if (!(error instanceof Error) || !error.message.includes("reconciliation errors")) throw error;
  const changes = error.message.split("\n").filter((line) => line.trim().startsWith("*"));
  throw new Error(
    [
      "The brand file, or a contract, is not what was deployed to this chain before:",
      ...changes,
      "What is deployed does not change. Put the file back as it was; roles and settings of a living community are",
      "changed by its admin or by a proposal. New campaigns, events and rewards may be added to the file.",
    ].join("\n"),
    { cause: error },
  );
}

/** Where the record goes; a second local stack of the same checkout sets `DEPLOYMENT`. */
function recordFile(chainId: number): string {
  const usual = `protocol/deployments/${chainId}.json`;
  return resolve(hre.config.paths.root, process.env["DEPLOYMENT"] || usual);
}

async function checked(
  community: Community,
  settings: CommunitySettings,
  startBlock: number,
): Promise<CheckResult> {
  const result = await checkCommunity(community, settings, startBlock);
  if (result.differences.length === 0) return result;
  const lines = result.differences.map((difference) => `  - ${difference}`);
  throw new Error(`The chain differs from deploy/roles.ts:\n${lines.join("\n")}`);
}

async function addresses(community: Community): Promise<Record<string, string>> {
  return {
    AccessManager: await community.accessManager.getAddress(),
    RewardToken: await community.rewardToken.getAddress(),
    MembershipCard: await community.membershipCard.getAddress(),
    Membership: await community.membership.getAddress(),
    Recovery: await community.recovery.getAddress(),
    Badges: await community.badges.getAddress(),
    Rooms: await community.rooms.getAddress(),
    Campaigns: await community.campaigns.getAddress(),
    EventTickets: await community.eventTickets.getAddress(),
    Polls: await community.polls.getAddress(),
    RewardsStore: await community.rewardsStore.getAddress(),
    TimelockController: await community.timelock.getAddress(),
    ProposalDeposits: await community.deposits.getAddress(),
    CommunityGovernor: await community.governor.getAddress(),
    Relay: await community.relay.getAddress(),
  };
}
