import { network } from "hardhat";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

/** The in-memory chain that all contract tests share; `loadFixture` gives each test a fresh state of it. */
export const connection = await network.create();

/** ethers on that chain, and Hardhat's means to move its time and state. */
export const { ethers, networkHelpers } = connection;

/** Somebody with a key and ether. */
export type Signer = HardhatEthersSigner;

/** Seconds in longer times. */
export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;
export const WEEK = 604_800;

/** The second of the newest block. */
export async function now(): Promise<number> {
  return await networkHelpers.time.latest();
}

/**
 * Lets the next transaction happen in a given second. Reads made before it still see the present block.
 * @param second Later than {@link now}.
 */
export async function at(second: number | bigint): Promise<void> {
  await networkHelpers.time.setNextBlockTimestamp(second);
}

/**
 * Puts transactions into one block, and so into one second.
 * @param send Sends them, without waiting for receipts; each `send` needs a `gasLimit` of its own if it depends on
 * one before it.
 * @returns Their receipts, in order.
 */
export async function inOneBlock(send: () => Promise<{ hash: string }[]>) {
  await connection.provider.request({ method: "evm_setAutomine", params: [false] });
  try {
    const sent = await send();
    await networkHelpers.mine();
    return await Promise.all(sent.map(async ({ hash }) => await receiptOf(hash)));
  } finally {
    await connection.provider.request({ method: "evm_setAutomine", params: [true] });
  }
}

/**
 * The receipt of a transaction that was mined.
 * @param hash Its hash.
 */
export async function receiptOf(hash: string) {
  const receipt = await ethers.provider.getTransactionReceipt(hash);
  if (!receipt) throw new Error(`Transaction ${hash} was not mined`);
  return receipt;
}

/**
 * Calls the chain as a contract of the community would.
 * @param address The contract.
 * @returns A signer that acts as that contract.
 */
export async function impersonate(address: string): Promise<Signer> {
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, 10n ** 18n);
  return await ethers.getSigner(address);
}
