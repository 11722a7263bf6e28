import { isUserRejection, sentenceFor } from "@hearth/protocol/errors";
import {
  getAccount,
  simulateContract,
  switchChain,
  waitForTransactionReceipt,
  watchBlockNumber,
  writeContract,
} from "wagmi/actions";
import type { Address, Hash, TransactionReceipt } from "viem";
import { chain, config } from "./config.ts";
import { contracts } from "./contracts.ts";
import type { ContractCall, TransactionEvent } from "./transaction.ts";

/** How long to wait for the place we read from before saying that lists are catching up. */
const CATCH_UP_MS = 15_000;

type Report = (event: TransactionEvent) => void;
type SimulateParameters = Parameters<typeof simulateContract>[1];

/** Puts the wallet on the community's chain, asking its owner where need be. */
export async function ensureRightChain(): Promise<void> {
  const { connector } = getAccount(config);
  if (connector && (await connector.getChainId()) !== chain.id)
    await switchChain(config, { chainId: chain.id });
}

async function simulate(call: ContractCall, account: Address) {
  const { contract, ...rest } = call;
  // `ContractCall` is checked against the ABI where it is written; wagmi cannot follow the union of all calls.
  return simulateContract(config, {
    ...contracts[contract],
    ...rest,
    account,
    chainId: chain.id,
  } as SimulateParameters);
}

/** Waits for a sent transaction, following a replacement. `undefined`: it was cancelled in the wallet. */
export async function waitForOutcome(hash: Hash, report: Report): Promise<TransactionReceipt | undefined> {
  const outcome = { cancelled: false };
  const receipt = await waitForTransactionReceipt(config, {
    hash,
    chainId: chain.id,
    onReplaced: ({ reason, transaction }) => {
      outcome.cancelled = reason === "cancelled";
      report({ type: "replaced", hash: transaction.hash });
    },
  });
  return outcome.cancelled ? undefined : receipt;
}

/** Resolves when the place reads come from has seen `block`, or after a while without it. */
export async function waitUntilReadable(block: bigint): Promise<void> {
  await new Promise<void>((resolve) => {
    const giveUp = AbortSignal.timeout(CATCH_UP_MS);
    const finish = () => {
      unwatch();
      resolve();
    };
    const unwatch = watchBlockNumber(config, {
      chainId: chain.id,
      emitOnBegin: true,
      onBlockNumber: (seen) => {
        if (seen >= block) finish();
      },
    });
    giveUp.addEventListener("abort", finish, { once: true });
  });
}

/**
 * Takes one call through checking, signing and mining, reporting each step.
 * Returns the receipt of a success; everything else ends in a reported `declined` or `failed`.
 */
export async function runTransaction(
  call: ContractCall,
  account: Address,
  report: Report,
): Promise<TransactionReceipt | undefined> {
  try {
    report({ type: "started" });
    await ensureRightChain();
    const { request } = await simulate(call, account);
    report({ type: "checked" });
    const hash = await writeContract(config, request);
    report({ type: "sent", hash });
    const receipt = await waitForOutcome(hash, report);
    if (!receipt) {
      report({ type: "failed", reason: "You cancelled this in your wallet. Nothing was changed." });
      return undefined;
    }
    report({ type: "mined", receipt });
    return receipt.status === "success" ? receipt : undefined;
  } catch (error) {
    report(isUserRejection(error) ? { type: "declined" } : { type: "failed", reason: sentenceFor(error) });
    return undefined;
  }
}
