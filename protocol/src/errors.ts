import { decodeErrorResult, isHex, type Hex } from "viem";
import { abis } from "./contracts.ts";
import { errorSentences } from "./errorSentences.ts";

const errorAbi = Object.values(abis)
  .flat()
  .filter((entry) => entry.type === "error");

/** EIP-1193's code for "the user said no", WalletConnect's, and ethers' word for it. */
const REJECTION_CODES: readonly unknown[] = [4001, 5000, "ACTION_REJECTED"];

/** Failures that come before or after a contract had a say, by the name of viem's or wagmi's error class. */
const FAILURES: Readonly<Record<string, string>> = {
  InsufficientFundsError: "This wallet does not hold enough to pay the network's fee.",
  HttpRequestError: "The network can't be reached right now. Check your connection and try again.",
  WebSocketRequestError: "The network can't be reached right now. Check your connection and try again.",
  SocketClosedError: "The network can't be reached right now. Check your connection and try again.",
  TimeoutError: "The network did not answer in time. Please try again.",
  WaitForTransactionReceiptTimeoutError:
    "The network is slow today. It may still go through: look again in a minute.",
  ChainMismatchError:
    "Your wallet is on another network. Switch it to this community's network and try again.",
  ConnectorChainMismatchError:
    "Your wallet is on another network. Switch it to this community's network and try again.",
  SwitchChainError:
    "Your wallet could not switch to this community's network. Switch it there and try again.",
  ChainDisconnectedError: "Your wallet has lost its connection to the network. Reconnect it and try again.",
  ConnectorNotConnectedError: "Connect a wallet first.",
  NonceTooLowError: "Your wallet has sent something else in the meantime. Please try again.",
  NonceTooHighError:
    "Your wallet counts differently from the network. Reset its activity data and try again.",
  FeeCapTooLowError: "The network is busy and its fee has risen. Please try again.",
  UnauthorizedProviderError: "Your wallet has not been allowed to do this here. Connect it again.",
};

const REJECTED = "You declined in your wallet, so nothing was done.";
const UNKNOWN = "Something went wrong. Please try again in a moment.";
const NOTHING_SAID = "This can't be done right now, and no reason was given.";

/**
 * Says in one sentence, fit for any reader, why something failed. Understands the errors of viem, wagmi and the
 * community's contracts, also where a contract called by a contract refused.
 * @param error Whatever was thrown.
 */
export function sentenceFor(error: unknown): string {
  if (isUserRejection(error)) return REJECTED;
  const chain = causes(error);
  const refusals = chain.flatMap((each) => refusalIn(each) ?? []);
  if (refusals[0]) return refusals[0];
  const failure = chain.flatMap((each) => FAILURES[String(each["name"])] ?? [])[0];
  if (failure) return failure;
  if (chain.some((each) => each["name"] === "ContractFunctionRevertedError")) return NOTHING_SAID;
  if (chain.some(isOffline))
    return "The network can't be reached right now. Check your connection and try again.";
  return UNKNOWN;
}

/**
 * Whether a person said no in the wallet. That is not an error and calls for no alarm.
 * @param error Whatever was thrown.
 */
export function isUserRejection(error: unknown): boolean {
  return causes(error).some(
    (each) => each["name"] === "UserRejectedRequestError" || REJECTION_CODES.includes(each["code"]),
  );
}

/**
 * The sentence for the answer of a contract, or undefined for data that no contract of ours answers with.
 * @param data What came back: selector and arguments.
 */
export function sentenceForData(data: Hex): string | undefined {
  try {
    const { errorName, args } = decodeErrorResult({ abi: errorAbi, data });
    if (!(errorName in errorSentences)) return undefined;
    const { inputs } = errorAbi.find((entry) => entry.name === errorName) ?? { inputs: [] };
    const named = Object.fromEntries(inputs.map(({ name }, index) => [name, args[index]]));
    // Each entry is typed for its own arguments, which are the ones just decoded for its name.
    const sentence = errorSentences[errorName] as string | ((args: unknown) => string);
    return typeof sentence === "string" ? sentence : sentence(named);
  } catch {
    return undefined;
  }
}

function refusalIn(error: Record<string, unknown>): string | undefined {
  for (const data of [error["raw"], error["data"], innerData(error["data"])]) {
    const sentence = isHex(data) && data.length >= 10 ? sentenceForData(data) : undefined;
    if (sentence) return sentence;
  }
  return undefined;
}

/** Nodes and wallets disagree on how deep they put the answer: `data`, `data.data` or `data.originalError.data`. */
function innerData(data: unknown): unknown {
  if (typeof data !== "object" || data === null) return undefined;
  return Reflect.get(data, "data") ?? innerData(Reflect.get(data, "originalError"));
}

function isOffline(error: Record<string, unknown>): boolean {
  return /fetch failed|failed to fetch|load failed|networkerror/i.test(String(error["message"]));
}

/** An error and what caused it, outermost first. */
function causes(error: unknown): Record<string, unknown>[] {
  const chain: Record<string, unknown>[] = [];
  let current = error;
  while (typeof current === "object" && current !== null && chain.length < 16) {
    chain.push(current as Record<string, unknown>);
    current = Reflect.get(current, "cause");
  }
  return chain;
}
