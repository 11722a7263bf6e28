import { readFileSync } from "node:fs";
import { compilerSettings } from "./compile.ts";

interface Lock {
  packages: Record<string, { version?: string }>;
}

const shown = ["@openzeppelin/contracts", "hardhat", "solc"];

/** Versions and settings that the figures depend on, one line each. */
export function conditions(): string[] {
  const own = lock("../package-lock.json");
  const peers = lock("peers/package-lock.json");
  const manifest = JSON.parse(readFileSync(new URL("peers/package.json", import.meta.url), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const version = (of: Lock, name: string) =>
    `${name} ${of.packages[`node_modules/${name}`]?.version ?? "?"}`;
  const { optimizer, evmVersion } = compilerSettings;
  return [
    `Compiler: solc through the IR with ${optimizer.runs} optimizer runs, EVM version ${evmVersion}.`,
    `Here: ${shown.map((name) => version(own, name)).join(", ")}.`,
    `Peers: ${Object.keys(manifest.dependencies)
      .map((name) => version(peers, name))
      .join(", ")}.`,
  ];
}

function lock(path: string): Lock {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as Lock;
}
