/**
 * Entry of every npm script. Prepares what the command needs, then runs it under Node 24.
 *
 * Written in plain JavaScript without dependencies: it has to work in a fresh clone, before
 * `npm ci`, under the Node 20 that is the only thing a newcomer needs.
 *
 *     node scripts/setup/run.mjs <command> [arguments]
 */
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { ensureContracts, ensureGenerated } from "./contracts.mjs";
import { ensureInstalled, ensurePeers } from "./install.mjs";
import { bin, fail, node24, root } from "./shared.mjs";

/** What each command runs, and what it needs beside the installed packages. */
const COMMANDS = {
  start: { script: "scripts/start/main.ts", needs: ["contracts", "generated"] },
  test: { script: "scripts/test/main.ts", needs: ["contracts", "generated", "browser"] },
  check: { script: "scripts/test/check.ts", needs: ["contracts"] },
  mutate: { script: "scripts/mutate.ts", needs: ["contracts", "generated"] },
  coverage: { script: "scripts/coverage.ts", needs: ["contracts", "generated"] },
  slither: { script: "scripts/slither.ts", needs: ["contracts"] },
  build: { needs: ["contracts", "generated"] },
  generate: { script: "scripts/generate.ts", needs: ["contracts"] },
  deploy: { script: "scripts/deploy.ts", needs: ["contracts", "generated"] },
  handover: { script: "scripts/handover.ts", needs: ["contracts", "generated"] },
  bench: { script: "bench/main.ts", needs: ["contracts", "generated", "peers"] },
  seed: { script: "scripts/seed.ts", needs: ["contracts", "generated"] },
};

const [name = "", ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) fail(`Unknown command "${name}". Known: ${Object.keys(COMMANDS).join(", ")}.`);

const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
ensureInstalled();
// `npm test -- unit` does without a browser.
const withBrowser = args.length === 0 || args.includes("browser");
if (command.needs.includes("browser") && withBrowser) env.CHROMIUM_PATH = ensureBrowser();
if (command.needs.includes("peers")) ensurePeers();
if (command.needs.includes("contracts")) ensureContracts();
if (command.needs.includes("generated")) ensureGenerated();
if (command.script) runUnderNode24(command.script);

/** Becomes the script: same terminal, signals passed on, same exit code. */
function runUnderNode24(script) {
  const child = spawn(node24, ["--import", "tsx", join(root, script), ...args], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // npm's shell may be killed without passing the signal on; this process then belongs to another parent.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}
