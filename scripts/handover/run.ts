import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseDeployment, type Deployment } from "@hearth/protocol/deployment";
import hre from "hardhat";
import type { Address } from "viem";
import type { Connection } from "../../deploy/community.ts";
import { handOver } from "./handOver.ts";
import type { HandoverOptions } from "./options.ts";
import type { Handles } from "./standing.ts";

/**
 * Takes the next step of handing a deployed community over, and says what it was and what is left.
 * Throws an Error whose message says why it can't.
 * @param options What the command line says.
 */
export async function runHandover({ network, to, dryRun }: HandoverOptions): Promise<void> {
  const networks = Object.keys(hre.config.networks);
  if (!networks.includes(network)) {
    throw new Error(
      `There is no network "${network}" in hardhat.config.ts. There are: ${networks.join(", ")}.`,
    );
  }
  const connection = await hre.network.create(network);
  const deployment = await readDeployment(connection, network);
  const [sender] = await connection.ethers.getSigners();
  if (!sender) throw new Error("The network has no account to send from.");
  const wish = { to, dryRun, startBlock: Number(deployment.startBlock) };
  const { report } = await handOver(await handlesOf(connection, deployment), sender.address as Address, wish);
  console.log([`${deployment.brand.name} on ${network}`, ...report].join("\n"));
}

async function readDeployment({ ethers }: Connection, network: string): Promise<Deployment> {
  const { chainId } = await ethers.provider.getNetwork().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The network "${network}" does not answer, so nothing was done.\n${reason}`);
  });
  const file = process.env["DEPLOYMENT"] || `protocol/deployments/${chainId}.json`;
  const text = await readFile(resolve(hre.config.paths.root, file), "utf8").catch(() => {
    throw new Error(`There is no community on chain ${chainId}: ${file} is missing. Deploy one first.`);
  });
  return parseDeployment(JSON.parse(text));
}

async function handlesOf({ ethers }: Connection, { contracts }: Deployment): Promise<Handles> {
  return {
    accessManager: await ethers.getContractAt("AccessManager", contracts.AccessManager.address),
    timelock: await ethers.getContractAt("TimelockController", contracts.TimelockController.address),
    governor: await ethers.getContractAt("CommunityGovernor", contracts.CommunityGovernor.address),
    membership: await ethers.getContractAt("Membership", contracts.Membership.address),
  };
}
