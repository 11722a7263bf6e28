import {
  hexToBigInt,
  hexToNumber,
  isAddressEqual,
  recoverAddress,
  size,
  slice,
  type Address,
  type Hex,
} from "viem";

/** Half of the order of secp256k1; above it a signature is the malleable twin of another. */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

/** First four bytes that a contract returns for a signature it stands by (ERC-1271). */
const MAGIC_VALUE = "0x1626ba7e";

/**
 * Whether the key of an account signed a digest. As strict as OpenZeppelin's `ECDSA`, so that what is accepted here
 * is accepted on chain: 65 bytes, v of 27 or 28, low s.
 */
export async function isSignedByKey(account: Address, digest: Hex, signature: Hex): Promise<boolean> {
  if (size(signature) !== 65) return false;
  const v = hexToNumber(slice(signature, 64));
  if ((v !== 27 && v !== 28) || hexToBigInt(slice(signature, 32, 64)) > HALF_ORDER) return false;
  try {
    return isAddressEqual(await recoverAddress({ hash: digest, signature }), account);
  } catch {
    return false;
  }
}

/**
 * Whether the answer of `isValidSignature(bytes32,bytes)` is a yes.
 * @param answer What the contract returned; nothing if it reverted.
 */
export function isMagicValue(answer: Hex | undefined): boolean {
  return answer !== undefined && size(answer) >= 32 && slice(answer, 0, 32) === MAGIC_VALUE.padEnd(66, "0");
}
