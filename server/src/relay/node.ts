import { sentenceFor } from "@hearth/protocol/errors";
import {
  BaseError,
  ExecutionRevertedError,
  RpcRequestError,
  createPublicClient,
  decodeFunctionResult,
  encodeFunctionData,
  isHex,
  keccak256,
  numberToHex,
  type Address,
  type Hash,
  type Hex,
  type PublicClient,
  type TransactionReceipt,
  type Transport,
} from "viem";
import { ChainUnavailableError } from "../http/errors.ts";
import { relayAbi } from "./functions.ts";

/** A call as `Relay` takes it. */
export interface RelayCall {
  target: Address;
  gasLimit: bigint;
  data: Hex;
}

/** What a trial of a call came to: the gas that it needs, or why the contracts refuse it. */
export type Trial = { gas: bigint } | { refusal: string };

/** The node's view of the chain and of the relay's account. */
export interface NodeState {
  chainId: number;
  block: bigint;
  /** Unix seconds. */
  timestamp: bigint;
  baseFee: bigint;
  tip: bigint;
  balance: bigint;
  /** How many transactions of the account are mined. */
  mined: number;
}

/** Codes with which nodes say that the call itself failed. */
const REVERT_CODES = [3, -32_000, -32_003, -32_015, -32_603];
const REVERT_WORDS = /revert|out of gas|invalid opcode|gas required exceeds|intrinsic gas/i;

/** The relay's way to the chain. Every method throws a ChainUnavailableError when the node does not answer. */
export class RelayNode {
  readonly #client: PublicClient;
  readonly #relay: Address;

  /**
   * @param transport The way to a node.
   * @param relay The relay contract, on whose behalf calls are tried.
   */
  constructor(transport: Transport, relay: Address) {
    this.#client = createPublicClient({ transport, cacheTime: 0 });
    this.#relay = relay;
  }

  /** Where the chain and an account stand. */
  state(account: Address): Promise<NodeState> {
    return this.#ask(async () => {
      const [chainId, block, balance, mined, tip] = await Promise.all([
        this.#client.getChainId(),
        this.#client.getBlock(),
        this.#client.getBalance({ address: account }),
        this.#client.getTransactionCount({ address: account, blockTag: "latest" }),
        this.#client.request({ method: "eth_maxPriorityFeePerGas" }).then(BigInt),
      ]);
      const { number, timestamp, baseFeePerGas } = block;
      return { chainId, block: number, timestamp, baseFee: baseFeePerGas ?? 0n, balance, mined, tip };
    });
  }

  /**
   * Tries a call as the relay contract would make it.
   * @param target The contract.
   * @param data The call.
   * @param gasCeiling What it may need at most.
   */
  tryCall(target: Address, data: Hex, gasCeiling: bigint): Promise<Trial> {
    return this.#ask(async () => {
      const call = { from: this.#relay, to: target, data, gas: numberToHex(gasCeiling) };
      try {
        return { gas: BigInt(await this.#client.request({ method: "eth_estimateGas", params: [call] })) };
      } catch (error) {
        if (!isRevert(error)) throw error;
        return { refusal: sentenceFor(error) };
      }
    });
  }

  /** Which calls of a batch would be carried out now; undefined where the whole batch would fail. */
  tryBatch(from: Address, calls: readonly RelayCall[], gas: bigint): Promise<readonly boolean[] | undefined> {
    return this.#ask(async () => {
      const call = { from, to: this.#relay, data: encodeBatch(calls), gas: numberToHex(gas) };
      try {
        const data = await this.#client.request({ method: "eth_call", params: [call, "latest"] });
        return decodeFunctionResult({ abi: relayAbi, functionName: "relay", data });
      } catch (error) {
        if (!isRevert(error)) throw error;
        return undefined;
      }
    });
  }

  /** Whether the relay contract passes a function on. */
  isRelayed(target: Address, selector: Hex): Promise<boolean> {
    return this.#ask(() =>
      this.#client.readContract({
        address: this.#relay,
        abi: relayAbi,
        functionName: "isRelayed",
        args: [target, selector],
      }),
    );
  }

  /** Whether an account has code, so that its signatures are whatever the code says. */
  hasCode(account: Address): Promise<boolean> {
    return this.#ask(async () => {
      const code = await this.#client.getCode({ address: account });
      return code !== undefined && code !== "0x";
    });
  }

  /** Reads a contract. */
  get read(): PublicClient["readContract"] {
    return ((parameters: Parameters<PublicClient["readContract"]>[0]) =>
      this.#ask(() => this.#client.readContract(parameters))) as PublicClient["readContract"];
  }

  /** The receipt of the one of these that is mined. */
  receipt(hashes: readonly Hash[]): Promise<TransactionReceipt | undefined> {
    return this.#ask(async () => {
      const found = await Promise.all(
        hashes.map((hash) =>
          this.#client.getTransactionReceipt({ hash }).catch((error: unknown) => {
            if (error instanceof BaseError && error.name === "TransactionReceiptNotFoundError")
              return undefined;
            throw error;
          }),
        ),
      );
      return found.find((receipt) => receipt !== undefined);
    });
  }

  /** Which of these calls the relay contract has carried out since a block, whoever sent them. */
  relayedSince(block: bigint, hashes: readonly Hex[]): Promise<ReadonlySet<Hex>> {
    return this.#ask(async () => {
      const logs = await this.#client.getContractEvents({
        address: this.#relay,
        abi: relayAbi,
        eventName: "RequestRelayed",
        args: { requestHash: [...hashes] },
        fromBlock: block,
        strict: true,
      });
      return new Set(logs.map(({ args }) => args.requestHash));
    });
  }

  /**
   * Hands a signed transaction to the node. One that it has already, or that is mined, is no failure.
   * @returns Why the node did not take it; undefined where it did.
   */
  async broadcast(raw: Hex): Promise<string | undefined> {
    try {
      await this.#client.sendRawTransaction({ serializedTransaction: raw });
      return undefined;
    } catch (error) {
      if (!(error instanceof BaseError)) throw error;
      const found = await this.receipt([keccak256(raw)]).catch(() => undefined);
      const isKnown = /already known|known transaction|already imported/i.test(error.details);
      return found || isKnown ? undefined : error.details || error.shortMessage;
    }
  }

  async #ask<Value>(question: () => Promise<Value>): Promise<Value> {
    try {
      return await question();
    } catch (cause) {
      if (!(cause instanceof BaseError)) throw cause;
      throw new ChainUnavailableError("The chain can't be reached just now. Please try again shortly.", {
        cause,
      });
    }
  }
}

/** The data of a transaction that relays these calls. */
export function encodeBatch(calls: readonly RelayCall[]): Hex {
  return encodeFunctionData({ abi: relayAbi, functionName: "relay", args: [calls] });
}

/** Whether what a read threw is the contract's refusal, as opposed to a node that does not answer. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ChainUnavailableError && isRevert(error.cause);
}

/** Whether the node answered that the call fails, as opposed to not answering. */
function isRevert(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  return (
    error.walk((each) => {
      if (each instanceof ExecutionRevertedError) return true;
      if (!(each instanceof RpcRequestError) || !REVERT_CODES.includes(each.code)) return false;
      return isHex(each.data) || REVERT_WORDS.test(`${each.message} ${each.details}`);
    }) !== null
  );
}
