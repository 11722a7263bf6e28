import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { dirname, join } from "node:path";
import { importsOf } from "./contracts.ts";
import type { Mutant } from "./mutant.ts";

/** Tests that are about every contract. They take a while, so they come after the domain's own. */
const FOR_ALL = ["signatures", "roles", "story", "shared"];
const NEVER = ["deploy", "e2e", "gas", "helpers", "server", "support"];

interface TestFile {
  path: string;
  folder: string;
  text: string;
}

/** The tests of the repository, and which of them say something about a mutant. */
export class Tests {
  private readonly mocha: TestFile[];
  private readonly solidity: { path: string; closure: Set<string> }[];

  private constructor(mocha: TestFile[], solidity: { path: string; closure: Set<string> }[]) {
    this.mocha = mocha;
    this.solidity = solidity;
  }

  /**
   * Finds the tests.
   * @param root The repository.
   */
  static async find(root: string): Promise<Tests> {
    const mocha: TestFile[] = [];
    for (const path of (await Array.fromAsync(glob("test/*/**/*.ts", { cwd: root }))).sort()) {
      const folder = path.split("/")[1] ?? "";
      const text = readFileSync(join(root, path), "utf8");
      if (!NEVER.includes(folder) && /^\s*(describe|it)\(/m.test(text)) mocha.push({ path, folder, text });
    }
    const found = (await Array.fromAsync(glob("test/**/*.t.sol", { cwd: root }))).sort();
    const solidity = found.map((path) => ({ path, closure: closureOf(root, path) }));
    return new Tests(mocha, solidity);
  }

  /**
   * The mocha tests of a mutant, those first that are likeliest to notice.
   * @param mutant The mutant.
   * @param domains Folders of the contracts it is part of.
   */
  mochaFor({ around, file }: Mutant, domains: string[]): string[] {
    const own = file.split("/")[1] ?? "";
    const name = around.replace(/^_+/, "");
    const score = ({ text, folder }: TestFile): number => {
      const mentions = name === "" ? 0 : text.split(name).length - 1;
      if (folder === own) return 1000 + mentions;
      if (FOR_ALL.includes(folder)) return 500 + mentions;
      return domains.includes(folder) || mentions > 0 ? 1 + mentions : 0;
    };
    return this.mocha
      .map((test) => ({ test, points: score(test) }))
      .filter(({ points }) => points > 0)
      .sort((a, b) => b.points - a.points)
      .map(({ test }) => test.path);
  }

  /** Every mocha test that says something about some mutant. */
  allMocha(): string[] {
    return this.mocha.map(({ path }) => path);
  }

  /**
   * The fuzz tests and invariants of a file.
   * @param file The file.
   */
  solidityFor(file: string): string[] {
    return this.solidity.filter(({ closure }) => closure.has(file)).map(({ path }) => path);
  }
}

function closureOf(root: string, path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const imported of importsOf(readFileSync(join(root, path), "utf8"))) {
    if (imported.startsWith(".")) closureOf(root, join(dirname(path), imported), found);
  }
  return found;
}
