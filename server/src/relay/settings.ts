import { demoMnemonic, relayIndex } from "@hearth/protocol/personas";
import { parseEther, parseGwei, type Hex } from "viem";
import { mnemonicToAccount, privateKeyToAccount, type LocalAccount } from "viem/accounts";
import { z } from "zod";

/** Chain id of Hardhat's node, on which ETH is worth nothing. */
export const LOCAL_CHAIN = 31337;
/** Gas that any one transaction may have on Ethereum and Base (EIP-7825). */
const TRANSACTION_GAS_CAP = 16_777_216;

/** How the relay works and what it may spend. Gas in units, money in wei, times in milliseconds unless named. */
export interface RelaySettings {
  /** Who sends and pays; no other program may send from it. */
  account: LocalAccount;
  /** Blocks on top of a transaction's before its outcome counts. */
  confirmations: number;
  /** Most requests in one transaction, and the most gas that one may have. */
  batchSize: number;
  batchGas: bigint;
  /** How long a batch waits for company. */
  batchWait: number;
  /** Most transactions on their way at once. */
  inFlight: number;
  /** The most gas that one request may need. */
  requestGas: bigint;
  /** Ballots of one poll are cast once there are so many, or the oldest has waited so long. */
  ballotBatch: number;
  ballotAge: number;
  /** Gas a day: for one member, for one account that is none yet, for all of those, for everybody. */
  memberGas: bigint;
  newcomerGas: bigint;
  newcomersGas: bigint;
  everybodyGas: bigint;
  /** The most that is spent in any 24 hours: beyond it nothing is sent. */
  dailySpend: bigint;
  /** Below it nothing more is accepted. */
  minBalance: bigint;
  /** The most that is paid for a unit of gas. */
  maxFee: bigint;
  /** After this a transaction that is not mined is sent again with a higher fee. */
  bumpAfter: number;
  /** Age of the newest block from which on the node counts as stale; zero where blocks come only with transactions. */
  staleAfter: number;
  /** Most requests waiting to be sent. */
  queue: number;
}

/** A private key as text. */
export const privateKey = z
  .string()
  .refine(isKey, "must be a private key: 0x and 64 hex digits")
  .transform((value) => value as Hex);

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`));

const gas = (least: number, most: number) => whole(least, most).transform(BigInt);
const seconds = (least: number, most: number) => whole(least, most).transform((value) => value * 1000);

/** A decimal number of ETH or gwei. */
const decimal = (parse: (value: string) => bigint) =>
  z
    .string()
    .regex(/^\d{1,9}(\.\d{1,9})?$/, "must be a decimal number")
    .transform((value) => parse(value))
    .refine((value) => value > 0n, "must be more than zero");

/** The relay's part of the environment. */
export const relayEnvironment = {
  RELAY: z.enum(["on", "off"]).default("on"),
  RELAY_KEY: privateKey.optional(),
  RELAY_CONFIRMATIONS: whole(0, 1000).optional(),
  RELAY_BATCH_SIZE: whole(1, 500).default(100),
  RELAY_BATCH_GAS: gas(1_000_000, TRANSACTION_GAS_CAP).default(15_000_000n),
  RELAY_BATCH_WAIT_MS: whole(0, 60_000).default(200),
  RELAY_IN_FLIGHT: whole(1, 16).default(4),
  RELAY_REQUEST_GAS: gas(500_000, 10_000_000).default(2_000_000n),
  RELAY_BALLOT_BATCH: whole(2, 200).default(100),
  RELAY_BALLOT_AGE: seconds(0, 3600).default(5000),
  RELAY_MEMBER_GAS: gas(0, 1e15).default(5_000_000n),
  RELAY_NEWCOMER_GAS: gas(0, 1e15).default(600_000n),
  RELAY_NEWCOMERS_GAS: gas(0, 1e15).default(100_000_000n),
  RELAY_EVERYBODY_GAS: gas(0, 1e15).default(1_000_000_000n),
  RELAY_DAILY_ETH: decimal(parseEther).optional(),
  RELAY_MIN_ETH: decimal(parseEther).default(parseEther("0.01")),
  RELAY_MAX_FEE_GWEI: decimal(parseGwei).default(parseGwei("200")),
  RELAY_BUMP_AFTER: seconds(1, 3600).default(30_000),
  RELAY_STALE_AFTER: seconds(0, 86_400).optional(),
  RELAY_QUEUE: whole(1, 1_000_000).default(20_000),
};

type RelayValues = z.infer<z.ZodObject<typeof relayEnvironment>>;

/**
 * The relay's settings, or undefined where it is off: told so, or without a key on a chain where ETH has a price. The
 * local chain's has a wallet of the public test phrase.
 * @param values The checked environment.
 * @param chainId The chain.
 */
export function relaySettings(values: RelayValues, chainId: number): RelaySettings | undefined {
  const isLocal = chainId === LOCAL_CHAIN;
  const account = relayAccount(values.RELAY_KEY, isLocal);
  if (values.RELAY === "off" || !account) return undefined;
  return {
    account,
    confirmations: values.RELAY_CONFIRMATIONS ?? (isLocal ? 0 : 3),
    batchSize: values.RELAY_BATCH_SIZE,
    batchGas: values.RELAY_BATCH_GAS,
    batchWait: values.RELAY_BATCH_WAIT_MS,
    inFlight: values.RELAY_IN_FLIGHT,
    requestGas: values.RELAY_REQUEST_GAS,
    ballotBatch: values.RELAY_BALLOT_BATCH,
    ballotAge: values.RELAY_BALLOT_AGE,
    memberGas: values.RELAY_MEMBER_GAS,
    newcomerGas: values.RELAY_NEWCOMER_GAS,
    newcomersGas: values.RELAY_NEWCOMERS_GAS,
    everybodyGas: values.RELAY_EVERYBODY_GAS,
    dailySpend: values.RELAY_DAILY_ETH ?? parseEther(isLocal ? "1000" : "0.1"),
    minBalance: values.RELAY_MIN_ETH,
    maxFee: values.RELAY_MAX_FEE_GWEI,
    bumpAfter: values.RELAY_BUMP_AFTER,
    staleAfter: values.RELAY_STALE_AFTER ?? (isLocal ? 0 : 120_000),
    queue: values.RELAY_QUEUE,
  };
}

function relayAccount(key: Hex | undefined, isLocal: boolean): LocalAccount | undefined {
  if (key) return privateKeyToAccount(key);
  return isLocal ? mnemonicToAccount(demoMnemonic, { addressIndex: relayIndex }) : undefined;
}

function isKey(value: string): boolean {
  if (!/^0x[0-9a-fA-F]{64}$/.test(value)) return false;
  try {
    return privateKeyToAccount(value as Hex).address.length === 42;
  } catch {
    return false;
  }
}
