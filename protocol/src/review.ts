import { encodeAbiParameters, keccak256, stringToBytes, type Hex } from "viem";

/** Stars of a review. */
export type Rating = 1 | 2 | 3 | 4 | 5;

/**
 * Hash of a review's exact words and pictures: `keccak256(abi.encode(title, text))`, or with photos
 * `keccak256(abi.encode(title, text, photos))`; neither encoding can be read as the other. Payments on chain carry it.
 * @param title The title, as stored.
 * @param text The text, as stored.
 * @param photos `keccak256` of each photo's bytes as they are served, in order.
 */
export function contentHash(title: string, text: string, photos: readonly Hex[] = []): Hex {
  const words = [{ type: "string" }, { type: "string" }] as const;
  return keccak256(
    photos.length === 0
      ? encodeAbiParameters(words, [title, text])
      : encodeAbiParameters([...words, { type: "bytes32[]" }], [title, text, photos]),
  );
}

/**
 * Commitment to a star rating that hides it from graders: `keccak256(abi.encode(uint8 rating, bytes32 salt))`.
 * @param rating Whole stars, 1 to 5. Throws a RangeError for anything else.
 * @param salt 32 random bytes, kept with the review and shown once it is published.
 */
export function ratingCommitment(rating: number, salt: Hex): Hex {
  if (!Number.isInteger(rating) || rating < 1 || rating > 5) {
    throw new RangeError(`A rating is a whole number from 1 to 5, not ${rating}.`);
  }
  return keccak256(encodeAbiParameters([{ type: "uint8" }, { type: "bytes32" }], [rating, salt]));
}

/**
 * The attestation subject of a product; each member is paid once per campaign and subject.
 * @param slug The product's slug.
 */
export function productSubject(slug: string): Hex {
  return keccak256(stringToBytes(`product:${slug}`));
}

/**
 * What a shop signs for who bought something, so that their review says "verified purchase". Checked off chain only; its
 * domain is that of `Campaigns`. `orderHash` stands for the order and names nobody: hash its number with a secret.
 */
export const receiptTypes = {
  PurchaseReceipt: [
    { name: "buyer", type: "address" },
    { name: "product", type: "string" },
    { name: "orderHash", type: "bytes32" },
    { name: "deadline", type: "uint256" },
  ],
} as const;
