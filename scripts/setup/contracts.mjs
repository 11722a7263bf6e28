import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { bin, fail, fingerprint, node24, root, say, stamp } from "./shared.mjs";

const SOURCES = ["contracts", "hardhat.config.ts", "scripts/hardhat", "package-lock.json"];

/** Compiles the contracts, unless nothing has changed since the last time. */
export function ensureContracts() {
  step({
    name: "contracts",
    inputs: SOURCES,
    outputs: ["artifacts/contracts", "types/ethers-contracts"],
    title: "Compiling the contracts",
    args: ["node_modules/hardhat/dist/src/cli.js", "build", "--no-tests"],
    failure: "The contracts did not compile (see above).",
  });
}

/** Regenerates the protocol package from the artifacts, unless nothing has changed since the last time. */
export function ensureGenerated() {
  step({
    name: "generated",
    inputs: [...SOURCES, "scripts/generate.ts", "scripts/generate"],
    outputs: ["protocol/src/generated"],
    title: "Generating the protocol package from the artifacts",
    args: ["--import", "tsx", "scripts/generate.ts"],
    failure: "The protocol package could not be generated (see above).",
  });
}

function step({ name, inputs, outputs, title, args, failure }) {
  const done = stamp(`.hearth/stamps/${name}`, fingerprint(inputs));
  if (done.fresh() && outputs.every((path) => existsSync(join(root, path)))) return;
  say(title);
  run(args, failure);
  done.write();
}

function run(args, message) {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const { status } = spawnSync(node24, args, { cwd: root, stdio: "inherit", env });
  if (status !== 0) fail(message);
}
