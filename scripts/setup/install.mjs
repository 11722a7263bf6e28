import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fail, fingerprint, node24, root, say, stamp } from "./shared.mjs";

const STAMP = "node_modules/.hearth-lock";

/** Installs the locked packages if they are missing or older than the lock file, and checks that they work. */
export function ensureInstalled() {
  checkVersions();
  const installed = stamp(STAMP, fingerprint(["package-lock.json"]));
  if (existsSync(node24) && installed.fresh()) return;
  say("Installing the packages in package-lock.json (about a minute, once)");
  const { status } = spawnSync(...installer(), { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    fail(
      "Could not install the packages: the npm registry must be reachable (npm's own message is above).\n" +
        "Behind a proxy or mirror, set `npm config set registry <url>` first.",
    );
  }
  checkNode24();
  checkHardhatBinding();
  installed.write();
}

/** Installs what only the benchmarks need: the contracts of others, which run no install scripts. */
export function ensurePeers() {
  const installed = stamp(
    "bench/peers/node_modules/.hearth-lock",
    fingerprint(["bench/peers/package-lock.json"]),
  );
  if (installed.fresh()) return;
  say("Installing the packages in bench/peers/package-lock.json");
  const cwd = join(root, "bench/peers");
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts"], { cwd, stdio: "inherit" });
  if (status !== 0) fail("Could not install the contracts to compare with (npm's own message is above).");
  installed.write();
}

/**
 * npm itself has to run under Node 22 or later: under an older one it silently leaves out
 * Hardhat's native binding, whose `engines` field asks for that.
 */
function installer() {
  const major = Number(process.versions.node.split(".")[0]);
  return major >= 24 ? ["npm", ["ci"]] : ["npx", ["-y", "-p", "node@24", "npm", "ci"]];
}

function checkVersions() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Hearth needs Node 20.19 or later; this is Node ${process.versions.node}.`);
  }
  const agent = /\bnpm\/(\d+)/.exec(process.env.npm_config_user_agent ?? "");
  if (agent && Number(agent[1]) < 11) {
    fail(`Hearth needs npm 11 or later; this is npm ${agent[1]}. Update it with: npm install -g npm@11`);
  }
}

function checkNode24() {
  const { status, stdout } = spawnSync(node24, ["--version"], { encoding: "utf8" });
  if (status !== 0 || !stdout.startsWith("v24.")) {
    fail(
      "The packages are installed but node_modules/.bin/node is not Node 24: the install script of the `node`\n" +
        "package did not run. Allow install scripts (npm config get ignore-scripts) and start again.",
    );
  }
}

function checkHardhatBinding() {
  const { status, stderr } = spawnSync(node24, ["-e", 'require("@nomicfoundation/edr")'], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) {
    fail(
      `Hardhat's native binding does not load on ${process.platform}-${process.arch}:\n${stderr.trim()}\n` +
        "It is published for Linux, macOS and Windows on x64 and (except Windows) arm64.",
    );
  }
}
