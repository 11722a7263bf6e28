import { getBytes } from "ethers";
import { connection, receiptOf } from "../test/helpers/chain.ts";
import { logCost, prices } from "./floor.ts";

/** Where the gas of a transaction went. The parts add up to the receipt's gas. */
export interface Anatomy {
  intrinsic: number;
  calldata: number;
  /** Contracts called beside the first. */
  accounts: number;
  /** Slots only read. */
  reads: number;
  /** Slots written that held something. */
  writes: number;
  /** Slots written that were empty. */
  fresh: number;
  signatures: number;
  events: number;
  /** Everything else: what the code does between these, less what was refunded. */
  code: number;
}

/** What a step of a trace says, as far as it is looked at. */
interface Step {
  op: string;
  depth: number;
  gasCost: number;
  stack: string[];
}

interface Slot {
  cost: number;
  written: boolean;
  fresh: boolean;
}

const CALLS = new Set(["CALL", "STATICCALL", "DELEGATECALL"]);
const ECRECOVER = 1n;
/** Addresses of precompiles, which are never cold, are small numbers. */
const LAST_PRECOMPILE = 0x1ffn;

/**
 * Takes a transaction apart by replaying it step by step.
 * @param hash The transaction.
 */
export async function anatomyOf(hash: string): Promise<Anatomy> {
  const { gasUsed } = await receiptOf(hash);
  const { to, input } = (await connection.provider.request({
    method: "eth_getTransactionByHash",
    params: [hash],
  })) as { to: string; input: string };
  const { structLogs } = (await connection.provider.request({
    method: "debug_traceTransaction",
    params: [hash, { disableStorage: true, disableMemory: true }],
  })) as { structLogs: Step[] };

  const seen = follow(structLogs, BigInt(to));
  const slots = [...seen.slots.values()];
  const costOf = (chosen: (slot: Slot) => boolean) =>
    slots.filter(chosen).reduce((sum, { cost }) => sum + cost, 0);
  const parts = {
    intrinsic: prices.transaction,
    calldata: calldataCost(input),
    accounts: seen.accounts.size * prices.coldAccount,
    reads: costOf(({ written }) => !written),
    writes: costOf(({ written, fresh }) => written && !fresh),
    fresh: costOf(({ fresh }) => fresh),
    signatures: seen.signatures * prices.ecrecover,
    events: seen.events,
  };
  const named = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return { ...parts, code: Number(gasUsed) - named };
}

/** Walks through a trace and remembers what has a price of its own. */
function follow(steps: readonly Step[], first: bigint) {
  const slots = new Map<string, Slot>();
  const accounts = new Set<bigint>();
  /** The contract whose storage each depth works on. */
  const contracts = [first];
  let [signatures, events] = [0, 0];
  for (const { op, depth, gasCost, stack } of steps) {
    contracts.length = Math.min(contracts.length, depth + 1);
    if (op === "SLOAD" || op === "SSTORE") {
      const place = `${contracts[depth - 1] ?? first}:${word(stack, 0)}`;
      const slot = slots.get(place) ?? { cost: 0, written: false, fresh: false };
      slot.cost += gasCost;
      slot.written ||= op === "SSTORE";
      slot.fresh ||= op === "SSTORE" && gasCost >= prices.freshWrite - prices.coldRead;
      slots.set(place, slot);
    } else if (CALLS.has(op)) {
      const callee = word(stack, 1);
      contracts[depth] = op === "DELEGATECALL" ? (contracts[depth - 1] ?? first) : callee;
      if (callee === ECRECOVER) ++signatures;
      if (callee > LAST_PRECOMPILE && callee !== first) accounts.add(callee);
    } else if (op.startsWith("LOG")) {
      events += logCost(Number(op.slice("LOG".length)), Number(word(stack, 1)));
    }
  }
  return { slots, accounts, signatures, events };
}

function calldataCost(data: string): number {
  return getBytes(data).reduce((sum, byte) => sum + (byte === 0 ? prices.zeroByte : prices.nonZeroByte), 0);
}

/** A word of the stack, counted from its top; traces write it with or without prefix. */
function word(stack: readonly string[], fromTop: number): bigint {
  const hex = stack[stack.length - 1 - fromTop] ?? "0";
  return BigInt(hex.startsWith("0x") ? hex : `0x${hex}`);
}
