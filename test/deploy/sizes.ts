import { glob, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { expect } from "chai";
import hre from "hardhat";
import { dataLength } from "ethers";
import { isReleaseBuild } from "../helpers/gas.ts";

/** Code a contract may have (EIP-170), and code and arguments that may create it (EIP-3860). */
const LIMITS = { deployedBytecode: 24_576, bytecode: 49_152 } as const;

/** Sizes of every contract under `contracts/` that can be deployed. */
async function productContracts(): Promise<{ name: string; sizes: Record<keyof typeof LIMITS, number> }[]> {
  const root = join(hre.config.paths.artifacts, "contracts");
  const files = await Array.fromAsync(glob("**/*.json", { cwd: root, exclude: ["test/**"] }));
  const contracts = files.sort().map(async (file) => {
    const artifact = JSON.parse(await readFile(join(root, file), "utf8")) as Record<
      keyof typeof LIMITS,
      string
    >;
    const sizeOf = (code: keyof typeof LIMITS): number => dataLength(artifact[code]);
    return {
      name: basename(file, ".json"),
      sizes: { deployedBytecode: sizeOf("deployedBytecode"), bytecode: sizeOf("bytecode") },
    };
  });
  return (await Promise.all(contracts)).filter(({ sizes }) => sizes.deployedBytecode > 0);
}

describe("Contract sizes", () => {
  before(function () {
    if (!isReleaseBuild()) this.skip();
  });

  it("are within what a chain takes", async () => {
    const contracts = await productContracts();
    expect(contracts.map(({ name }) => name)).to.include.members(["Membership", "RewardToken", "Campaigns"]);
    for (const { name, sizes } of contracts) {
      for (const code of Object.keys(LIMITS) as (keyof typeof LIMITS)[]) {
        expect(sizes[code], `bytes of ${name}'s ${code}`).to.be.below(LIMITS[code]);
      }
    }
  });
});
