import { AbiCoder, concat, keccak256 } from "ethers";

/** A Merkle tree as OpenZeppelin's StandardMerkleTree builds it. */
export interface MerkleTree {
  root: string;
  /** All hashes of the tree, the root first. */
  nodes: string[];
  /** The proof of a leaf, given as its hash. */
  proofOf(leaf: string): string[];
}

/** A leaf over some values: hashed twice, so that no inner node can pass for one. */
export function leafOver(types: readonly string[], values: readonly unknown[]): string {
  return keccak256(keccak256(AbiCoder.defaultAbiCoder().encode(types, values)));
}

/** The node over two nodes, in either order. */
export function parentOf(a: string, b: string): string {
  return keccak256(BigInt(a) < BigInt(b) ? concat([a, b]) : concat([b, a]));
}

/**
 * Builds the tree over leaves.
 * @param hashes The leaves as {@link leafOver} gives them, in any order; at least one.
 */
export function merkleTree(hashes: readonly string[]): MerkleTree {
  const leaves = [...hashes].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const size = 2 * leaves.length - 1;
  const nodes = new Array<string>(size);
  for (const [index, leaf] of leaves.entries()) nodes[size - 1 - index] = leaf;
  for (let index = size - 1 - leaves.length; index >= 0; --index) {
    nodes[index] = parentOf(nodes[2 * index + 1] as string, nodes[2 * index + 2] as string);
  }
  const places = new Map(nodes.map((node, index) => [node, index]));
  return {
    root: nodes[0] as string,
    nodes,
    proofOf(leaf) {
      const proof: string[] = [];
      for (let index = places.get(leaf) ?? 0; index > 0; index = (index - 1) >> 1) {
        proof.push(nodes[index % 2 === 0 ? index - 1 : index + 1] as string);
      }
      return proof;
    },
  };
}

/** A Merkle tree over `["address"]`. */
export interface AccountTree extends Omit<MerkleTree, "proofOf"> {
  proofOf(account: string): string[];
}

/** The leaf of an account. */
export function leafOf(account: string): string {
  return leafOver(["address"], [account]);
}

/**
 * Builds the tree of a list of accounts.
 * @param accounts The list; at least one.
 */
export function accountTree(accounts: readonly string[]): AccountTree {
  const tree = merkleTree(accounts.map(leafOf));
  return { ...tree, proofOf: (account) => tree.proofOf(leafOf(account)) };
}
