import { concatHex, encodeAbiParameters, keccak256, type Hex } from "viem";

/** One payment of an epoch: what `Campaigns.claimEpoch` takes, without its proof. */
export interface EpochLeaf {
  /** Its number in the list, from 0. */
  index: bigint;
  memberId: bigint;
  /** In the token's smallest unit. */
  amount: bigint;
}

/** An epoch as it is published: the root of its tree, the sum of its leaves, and the proof of each. */
export interface EpochTree {
  root: Hex;
  total: bigint;
  /** The proof of the leaf with this index. Throws an Error where there is none. */
  proofOf: (index: bigint) => Hex[];
}

/** What an epoch is for, and whom it pays. */
export interface EpochList {
  name: string;
  description: string;
  leaves: readonly EpochLeaf[];
}

const PREFIX = "data:application/json;base64,";
const leafTypes = ["uint256", "uint256", "uint256"].map((type) => ({ type }));

/**
 * Builds the Merkle tree of an epoch: OpenZeppelin's StandardMerkleTree over (index, memberId, amount).
 * @param leaves The payments, at least one, numbered from 0 without gaps. Throws an Error otherwise.
 */
export function epochTree(leaves: readonly EpochLeaf[]): EpochTree {
  if (leaves.length === 0) throw new Error("An epoch needs at least one payment.");
  const odd = leaves.findIndex(({ index }, place) => index !== BigInt(place));
  if (odd >= 0) throw new Error(`Payment ${odd} of the epoch has the number ${leaves[odd]?.index}.`);
  const hashed = leaves.map((leaf) => ({ leaf, hash: hashOf(leaf) }));
  hashed.sort((one, other) => (one.hash < other.hash ? -1 : 1));
  // A complete binary tree in one list: the root first, the children of node i at 2i + 1 and 2i + 2.
  const nodes = new Array<Hex>(2 * leaves.length - 1);
  const places = new Map<bigint, number>();
  hashed.forEach(({ leaf, hash }, rank) => {
    const place = nodes.length - 1 - rank;
    nodes[place] = hash;
    places.set(leaf.index, place);
  });
  for (let place = leaves.length - 2; place >= 0; place--) {
    nodes[place] = parentOf(nodes[2 * place + 1] as Hex, nodes[2 * place + 2] as Hex);
  }
  return {
    root: nodes[0] as Hex,
    total: leaves.reduce((sum, { amount }) => sum + amount, 0n),
    proofOf: (index) => proofOf(nodes, places.get(index), index),
  };
}

function proofOf(nodes: readonly Hex[], start: number | undefined, index: bigint): Hex[] {
  if (start === undefined) throw new Error(`The epoch has no payment ${index}.`);
  const proof: Hex[] = [];
  for (let place = start; place > 0; place = (place - 1) >> 1) {
    proof.push(nodes[place % 2 === 0 ? place - 1 : place + 1] as Hex);
  }
  return proof;
}

/** Hashed twice, so that no inner node can pass for a leaf. */
function hashOf({ index, memberId, amount }: EpochLeaf): Hex {
  return keccak256(keccak256(encodeAbiParameters(leafTypes, [index, memberId, amount])));
}

function parentOf(one: Hex, other: Hex): Hex {
  return keccak256(one < other ? concatHex([one, other]) : concatHex([other, one]));
}

/**
 * Writes the list of an epoch as a data URI, so that everybody can check it and prove their payment.
 * @param list The list.
 */
export function encodeEpochList({ name, description, leaves }: EpochList): string {
  const payments = leaves.map(({ memberId, amount }) => [String(memberId), String(amount)]);
  const bytes = new TextEncoder().encode(JSON.stringify({ name, description, payments }));
  return PREFIX + btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/**
 * Reads what {@link encodeEpochList} wrote; undefined for anything else.
 * @param uri The text that the event `EpochPublished` has.
 */
export function decodeEpochList(uri: string): EpochList | undefined {
  if (!uri.startsWith(PREFIX)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(uri.slice(PREFIX.length)), (sign) => sign.charCodeAt(0));
    const { name, description, payments } = JSON.parse(new TextDecoder().decode(bytes)) as Record<
      string,
      unknown
    >;
    if (typeof name !== "string" || typeof description !== "string" || !Array.isArray(payments))
      return undefined;
    const leaves = payments.map((payment: unknown, place): EpochLeaf => {
      const [memberId, amount] = Array.isArray(payment) ? payment.map(String) : [];
      if (!/^\d+$/.test(memberId ?? "") || !/^\d+$/.test(amount ?? "")) throw new Error("No payment.");
      return { index: BigInt(place), memberId: BigInt(memberId ?? 0), amount: BigInt(amount ?? 0) };
    });
    return { name, description, leaves };
  } catch {
    return undefined;
  }
}
