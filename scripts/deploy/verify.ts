import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Publishes the sources of all contracts in a deployment's journal on the configured block explorers. Throws an Error
 * where one of them refused; the explorers' answers are on the terminal.
 * @param network Name of the network.
 * @param deploymentId Name of the journal.
 */
export async function verifySources(network: string, deploymentId: string): Promise<void> {
  const hardhat = dirname(createRequire(import.meta.url).resolve("hardhat/package.json"));
  const args = [join(hardhat, "dist/src/cli.js"), "ignition", "verify", deploymentId, "--network", network];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  await once(child, "exit");
  if (child.exitCode !== 0) throw new Error("At least one explorer did not accept the sources (see above).");
}
