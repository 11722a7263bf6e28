import { AbiCoder, concat, keccak256 } from "ethers";

/** A Merkle tree as OpenZeppelin's StandardMerkleTree builds it over `["address"]`. */
export interface AccountTree {
  root: string;
  /** All hashes of the tree, the root first. */
  nodes: string[];
  proofOf(account: string): string[];
}

/** The leaf of an account: hashed twice, so that no inner node can pass for one. */
export function leafOf(account: string): string {
  return keccak256(keccak256(AbiCoder.defaultAbiCoder().encode(["address"], [account])));
}

/** The node over two nodes, in either order. */
export function parentOf(a: string, b: string): string {
  return keccak256(BigInt(a) < BigInt(b) ? concat([a, b]) : concat([b, a]));
}

/**
 * Builds the tree of a list of accounts.
 * @param accounts The list; at least one.
 */
export function accountTree(accounts: readonly string[]): AccountTree {
  const leaves = accounts.map(leafOf).sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const size = 2 * leaves.length - 1;
  const nodes = new Array<string>(size);
  for (const [index, leaf] of leaves.entries()) nodes[size - 1 - index] = leaf;
  for (let index = size - 1 - leaves.length; index >= 0; --index) {
    nodes[index] = parentOf(nodes[2 * index + 1] as string, nodes[2 * index + 2] as string);
  }
  return {
    root: nodes[0] as string,
    nodes,
    proofOf(account) {
      const proof: string[] = [];
      for (let index = nodes.lastIndexOf(leafOf(account)); index > 0; index = (index - 1) >> 1) {
        proof.push(nodes[index % 2 === 0 ? index - 1 : index + 1] as string);
      }
      return proof;
    },
  };
}
