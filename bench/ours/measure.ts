import { abis } from "@hearth/protocol/contracts";
import { toEventSelector, type AbiEvent } from "viem";
import { ethers, receiptOf } from "../../test/helpers/chain.ts";
import { anatomyOf, type Anatomy } from "../anatomy.ts";
import { floorOf, partsOf, prices, type Floor, type Needs } from "../floor.ts";
import { OURS, type ActionName, type Row } from "../rows.ts";

/** How many units of an action one transaction does, from alone to crowded. */
export const BATCHES = [1, 10, 100] as const;

/** Events by which a batch says that it left something out, by their first topic. */
const omissions = new Set(
  Object.values(abis)
    .flatMap((abi): readonly { type: string; name?: string }[] => abi)
    .filter(
      (entry): entry is AbiEvent => entry.type === "event" && /(Skipped|Refused)$/.test(entry.name ?? ""),
    )
    .map((event): string => toEventSelector(event)),
);

/** What a transaction is counted without. */
export interface Costs {
  gas: bigint;
  floor: bigint;
}

/** What a row says beside its action and gas. */
interface Details {
  /** Units in the transaction. */
  batch?: number;
  /** What distinguishes it from the row of the same action that the peers are compared with. */
  variant?: string;
  /** Of each unit, where only what comes on top is asked for. */
  without?: Costs;
}

/**
 * Measures one of Hearth's own actions.
 * @param action What it is.
 * @param sent The transaction, which must succeed.
 * @param floor What no contract could do it without.
 * @param details What the row says beside.
 */
export async function own(
  action: ActionName,
  sent: Promise<{ hash: string }>,
  floor: Floor,
  { batch = 1, variant, without = { gas: 0n, floor: 0n } }: Details = {},
): Promise<Row> {
  const { hash, gas, data } = await minedOf(action, sent);
  const anatomy = await anatomyOf(hash);
  checkFloor(action, partsOf(floor, batch), anatomy);
  return {
    action,
    who: OURS,
    variant,
    batch,
    gas: gas / BigInt(batch) - without.gas,
    floor: floorOf(floor, data, batch) - without.floor,
    anatomy,
  };
}

/** A floor that needs more of anything than the transaction did would flatter. */
function checkFloor(action: ActionName, floor: ReturnType<typeof partsOf>, anatomy: Anatomy): void {
  const { accounts, signatures, events } = anatomy;
  const slots = anatomy.reads + anatomy.writes + anatomy.fresh;
  for (const [part, spent] of Object.entries({ accounts, slots, signatures, events })) {
    const declared = floor[part as keyof typeof floor];
    if (declared > spent)
      throw new Error(`The floor of "${action}" declares ${declared} gas for ${part}; ${spent} were spent.`);
  }
}

/**
 * The mean of rows of one action, whose cost changes in turns.
 * @param rows One whole turn, in the order in which it was measured.
 */
export function meanOf(rows: readonly [Row, ...Row[]]): Row {
  const mean = (of: (row: Row) => bigint) =>
    rows.reduce((sum, row) => sum + of(row), 0n) / BigInt(rows.length);
  const { action, who, batch } = rows[0];
  return {
    action,
    who,
    batch,
    gas: mean(({ gas }) => gas),
    floor: mean(({ floor }) => floor ?? 0n),
    anatomy: meanAnatomy(rows.flatMap(({ anatomy }) => anatomy ?? [])),
  };
}

function meanAnatomy(anatomies: readonly Anatomy[]): Anatomy {
  const mean = (part: keyof Anatomy) =>
    anatomies.reduce((sum, anatomy) => sum + anatomy[part], 0) / anatomies.length;
  return {
    intrinsic: mean("intrinsic"),
    calldata: mean("calldata"),
    accounts: mean("accounts"),
    reads: mean("reads"),
    writes: mean("writes"),
    fresh: mean("fresh"),
    signatures: mean("signatures"),
    events: mean("events"),
    code: mean("code"),
  };
}

/**
 * What an action costs somebody who does it alone, without the transaction's intrinsic gas.
 * @param action What it is for.
 * @param sent The transaction, which must succeed.
 * @param needs What no contract could do it without.
 */
export async function costsOf(
  action: ActionName,
  sent: Promise<{ hash: string }>,
  needs: Needs,
): Promise<Costs> {
  const { gas, data } = await minedOf(action, sent);
  const intrinsic = BigInt(prices.transaction);
  return { gas: gas - intrinsic, floor: floorOf({ once: needs, each: {} }, data, 1) - intrinsic };
}

/**
 * Cuts a list into one part for each of {@link BATCHES}.
 * @param list At least as long as all batches together.
 */
export function inBatches<Item>(list: readonly Item[]): { batch: number; part: Item[] }[] {
  let from = 0;
  return BATCHES.map((batch) => {
    const part = list.slice(from, from + batch);
    if (part.length < batch) throw new Error(`The list has ${list.length} items, too few for all batches.`);
    from += batch;
    return { batch, part };
  });
}

async function minedOf(action: ActionName, sent: Promise<{ hash: string }>) {
  const { hash } = await sent;
  const receipt = await receiptOf(hash);
  const transaction = await ethers.provider.getTransaction(hash);
  if (receipt.status !== 1 || transaction === null)
    throw new Error(`${action} failed; its gas says nothing.`);
  if (receipt.logs.some(({ topics }) => omissions.has(topics[0] ?? "")))
    throw new Error(`${action} left something out; its gas says nothing.`);
  return { hash, gas: receipt.gasUsed, data: transaction.data };
}
