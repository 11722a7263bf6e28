import { AbiCoder, concat, getBytes, keccak256, parseEther, solidityPackedKeccak256 } from "ethers";
import { people } from "./chain.ts";

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
 * @param nameOf What stands in a leaf for the person with an index; their address if left out.
 */
export function epochTree(
  count: number,
  encoding: "standard" | "packed" = "standard",
  member?: { type: "uint256"; of: (index: number) => bigint },
) {
  const holders = people(count, "epoch").map(({ address }) => address);
  const amount = parseEther("10");
  const hashLeaf = (index: number): string => {
    if (encoding === "packed") {
      return solidityPackedKeccak256(["uint256", "address", "uint256"], [index, holders[index], amount]);
    }
    const types = ["uint256", member?.type ?? "address", "uint256"];
    const encoded = AbiCoder.defaultAbiCoder().encode(types, [
      index,
      member?.of(index) ?? holders[index],
      amount,
    ]);
    return keccak256(keccak256(encoded));
  };
  const levels: string[][] = [holders.map((_, index) => hashLeaf(index))];
  for (let level = levels[0]!; level.length > 1; level = levels.at(-1)!) {
    levels.push(
      Array.from({ length: level.length / 2 }, (_, pair) => hashPair(level[2 * pair]!, level[2 * pair + 1]!)),
    );
  }
  const leaf = (index: number): Leaf => ({
    index,
    account: holders[index]!,
    amount,
    proof: levels.slice(0, -1).map((level, depth) => level[(index >> depth) ^ 1]!),
  });
  return { root: levels.at(-1)![0]!, leaf };
}

function hashPair(left: string, right: string): string {
  const [low, high] = BigInt(left) < BigInt(right) ? [left, right] : [right, left];
  return keccak256(getBytes(concat([low, high])));
}
