import { isUserRejection } from "@hearth/protocol/errors";
import {
  getAccount,
  getBalance,
  simulateContract,
  switchChain,
  waitForTransactionReceipt,
  watchBlockNumber,
  writeContract,
} from "wagmi/actions";
import {
  InsufficientFundsError,
  UserRejectedRequestError,
  type Address,
  type EstimateContractGasParameters,
  type Hash,
  type TransactionReceipt,
} from "viem";
import { estimateContractGas } from "viem/actions";
import { chain, config } from "./config.ts";
import { contracts } from "./contracts.ts";
import { relayedForm, relayForm, type TurnedAway } from "./relayTransaction.ts";
import type { SignedForm } from "./signedForms.ts";
import type { ContractCall, TransactionEvent } from "./transaction.ts";
import { reasonOf, transactionSentences } from "./transactionSentences.ts";

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

/** Who hears of a transaction, and who is asked. */
export interface Watcher {
  report: Report;
  /** Whether its person pays for what the community does not pay for. */
  askToPay: () => Promise<boolean>;
}

/**
 * Takes one call through checking, signing and mining, reporting each step. Where the community pays, what is signed is
 * the same call for its relay to submit.
 * Returns the receipt of a success; everything else ends in a reported `declined` or `failed`.
 */
export async function runTransaction(
  call: ContractCall,
  account: Address,
  watcher: Watcher,
): Promise<TransactionReceipt | undefined> {
  const { report } = watcher;
  try {
    report({ type: "started" });
    await ensureRightChain();
    const { request } = await simulate(call, account);
    const form = await relayedForm(call, account);
    report({ type: "checked" });
    const relayed = form && (await relay(form, account, watcher));
    if (relayed && "reason" in relayed) {
      report({ type: "failed", reason: relayed.reason });
      return undefined;
    }
    const hash = relayed ? relayed.hash : await pay(call, request, account);
    report({ type: "sent", hash });
    const receipt = await waitForOutcome(hash, report);
    if (!receipt) {
      report({ type: "failed", reason: transactionSentences.cancelled });
      return undefined;
    }
    report({ type: "mined", receipt });
    return receipt.status === "success" ? receipt : undefined;
  } catch (error) {
    report(isUserRejection(error) ? { type: "declined" } : { type: "failed", reason: reasonOf(error) });
    return undefined;
  }
}

/**
 * Gives a call to the community's relay. Where it is turned away, its person is asked whether to pay.
 * @returns How it went; `undefined` where the wallet is to send it.
 */
async function relay(
  form: SignedForm | TurnedAway,
  account: Address,
  { report, askToPay }: Watcher,
): Promise<{ hash: Hash } | { reason: string } | undefined> {
  const outcome = "turnedAway" in form ? form : await relayForm(form, account, report);
  if (!("turnedAway" in outcome)) return outcome;
  const reason = outcome.turnedAway;
  // Whoever has nothing to pay with is not asked to.
  if ((await getBalance(config, { address: account, chainId: chain.id })).value === 0n)
    return { reason: `${reason} ${transactionSentences.emptyWallet}` };
  report({ type: "turnedAway", reason });
  if (!(await askToPay())) throw new UserRejectedRequestError(new Error("The offer to pay was declined."));
  report({ type: "payingOneself" });
  return undefined;
}

type Writable = Awaited<ReturnType<typeof simulate>>["request"];

/** Sends a call from one's own wallet, which asks its owner. */
async function pay(call: ContractCall, request: Writable, account: Address): Promise<Hash> {
  const { value } = await getBalance(config, { address: account, chainId: chain.id });
  if (value <= (call.value ?? 0n)) throw new InsufficientFundsError();
  return writeContract(config, { ...request, gas: await gasLimit(request) } as Parameters<
    typeof writeContract
  >[1]);
}

/**
 * A quarter more than the call needs now. Whoever acts first may leave more to write, a new second for votes for example;
 * what is not used is not paid.
 */
async function gasLimit(request: Writable): Promise<bigint> {
  const client = config.getClient({ chainId: chain.id });
  const needed = await estimateContractGas(client, request as EstimateContractGasParameters);
  return (needed * 5n) / 4n;
}
