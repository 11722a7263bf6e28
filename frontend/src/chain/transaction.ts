import type { ContractFunctionArgs, ContractFunctionName, Hash, TransactionReceipt } from "viem";
import type { DataKey } from "../api/keys.ts";
import type { abis, ContractName } from "@hearth/protocol/contracts";
import type { Submission } from "./signedForms.ts";
import { transactionSentences } from "./transactionSentences.ts";

type Mutability = "nonpayable" | "payable";
type AbiOf<Name extends ContractName> = (typeof abis)[Name];
type FunctionOf<Name extends ContractName> = ContractFunctionName<AbiOf<Name>, Mutability>;

/** One call of a function that changes state, checked against the contract's ABI. */
export type ContractCall = {
  [Name in ContractName]: {
    [Fn in FunctionOf<Name>]: {
      contract: Name;
      functionName: Fn;
      args: ContractFunctionArgs<AbiOf<Name>, Mutability, Fn>;
      /** In wei. */
      value?: bigint;
    };
  }[FunctionOf<Name>];
}[ContractName];

/** A transaction as data: what it is called, what it does, and which queries it makes stale. */
export interface TransactionRequest {
  /** Plain words in the imperative, for example "Redeem a bag of Ember". */
  title: string;
  call: ContractCall;
  makesStale: readonly DataKey[];
}

/** Where a transaction is. `reason` is a sentence for people. */
export type TransactionState =
  | { step: "idle" }
  | { step: "checking" }
  | { step: "signing" }
  /** Signed, and with the community's relay. */
  | { step: "relaying" }
  /** The relay does not carry it: its person is asked whether to pay for it. */
  | { step: "offering"; reason: string }
  | { step: "mining"; hash: Hash }
  | { step: "indexing"; receipt: TransactionReceipt }
  | { step: "done"; receipt: TransactionReceipt }
  | { step: "failed"; reason: string };

/** What can happen to a transaction. */
export type TransactionEvent =
  | { type: "started" }
  | { type: "checked" }
  | { type: "declined" }
  | { type: "handedIn"; submission: Submission }
  | { type: "accepted"; requestId: string }
  /** The relay does not carry it, for a reason in a sentence. */
  | { type: "turnedAway"; reason: string }
  /** Its person pays for it: the wallet is asked to send it. */
  | { type: "payingOneself" }
  | { type: "sent"; hash: Hash }
  | { type: "replaced"; hash: Hash }
  | { type: "mined"; receipt: TransactionReceipt }
  | { type: "indexed" }
  | { type: "failed"; reason: string }
  | { type: "reset" };

/** The state before anything happened. */
export const IDLE: TransactionState = { step: "idle" };

/** True from the press of the button until the outcome is known. */
export function isUnderWay(state: TransactionState): boolean {
  return state.step !== "idle" && state.step !== "done" && state.step !== "failed";
}

/** The next state. An event that does not belong to the present step changes nothing. */
export function advance(state: TransactionState, event: TransactionEvent): TransactionState {
  switch (event.type) {
    case "started":
      return isUnderWay(state) ? state : { step: "checking" };
    case "checked":
      return state.step === "checking" ? { step: "signing" } : state;
    case "declined":
      return state.step === "checking" || state.step === "signing" || state.step === "offering"
        ? IDLE
        : state;
    case "handedIn":
      return state.step === "signing" ? { step: "relaying" } : state;
    case "accepted":
      return state;
    case "turnedAway":
      return state.step === "signing" || state.step === "relaying"
        ? { step: "offering", reason: event.reason }
        : state;
    case "payingOneself":
      return state.step === "offering" ? { step: "signing" } : state;
    case "sent":
      return state.step === "signing" || state.step === "relaying"
        ? { step: "mining", hash: event.hash }
        : state;
    case "replaced":
      return state.step === "mining" ? { step: "mining", hash: event.hash } : state;
    case "mined":
      return state.step === "mining" ? minedState(event.receipt) : state;
    case "indexed":
      return state.step === "indexing" ? { step: "done", receipt: state.receipt } : state;
    case "failed":
      return isUnderWay(state) ? { step: "failed", reason: event.reason } : state;
    case "reset":
      return isUnderWay(state) ? state : IDLE;
  }
}

/** Only the receipt's status says whether a mined transaction succeeded. */
function minedState(receipt: TransactionReceipt): TransactionState {
  if (receipt.status === "success") return { step: "indexing", receipt };
  return { step: "failed", reason: transactionSentences.refused };
}
