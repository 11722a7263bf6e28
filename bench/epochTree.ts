import { AbiCoder, concat, getBytes, keccak256, parseEther, solidityPackedKeccak256 } from "ethers";
import { at, people } from "./chain.ts";

/** One line of a Merkle tree, and the proof that it is in it. */
export interface Leaf {
  index: number;
  account: string;
  amount: bigint;
  proof: string[];
}

/**
 * A complete Merkle tree that pays 10 tokens to each leaf, with sorted pairs as OpenZeppelin's MerkleProof expects.
 * @param count Number of leaves, a power of two.
 * @param encoding How leaves are hashed: twice over their ABI encoding (StandardMerkleTree), or once, packed (Uniswap).
 */
export function epochTree(count: number, encoding: "standard" | "packed" = "standard") {
  const amount = parseEther("10");
  const holders = people(count, "epoch").map(({ address }) => address);
  const types = ["uint256", "address", "uint256"];
  const hashes = holders.map((account, index) => {
    const values = [index, account, amount];
    if (encoding === "packed") return solidityPackedKeccak256(types, values);
    return keccak256(keccak256(AbiCoder.defaultAbiCoder().encode(types, values)));
  });
  const levels = [hashes];
  for (let level = hashes; level.length > 1;) {
    const below = level;
    level = Array.from({ length: below.length / 2 }, (_, pair) =>
      hashPair(at(below, 2 * pair), at(below, 2 * pair + 1)),
    );
    levels.push(level);
  }
  const leaf = (index: number): Leaf => ({
    index,
    account: at(holders, index),
    amount,
    proof: levels.slice(0, -1).map((level, depth) => at(level, (index >> depth) ^ 1)),
  });
  return { root: at(at(levels, -1), 0), leaf };
}

function hashPair(left: string, right: string): string {
  const [low, high] = BigInt(left) < BigInt(right) ? [left, right] : [right, left];
  return keccak256(getBytes(concat([low, high])));
}
