/**
 * `npm run mutate [-- --sample 150 --seed 1 --file Membership --critical --list]`: changes the contracts in small ways,
 * one at a time, in copies of the repository, and sees whether the tests notice. Writes `docs/mutation.md`, and exits
 * with 1 when fewer than 85 % are killed or one survives on which roles, nonces, stock, escrow, tallies or caps depend.
 * `--again` tries the survivors of the last run once more, after tests were added, and writes the report anew.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { glob } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Contracts } from "./mutate/contracts.ts";
import { keyOf, type Mutant, type Verdict } from "./mutate/mutant.ts";
import { mutantsOf } from "./mutate/operators.ts";
import { lastRun, remember } from "./mutate/memory.ts";
import { percentOf, readReasons, scoreOf, writeReport } from "./mutate/report.ts";
import { stratified, type Quota } from "./mutate/sample.ts";
import { Tests } from "./mutate/tests.ts";
import { Worker } from "./mutate/worker.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const LEAST = 0.85;

const { values: options } = parseArgs({
  options: {
    sample: { type: "string", default: "150" },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: String(Math.min(availableParallelism(), 4)) },
    file: { type: "string", multiple: true, default: [] },
    critical: { type: "boolean", default: false },
    again: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    "no-report": { type: "boolean", default: false },
  },
});

async function allMutants(): Promise<Mutant[]> {
  const files = await Array.fromAsync(
    glob("contracts/**/*.sol", { cwd: root, exclude: ["contracts/test/**"] }),
  );
  const chosen = files.filter(
    (file) => options.file.length === 0 || options.file.some((part) => file.includes(part)),
  );
  if (chosen.length === 0) throw new Error(`No contract is called ${options.file.join(" or ")}.`);
  const mutants = chosen.sort().flatMap((file) => mutantsOf(file, readFileSync(join(root, file), "utf8")));
  return options.critical ? mutants.filter(({ critical }) => critical) : mutants;
}

/** Takes mutants from the quotas until each is filled; the next worker takes from the next quota. */
class Supply {
  private quotas: Quota[];
  private turn = 0;

  constructor(quotas: Quota[]) {
    this.quotas = quotas;
  }

  /** Lets the workers end with what they are at. */
  close(): void {
    this.quotas = [];
  }

  next(): { mutant: Mutant; quota: Quota } | undefined {
    for (let i = 0; i < this.quotas.length; i += 1) {
      const quota = this.quotas[this.turn++ % this.quotas.length] as Quota;
      const mutant = quota.wanted > 0 ? quota.queue.shift() : undefined;
      if (!mutant) continue;
      quota.wanted -= 1;
      return { mutant, quota };
    }
    return undefined;
  }
}

function tell({ mutant, outcome, by, seconds }: Verdict): void {
  const mark = outcome === "killed" ? "✔" : mutant.critical ? "✘ CRITICAL" : "✘";
  console.log(
    `${mark} ${keyOf(mutant)} (line ${mutant.line}, ${seconds} s)${by === "" ? "" : `\n    ${by}`}`,
  );
}

/** One worker's share of the work. */
async function work(worker: Worker, supply: Supply, verdicts: Verdict[]): Promise<void> {
  for (let task = supply.next(); task; task = supply.next()) {
    const verdict = await worker.judge(task.mutant);
    if (!verdict) task.quota.wanted += 1;
    else {
      verdicts.push(verdict);
      tell(verdict);
    }
  }
}

async function main(): Promise<number> {
  const mutants = await allMutants();
  if (options.list) {
    for (const mutant of mutants)
      console.log(`${mutant.critical ? "!" : " "} ${mutant.line}\t${keyOf(mutant)}`);
    console.log(`${mutants.length} mutants`);
    return 0;
  }
  const last = options.again ? lastRun(root, mutants) : undefined;
  const reasons = readReasons(root);
  const open = last?.survivors.filter((mutant) => reasons[keyOf(mutant)] === undefined) ?? [];
  const size = options.critical && options.sample === "150" ? mutants.length : Number(options.sample);
  const supply = new Supply(
    last
      ? [{ file: "all", wanted: open.length, queue: open }]
      : stratified(mutants, size, Number(options.seed)),
  );
  const [contracts, tests] = [await Contracts.read(root), await Tests.find(root)];
  const home = mkdtempSync(join(tmpdir(), "hearth-mutate-"));
  const began = performance.now();
  const verdicts: Verdict[] = [...(last?.killed ?? [])];
  process.on("exit", () => rmSync(home, { recursive: true, force: true }));
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(130));
  process.once("SIGINT", () => {
    console.log("Ending with the mutants under way. Once more ends at once, without a report.");
    supply.close();
    process.once("SIGINT", () => process.exit(130));
  });
  const workers = Array.from(
    { length: Number(options.workers) },
    (_, index) => new Worker(root, join(home, String(index)), contracts, tests),
  );
  const fault = await workers[0]?.faultWithout();
  if (fault !== undefined) throw new Error(`Tests fail without any change. Mend them first.\n${fault}`);
  await Promise.all(workers.map(async (worker) => await work(worker, supply, verdicts)));
  const untried = last?.survivors.filter((one) => !verdicts.some(({ mutant }) => mutant === one)) ?? [];
  for (const mutant of untried) verdicts.push({ mutant, outcome: "survived", by: "", seconds: 0 });
  const selection = last?.selection ?? selectionOf(verdicts.length, mutants.length);
  if (!options["no-report"]) {
    remember(root, { selection, verdicts });
    writeReport(root, verdicts, selection);
  }
  return finish(verdicts, (performance.now() - began) / 1000);
}

function selectionOf(tried: number, available: number): string {
  const kind = options.critical ? "critical mutants" : "mutants";
  const files = options.file.length > 0 ? ` of ${options.file.join(", ")}` : "";
  return `${tried} of ${available} ${kind}${files}, seed ${options.seed}`;
}

function finish(verdicts: Verdict[], seconds: number): number {
  const score = scoreOf(verdicts, readReasons(root));
  const each = (seconds / Math.max(1, verdicts.length)).toFixed(1);
  console.log(`\n${percentOf(score)} killed in ${(seconds / 60).toFixed(0)} minutes, ${each} s each`);
  const critical = score.open.filter(({ mutant }) => mutant.critical);
  if (critical.length > 0) console.log(`${critical.length} survive that must not: see CRITICAL above.`);
  return critical.length > 0 || score.killed < LEAST * score.total ? 1 : 0;
}

process.exit(await main());
