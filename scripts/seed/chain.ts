import { demoMnemonic } from "@hearth/protocol/personas";
import type { ContractName } from "@hearth/protocol/contracts";
import type { Deployment } from "@hearth/protocol/deployment";
import { sentenceFor } from "@hearth/protocol/errors";
import {
  BaseError,
  createTestClient,
  createWalletClient,
  encodeFunctionData,
  http,
  parseEther,
  publicActions,
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type HDAccount,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";

/** The only chain the demo is ever written to: the local one of Hardhat. */
export const LOCAL_CHAIN_ID = 31337;

/** How often a receipt is asked for, in milliseconds; the local chain mines at once. */
const POLLING_INTERVAL = 25;
/** Below this a wallet is filled up, so that nobody fails for want of gas. */
const LEAST_BALANCE = parseEther("10");
const FILL_UP = parseEther("100");

type Writing = "nonpayable" | "payable";

/** One call of a contract of the community. */
export interface Call<
  TAbi extends Abi = Abi,
  Name extends ContractFunctionName<TAbi, Writing> = ContractFunctionName<TAbi, Writing>,
> {
  contract: ContractName;
  abi: TAbi;
  functionName: Name;
  args: ContractFunctionArgs<TAbi, Writing, Name>;
}

/** The local chain with the community on it, and the wallets of the demo's people. */
export class DemoChain {
  /** Reads, and moves the chain's clock. */
  readonly client;
  readonly deployment: Deployment;
  readonly #rpcUrl: string;
  readonly #accounts = new Map<number, HDAccount>();

  constructor(rpcUrl: string, deployment: Deployment) {
    this.#rpcUrl = rpcUrl;
    this.deployment = deployment;
    this.client = createTestClient({
      chain: hardhat,
      mode: "hardhat",
      transport: http(rpcUrl),
      pollingInterval: POLLING_INTERVAL,
      cacheTime: 0,
    }).extend(publicActions);
  }

  /** Where a contract of the community is. */
  address(contract: ContractName): Address {
    return this.deployment.contracts[contract].address;
  }

  /** A wallet of the public test phrase. */
  account(index: number): HDAccount {
    const known = this.#accounts.get(index);
    if (known) return known;
    const account = mnemonicToAccount(demoMnemonic, { addressIndex: index });
    this.#accounts.set(index, account);
    return account;
  }

  /** Second of the newest block. */
  async now(): Promise<bigint> {
    return (await this.client.getBlock()).timestamp;
  }

  /**
   * Sends a transaction and waits until it is mined. Throws an Error that says in a sentence why it was refused.
   * @param index Whose wallet sends it.
   * @param call What is called.
   */
  async send<const TAbi extends Abi, Name extends ContractFunctionName<TAbi, Writing>>(
    index: number,
    call: Call<TAbi, Name>,
  ): Promise<void> {
    const { contract, abi, functionName, args } = call;
    // The generic types of viem's parameters can't be resolved for an ABI that is itself a parameter.
    const data = encodeFunctionData({ abi, functionName, args } as Parameters<typeof encodeFunctionData>[0]);
    await this.#submit(index, { to: this.address(contract), data }, `${contract}.${functionName}`);
  }

  /** Gives gas to a wallet that has little. */
  async fund(index: number): Promise<void> {
    const { address } = this.account(index);
    if ((await this.client.getBalance({ address })) >= LEAST_BALANCE) return;
    await this.#submit(0, { to: address, value: FILL_UP }, "A transfer");
  }

  async #submit(
    index: number,
    request: { to: Address; data?: `0x${string}`; value?: bigint },
    what: string,
  ): Promise<void> {
    const account = this.account(index);
    const wallet = createWalletClient({ account, chain: hardhat, transport: http(this.#rpcUrl) });
    try {
      // A little more than needed now, as wallets do: an act may have to write a slot that others wrote when it was tried.
      const gas = ((await this.client.estimateGas({ account, ...request })) * 5n) / 4n;
      const hash = await wallet.sendTransaction({ ...request, gas });
      const { status } = await this.client.waitForTransactionReceipt({ hash });
      if (status !== "success") throw new Error(`Transaction ${hash} was reverted.`);
    } catch (error) {
      const detail = error instanceof BaseError ? error.shortMessage : String(error);
      throw new Error(`${what} by wallet ${index} failed: ${sentenceFor(error)} (${detail})`, {
        cause: error,
      });
    }
  }
}
