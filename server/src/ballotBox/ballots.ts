import { pollsAbi } from "@hearth/protocol/generated/abis";
import {
  decodeFunctionData,
  encodeFunctionData,
  parseSignature,
  serializeCompactSignature,
  signatureToCompactSignature,
  size,
  slice,
  type Address,
  type Hex,
} from "viem";

/** A ballot as `Polls.castMany` takes it. */
export interface SignedBallot {
  voter: Address;
  ballot: bigint;
  sequence: bigint;
  r: Hex;
  vs: Hex;
}

/**
 * Reads a call of `Polls.castFor` as a ballot that may be cast with others.
 * @param data The call.
 * @returns Undefined where the signature is not that of a key: such ballots are cast one by one.
 */
export function readBallot(data: Hex): { pollId: bigint; ballot: SignedBallot } | undefined {
  const { functionName, args } = decodeFunctionData({ abi: pollsAbi, data });
  if (functionName !== "castFor") return undefined;
  const [voter, pollId, ballot, sequence, signature] = args;
  const compact = compactForm(signature);
  if (!compact) return undefined;
  return {
    pollId,
    ballot: { voter, ballot, sequence, r: slice(compact, 0, 32), vs: slice(compact, 32, 64) },
  };
}

/**
 * A call that casts ballots of one poll together.
 * @param calls Calls of `Polls.castFor` that {@link readBallot} can read, all of one poll.
 */
export function castTogether(calls: readonly Hex[]): Hex {
  const read = calls.map((data) => {
    const found = readBallot(data);
    if (!found) throw new Error("This ballot can't be cast with others.");
    return found;
  });
  const [first] = read;
  if (!first || read.some(({ pollId }) => pollId !== first.pollId))
    throw new Error("Ballots are cast together in one poll.");
  return encodeFunctionData({
    abi: pollsAbi,
    functionName: "castMany",
    args: [first.pollId, read.map(({ ballot }) => ballot)],
  });
}

/** The 64 bytes of ERC-2098; undefined for what no key has signed. */
function compactForm(signature: Hex): Hex | undefined {
  if (size(signature) === 64) return signature;
  if (size(signature) !== 65) return undefined;
  const v = Number(slice(signature, 64));
  if (v !== 27 && v !== 28) return undefined;
  try {
    return serializeCompactSignature(signatureToCompactSignature(parseSignature(signature)));
  } catch {
    return undefined;
  }
}
