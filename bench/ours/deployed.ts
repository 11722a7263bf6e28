import { dataLength } from "ethers";
import hre from "hardhat";
import { ethers, receiptOf } from "../../test/helpers/chain.ts";
import { plainCommunity } from "../../test/helpers/community.ts";
import type { Deployed } from "../report.ts";

/** The contracts of a freshly deployed community, the largest first. */
export async function deployedContracts(): Promise<Deployed[]> {
  const before = await ethers.provider.getBlockNumber();
  await plainCommunity();
  const names = await namesByCode();
  const deployed: Deployed[] = [];
  for (let number = before + 1; number <= (await ethers.provider.getBlockNumber()); number += 1) {
    const block = await ethers.provider.getBlock(number);
    for (const hash of block?.transactions ?? []) {
      const { contractAddress, gasUsed } = await receiptOf(hash);
      if (contractAddress === null) continue;
      const code = await ethers.provider.getCode(contractAddress);
      const bytes = dataLength(code);
      deployed.push({ name: names.get(bytes) ?? contractAddress, bytes, gas: gasUsed });
    }
  }
  return deployed.sort((a, b) => b.bytes - a.bytes);
}

/** Contracts by the length of their code, which immutables do not change. */
async function namesByCode(): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (const fullName of await hre.artifacts.getAllFullyQualifiedNames()) {
    const { contractName, deployedBytecode } = await hre.artifacts.readArtifact(fullName);
    if (deployedBytecode !== "0x") names.set((deployedBytecode.length - 2) / 2, contractName);
  }
  return names;
}
