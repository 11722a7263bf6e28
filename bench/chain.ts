import {
  Contract,
  ContractFactory,
  Wallet,
  getBytes,
  hexlify,
  id,
  type Signer as EthersSigner,
} from "ethers";
import { ethers, receiptOf } from "../test/helpers/chain.ts";
import type { Compiled } from "./compile.ts";

/** A contract whose functions are only known when it is there. */
export type AnyContract = Contract;

/**
 * Deploys a compiled contract from the chain's first account.
 * @param compiled What to deploy.
 * @param args Arguments of its constructor.
 */
export async function deploy(compiled: Compiled, ...args: unknown[]): Promise<AnyContract> {
  const [deployer] = await ethers.getSigners();
  const factory = new ContractFactory([...compiled.abi] as never[], compiled.bytecode, deployer);
  const contract = await factory.deploy(...args);
  await contract.waitForDeployment();
  return new Contract(await contract.getAddress(), [...compiled.abi] as never[], deployer);
}

/**
 * Deploys a contract the way platforms do that give each customer a minimal proxy of it (ERC-1167).
 * @param compiled What stands behind the proxy.
 */
export async function deployClone(compiled: Compiled): Promise<AnyContract> {
  const implementation = await deploy(compiled);
  const [deployer] = await ethers.getSigners();
  const target = (await implementation.getAddress()).slice(2);
  const code = `0x3d602d80600a3d3981f3363d3d373d3d3d363d73${target}5af43d82803e903d91602b57fd5bf3`;
  const sent = await deployer!.sendTransaction({ data: code });
  const { contractAddress } = await receiptOf(sent.hash);
  return new Contract(contractAddress as string, [...compiled.abi] as never[], deployer);
}

/**
 * Gas that a transaction used, intrinsic gas and calldata included, refunds taken off.
 * @param sent The transaction.
 */
export async function gasOf(sent: Promise<{ hash: string }>): Promise<bigint> {
  const { hash } = await sent;
  const receipt = await receiptOf(hash);
  if (receipt.status !== 1) throw new Error(`Transaction ${hash} failed; its gas says nothing.`);
  return receipt.gasUsed;
}

/**
 * People with keys and without ether, the same in every run.
 * @param count How many.
 * @param group What distinguishes them from others.
 */
export function people(count: number, group: string): Wallet[] {
  return Array.from({ length: count }, (_, number) => new Wallet(id(`${group} ${number}`)));
}

/**
 * The chain's accounts, which have ether.
 * @returns At least twenty.
 */
export async function accounts(): Promise<EthersSigner[]> {
  return await ethers.getSigners();
}

/** A signature of 65 bytes as the 64 of ERC-2098. */
export function compact(signature: string): string {
  const bytes = getBytes(signature);
  if (bytes[64] === 28) bytes[32] = (bytes[32] ?? 0) | 0x80;
  return hexlify(bytes.slice(0, 64));
}
