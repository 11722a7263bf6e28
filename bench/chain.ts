import { Contract, ContractFactory, Wallet, id, type ContractRunner } from "ethers";
import { ethers, receiptOf, type Signer } from "../test/helpers/chain.ts";
import type { Compiled } from "./compile.ts";

/** A deployed contract of a peer, whose functions are known by name alone. */
export class Peer {
  readonly address: string;
  private readonly abi: Compiled["abi"];
  private readonly contract: Contract;

  /**
   * @param address Where it is.
   * @param abi Its functions.
   * @param runner Who calls it.
   */
  constructor(address: string, abi: Compiled["abi"], runner: ContractRunner) {
    this.address = address;
    this.abi = abi;
    this.contract = new Contract(address, [...abi] as never[], runner);
  }

  /** The same contract, called by somebody else. */
  as(runner: ContractRunner): Peer {
    return new Peer(this.address, this.abi, runner);
  }

  /** Sends a transaction that calls a function. */
  async send(name: string, ...args: unknown[]): Promise<{ hash: string }> {
    return await this.contract.getFunction(name).send(...args);
  }

  /** What a function that changes nothing says. */
  async read<Answer>(name: string, ...args: unknown[]): Promise<Answer> {
    return (await this.contract.getFunction(name).staticCall(...args)) as Answer;
  }

  /** A call as data. */
  encode(name: string, ...args: unknown[]): string {
    return this.contract.interface.encodeFunctionData(name, args);
  }

  /** Of a function whose arguments are encoded already. */
  selectorOf(name: string): string {
    const selector = this.contract.interface.getFunction(name)?.selector;
    if (selector === undefined) throw new Error(`There is no function "${name}".`);
    return selector;
  }

  /** An argument of the first event of a name in a transaction. */
  async logged(hash: string, event: string, argument: string): Promise<unknown> {
    const { logs } = await receiptOf(hash);
    const found = logs.map((log) => this.contract.interface.parseLog(log)).find((log) => log?.name === event);
    if (!found) throw new Error(`${hash} has no ${event}.`);
    return found.args.getValue(argument);
  }

  /** The EIP-712 domain of a contract that has this name, in its first version. */
  async domain(name: string) {
    const { chainId } = await ethers.provider.getNetwork();
    return { name, version: "1", chainId, verifyingContract: this.address };
  }
}

/**
 * Deploys a compiled contract from the chain's first account.
 * @param compiled What to deploy.
 * @param args Arguments of its constructor.
 */
export async function deploy({ abi, bytecode }: Compiled, ...args: unknown[]): Promise<Peer> {
  const [deployer] = await accounts();
  const contract = await new ContractFactory([...abi] as never[], bytecode, deployer).deploy(...args);
  await contract.waitForDeployment();
  return new Peer(await contract.getAddress(), abi, deployer);
}

/**
 * Deploys a contract the way platforms do that give each customer a minimal proxy of it (ERC-1167).
 * @param compiled What stands behind the proxy.
 */
export async function deployClone(compiled: Compiled): Promise<Peer> {
  const implementation = await deploy(compiled);
  const [deployer] = await accounts();
  const target = implementation.address.slice(2);
  const code = `0x3d602d80600a3d3981f3363d3d373d3d3d363d73${target}5af43d82803e903d91602b57fd5bf3`;
  const { contractAddress } = await receiptOf((await deployer.sendTransaction({ data: code })).hash);
  if (contractAddress === null) throw new Error("The proxy was not deployed.");
  return new Peer(contractAddress, compiled.abi, deployer);
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
 * Somebody with a key and without ether, the same in every run.
 * @param name Who.
 */
export function person(name: string): Wallet {
  return new Wallet(id(name));
}

/**
 * Many of them.
 * @param count How many.
 * @param group What distinguishes them from others.
 */
export function people(count: number, group: string): Wallet[] {
  return Array.from({ length: count }, (_, number) => person(`${group} ${number}`));
}

/** The chain's accounts, which have ether. */
export async function accounts(): Promise<[Signer, Signer, Signer, Signer, ...Signer[]]> {
  const [first, second, third, fourth, ...others] = await ethers.getSigners();
  if (!first || !second || !third || !fourth) throw new Error("The chain has too few accounts.");
  return [first, second, third, fourth, ...others];
}

/**
 * What is at a place of a list, which must be there.
 * @param list The list.
 * @param index The place.
 */
export function at<Item>(list: readonly Item[], index: number): Item {
  const item = list.at(index);
  if (item === undefined) throw new Error(`There is nothing at ${index} of ${list.length}.`);
  return item;
}
