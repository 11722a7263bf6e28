import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Contracts } from "./contracts.ts";
import { mutate, type Mutant, type Verdict } from "./mutant.ts";
import type { Tests } from "./tests.ts";

/** What of the repository a copy needs. */
const COPIED = ["contracts", "deploy", "scripts", "test", "docs", "protocol", "artifacts", "cache", "types"];
const FILES = ["package.json", "hardhat.config.ts", "tsconfig.json", "tsconfig.base.json"];
const HARDHAT = "node_modules/hardhat/dist/src/cli.js";
const PATIENCE = 15 * 60_000;
/** All tests together may take longer than those of one mutant. */
const PATIENCE_FOR_ALL = 60 * 60_000;

/** A copy of the repository in which mutants live, one at a time. Nothing is ever changed in the repository itself. */
export class Worker {
  private readonly root: string;
  private readonly contracts: Contracts;
  private readonly tests: Tests;

  /**
   * Copies the repository.
   * @param source The repository.
   * @param root Where the copy goes.
   * @param contracts The compiled contracts.
   * @param tests The tests.
   */
  constructor(source: string, root: string, contracts: Contracts, tests: Tests) {
    this.root = root;
    this.contracts = contracts;
    this.tests = tests;
    for (const name of [...COPIED, ...FILES]) {
      const from = join(source, name);
      const own = (path: string): boolean => !/\/(node_modules|dist)(\/|$)/.test(path.slice(source.length));
      if (existsSync(from)) cpSync(from, join(root, name), { recursive: true, filter: own });
    }
    for (const folder of ["", "protocol"]) {
      const modules = join(source, folder, "node_modules");
      if (existsSync(modules)) symlinkSync(modules, join(root, folder, "node_modules"));
    }
  }

  /** Which test fails although nothing is changed, if any: only where none does a failure says something. */
  async faultWithout(): Promise<string | undefined> {
    const { code, firstFailure } = await this.mocha(this.tests.allMocha(), PATIENCE_FOR_ALL);
    return code === 0 ? undefined : firstFailure;
  }

  /**
   * Lets one mutant live until a test notices.
   * @param mutant The mutant.
   * @returns The verdict; nothing for a mutant that does not compile or changes nothing.
   */
  async judge(mutant: Mutant): Promise<Verdict | undefined> {
    const began = performance.now();
    const path = join(this.root, mutant.file);
    const original = readFileSync(path, "utf8");
    const changed = mutate(original, mutant);
    const verdict = (outcome: Verdict["outcome"], by: string): Verdict => ({
      mutant,
      outcome,
      by,
      seconds: Math.round((performance.now() - began) / 1000),
    });
    try {
      if (this.contracts.apply(this.root, mutant.file, changed) !== "changed") return undefined;
      writeFileSync(path, changed);
      const stories = await this.mocha(this.tests.mochaFor(mutant, this.contracts.domainsOf(mutant.file)));
      if (stories.code !== 0) return verdict("killed", stories.firstFailure);
      const properties = await this.solidity(mutant);
      return properties.code === 0 ? verdict("survived", "") : verdict("killed", properties.firstFailure);
    } finally {
      writeFileSync(path, original);
      this.contracts.restore(this.root, mutant.file);
    }
  }

  /** Takes the copy away. */
  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private async mocha(files: string[], patience = PATIENCE) {
    return await this.hardhat(["test", "mocha", "--no-compile", "--bail", ...files], patience);
  }

  /** Hardhat compiles these itself; it knows what has changed and forgets nothing of the rest. */
  private async solidity(mutant: Mutant) {
    const files = this.tests.solidityFor(mutant.file);
    if (files.length === 0) return { code: 0, firstFailure: "" };
    const kept = new Map(artifactsOf(this.root).map((path) => [path, readFileSync(path)]));
    const result = await this.hardhat(["test", "solidity", ...files]);
    for (const [path, content] of kept) writeFileSync(path, content);
    return result;
  }

  private async hardhat(
    args: string[],
    patience = PATIENCE,
  ): Promise<{ code: number; firstFailure: string }> {
    const child = spawn(process.execPath, [HARDHAT, ...args], {
      cwd: this.root,
      env: { ...process.env, HEARTH_FUZZ_RUNS: "64", HEARTH_QUICK_BUILD: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: patience,
      killSignal: "SIGKILL",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    }
    const [code] = (await once(child, "close")) as [number | null];
    if (code === null) return { code: 1, firstFailure: "time ran out" };
    const failure = /^\s+1\) (.+)$/m.exec(output) ?? /^.*(?:FAIL|✘|Failure|Error).*$/m.exec(output);
    return { code, firstFailure: (failure?.[1] ?? failure?.[0] ?? output.slice(-2000)).trim() };
  }
}

function artifactsOf(root: string): string[] {
  return readdirSync(join(root, "artifacts/contracts"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .map((path) => join(root, "artifacts/contracts", path));
}
