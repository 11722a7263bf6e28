import { concat, dataSlice, getBytes, hexlify, Signature, toBeHex, zeroPadValue } from "ethers";

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** One way to spoil a signature, and its name in the title of a test. */
export interface Malformed {
  name: string;
  signature: string;
}

/**
 * A good signature of 65 bytes in the shapes that must be refused.
 * @param signature The good one.
 */
export function malformedSignatures(signature: string): Malformed[] {
  const { r, s, v, yParityAndS } = Signature.from(signature);
  const word = (value: bigint): string => zeroPadValue(toBeHex(value), 32);
  const byte = (value: number): string => toBeHex(value, 1);
  const flipped = getBytes(signature);
  flipped[40] = (flipped[40] ?? 0) ^ 1;
  return [
    { name: "empty", signature: "0x" },
    { name: "one byte", signature: "0x1b" },
    { name: "63 bytes", signature: dataSlice(signature, 0, 63) },
    { name: "66 bytes", signature: concat([signature, "0x00"]) },
    { name: "v of 0", signature: concat([r, s, byte(0)]) },
    { name: "v of 1", signature: concat([r, s, byte(1)]) },
    { name: "v of 29", signature: concat([r, s, byte(29)]) },
    { name: "the other v", signature: concat([r, s, byte(v === 27 ? 28 : 27)]) },
    {
      name: "high s, its twin",
      signature: concat([r, word(CURVE_ORDER - BigInt(s)), byte(v === 27 ? 28 : 27)]),
    },
    { name: "s of zero", signature: concat([r, word(0n), byte(v)]) },
    { name: "r of zero", signature: concat([word(0n), s, byte(v)]) },
    { name: "r beyond the curve", signature: concat([word(CURVE_ORDER), s, byte(v)]) },
    { name: "one bit flipped", signature: hexlify(flipped) },
    { name: "all zeroes", signature: `0x${"00".repeat(65)}` },
    {
      name: "the ERC-2098 short form with the other v",
      signature: concat([r, toBeHex(BigInt(yParityAndS) ^ (1n << 255n), 32)]),
    },
  ];
}
