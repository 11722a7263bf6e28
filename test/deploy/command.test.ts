import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseDeployment } from "@hearth/protocol/deployment";
import { demoMnemonic } from "@hearth/protocol/personas";
import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import { network } from "hardhat";
import type { JsonRpcServer } from "hardhat/types/network";
import { toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { runDeploy } from "../../scripts/deploy/run.ts";
import { Campaigns__factory } from "../../types/ethers-contracts/index.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const exampleFile = join(root, "deploy/brands/example.json5");
const CHAIN_ID = 31_399;
/** AccessManager, token, card, membership, recovery, badges, rooms, campaigns, tickets, store, polls, timelock, deposits, governor, relay. */
const CONTRACTS = 15;

/** A chain of its own behind HTTP, and folders for what the command writes. */
interface Stage {
  server: JsonRpcServer;
  provider: JsonRpcProvider;
  folder: string;
  record: string;
  journal: string;
  env: NodeJS.ProcessEnv;
}

async function setUp(): Promise<Stage> {
  const server = await network.createServer({ override: { chainId: CHAIN_ID } }, "127.0.0.1", 0);
  const { address, port } = await server.listen();
  const url = `http://${address}:${port}`;
  const folder = await mkdtemp(join(tmpdir(), "hearth-deploy-"));
  const record = join(folder, "record.json");
  const key = mnemonicToAccount(demoMnemonic).getHdKey().privateKey;
  const env = {
    ...process.env,
    CUSTOM_RPC_URL: url,
    DEPLOYER_PRIVATE_KEY: toHex(key ?? new Uint8Array()),
    IGNITION_DIR: folder,
    DEPLOYMENT: record,
  };
  const journal = join(folder, `deployments/chain-${CHAIN_ID}/journal.jsonl`);
  const provider = new JsonRpcProvider(url, CHAIN_ID, { staticNetwork: true, cacheTimeout: -1 });
  return { server, provider, folder, record, journal, env };
}

async function tearDown({ server, provider, folder }: Stage): Promise<void> {
  provider.destroy();
  await server.close();
  await rm(folder, { recursive: true });
}

/** Runs `npm run deploy` as the setup script does. `output` has both streams. */
function deploy(stage: Stage, ...args: string[]) {
  const all = ["--import", "tsx", "scripts/deploy.ts", "--network", "custom", ...args];
  const child = spawn(process.execPath, all, { cwd: root, env: stage.env });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => (output += part.toString()));
  const finished = once(child, "close").then(() => ({ code: child.exitCode, output }));
  return { child, finished };
}

/** Waits until the deployment's journal tells of so many contracts. */
async function contractsInJournal(journal: string, wanted: number, running: () => boolean): Promise<void> {
  while (running()) {
    const text = await readFile(journal, "utf8").catch(() => "");
    if (text.split('"DEPLOYMENT_EXECUTION_STATE_COMPLETE"').length > wanted) return;
    await delay(10);
  }
  throw new Error(`The command ended before its journal had ${wanted} contracts`);
}

async function contractsCreated(provider: JsonRpcProvider): Promise<number> {
  const newest = await provider.getBlockNumber();
  let created = 0;
  for (let number = 1; number <= newest; number++) {
    const block = await provider.getBlock(number, true);
    created += block?.prefetchedTransactions.filter(({ to }) => to === null).length ?? 0;
  }
  return created;
}

describe("npm run deploy", () => {
  let stage: Stage;
  before(async () => (stage = await setUp()));
  after(() => tearDown(stage));

  it("refuses a wrong brand file before anything is sent", async () => {
    const file = join(stage.folder, "wrong.json5");
    const text = (await readFile(exampleFile, "utf8")).replace("votingPeriod", "votePeriod");
    await writeFile(file, text);
    const { code, output } = await deploy(stage, "--brand", file).finished;
    expect(output)
      .to.include("governor.votingPeriod: is missing")
      .and.include("governor.votePeriod: is not a setting here");
    expect(code).to.equal(1);
    expect(await stage.provider.getBlockNumber()).to.equal(0);
  });

  it("says what it would do and sends nothing in a dry run", async () => {
    const { code, output } = await deploy(stage, "--brand", exampleFile, "--dry-run").finished;
    expect(output).to.include("Example House on custom").and.include("nothing was sent");
    expect(code).to.equal(0);
    expect(await stage.provider.getBlockNumber()).to.equal(0);
  });

  it("goes on after being killed, and deploys nothing twice", async () => {
    const { child, finished } = deploy(stage, "--brand", exampleFile);
    await contractsInJournal(stage.journal, 2, () => child.exitCode === null);
    child.kill("SIGKILL");
    await finished;
    expect(await contractsCreated(stage.provider)).to.be.lessThan(CONTRACTS);

    const { code, output } = await deploy(stage, "--brand", exampleFile).finished;

    expect(output).to.include("are as deploy/roles.ts has them");
    expect(code).to.equal(0);
    expect(await contractsCreated(stage.provider)).to.equal(CONTRACTS);
  });

  it("leaves a record that the others can read, from the very first block on", async () => {
    const deployment = parseDeployment(JSON.parse(await readFile(stage.record, "utf8")));
    expect(deployment.chainId).to.equal(CHAIN_ID);
    expect(deployment.startBlock).to.equal(1n);
    const campaigns = Campaigns__factory.connect(deployment.contracts.Campaigns.address, stage.provider);
    expect(await campaigns.campaignCount()).to.equal(2n);
  });

  it("has nothing left to do the next time", async () => {
    const before = await stage.provider.getBlockNumber();
    const { code, output } = await deploy(stage, "--brand", exampleFile).finished;
    expect(output).to.include("0 listed now, 9 were there already");
    expect(code).to.equal(0);
    expect(await stage.provider.getBlockNumber()).to.equal(before);
  });

  it("does not take a changed file for the deployed one", async () => {
    const file = join(stage.folder, "changed.json5");
    const text = (await readFile(exampleFile, "utf8")).replace('symbol: "LEAF"', 'symbol: "LEAVES"');
    await writeFile(file, text);
    const { code, output } = await deploy(stage, "--brand", file).finished;
    expect(output).to.include("is not what was deployed").and.include("RewardToken");
    expect(code).to.equal(1);
  });

  it("names the networks there are", async () => {
    const options = { network: "moon", brand: exampleFile, dryRun: true, verify: false };
    const error: unknown = await runDeploy(options).catch((thrown: unknown) => thrown);
    expect(String(error)).to.match(/no network "moon".*baseSepolia, base, custom/);
  });
});
