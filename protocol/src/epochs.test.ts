import { concatHex, encodeAbiParameters, keccak256, type Hex } from "viem";
import { expect, test } from "vitest";
import { decodeEpochList, encodeEpochList, epochTree, type EpochLeaf } from "./epochs.ts";
import { encodeMetadata } from "./metadata.ts";

function leavesOf(count: number): EpochLeaf[] {
  return Array.from({ length: count }, (_, index) => ({
    index: BigInt(index),
    memberId: BigInt(3 * index + 1),
    amount: 10n ** 18n * BigInt(index + 5),
  }));
}

/** As `MerkleProof.verify` walks a proof. */
function rootFrom({ index, memberId, amount }: EpochLeaf, proof: readonly Hex[]): Hex {
  const types = [{ type: "uint256" }, { type: "uint256" }, { type: "uint256" }] as const;
  const leaf = keccak256(keccak256(encodeAbiParameters(types, [index, memberId, amount])));
  return proof.reduce<Hex>(
    (node, sibling) =>
      keccak256(BigInt(node) < BigInt(sibling) ? concatHex([node, sibling]) : concatHex([sibling, node])),
    leaf,
  );
}

test("every leaf is proven, whatever the size of the list", () => {
  for (let count = 1; count <= 33; count++) {
    const leaves = leavesOf(count);
    const { root, total, proofOf } = epochTree(leaves);
    for (const leaf of leaves) expect(rootFrom(leaf, proofOf(leaf.index))).toBe(root);
    expect(total).toBe(leaves.reduce((sum, { amount }) => sum + amount, 0n));
  }
});

test("a leaf that differs in anything is not proven", () => {
  const leaves = leavesOf(10);
  const { root, proofOf } = epochTree(leaves);
  const [, , leaf] = leaves as [EpochLeaf, EpochLeaf, EpochLeaf];
  for (const change of [{ index: 3n }, { memberId: 1n }, { amount: 1n }]) {
    expect(rootFrom({ ...leaf, ...change }, proofOf(2n))).not.toBe(root);
  }
  expect(rootFrom(leaf, proofOf(3n))).not.toBe(root);
});

test("lists that are none are refused", () => {
  const [first, second] = leavesOf(2) as [EpochLeaf, EpochLeaf];
  expect(() => epochTree([])).toThrow("at least one payment");
  expect(() => epochTree([second, first])).toThrow("Payment 0 of the epoch has the number 1.");
  expect(() => epochTree([first, first])).toThrow("Payment 1 of the epoch has the number 0.");
  expect(() => epochTree([first]).proofOf(1n)).toThrow("no payment 1");
});

test("a list is read as it was written, and nothing else is", () => {
  const list = { name: "Harvest", description: "Für alle, die da waren.", leaves: leavesOf(4) };
  expect(decodeEpochList(encodeEpochList(list))).toEqual(list);
  const others = ["", "ipfs://list", "data:application/json;base64,%%%", encodeMetadata({ ...list })];
  for (const other of others) expect(decodeEpochList(other)).toBeUndefined();
});
