import { contentHash, ratingCommitment } from "@hearth/protocol/review";
import { reviewTypes } from "@hearth/protocol/typedData";
import { isHex, keccak256, verifyTypedData, type Address, type Hex, type TypedDataDomain } from "viem";
import type { Review } from "../../api/reads/reviews.ts";

/** One thing that was checked. `ok` is `undefined` where it can't be checked yet. */
export interface Check {
  title: string;
  ok: boolean | undefined;
  detail: string;
}

/** What checking needs beside the review itself. */
export interface Witnesses {
  /** EIP-712 domain of `Campaigns`. */
  domain: TypedDataDomain;
  /** Asks a contract wallet (ERC-1271), for authors who are no plain key. */
  askWallet: (account: Address, data: SignedReview, signature: Hex) => Promise<boolean>;
  /** The bytes of a photo, by its hash. */
  photoBytes: (hash: Hex) => Promise<Uint8Array>;
  /** Hash of the words that were paid for; `undefined` where nothing was. */
  paidHash: () => Promise<Hex | undefined>;
}

/** What an author signs, ready for a wallet or a verifier. */
export type SignedReview = ReturnType<typeof reviewToSign>;

/** The typed data (EIP-712) of a review. */
export function reviewToSign(
  domain: TypedDataDomain,
  {
    author,
    campaignId,
    product,
    contentHash: hash,
    ratingCommitment: commitment,
    writtenAt,
  }: Pick<Review, "author" | "campaignId" | "product" | "contentHash" | "ratingCommitment" | "writtenAt">,
) {
  return {
    domain,
    types: reviewTypes,
    primaryType: "Review",
    message: { author, campaignId, product, contentHash: hash, ratingCommitment: commitment, writtenAt },
  } as const;
}

const short = (hash: Hex) => `${hash.slice(0, 10)}…${hash.slice(-6)}`;

async function checkWords(review: Review, { photoBytes }: Witnesses): Promise<Check> {
  const { title, text, photos, contentHash: hash } = review;
  const computed = contentHash(title, text, photos);
  const pictures = await Promise.all(
    photos.map(async (photo) => keccak256(await photoBytes(photo)) === photo),
  );
  const fingerprint = photos.length === 0 ? "title and text" : "title, text and photos";
  return {
    title:
      photos.length === 0
        ? "The words are the ones that were signed"
        : "The words and photos are the ones that were signed",
    ok: computed === hash && pictures.every((same) => same),
    detail: `Fingerprint of ${fingerprint}, computed here: ${short(computed)}.`,
  };
}

function checkStars({ rating, ratingSalt, ratingCommitment: commitment }: Review): Check {
  const title = "The stars were fixed before anybody graded it";
  if (rating === null || ratingSalt === null || !isHex(ratingSalt)) {
    return { title, ok: undefined, detail: "They stay hidden until the review is decided." };
  }
  return {
    title,
    ok: ratingCommitment(rating, ratingSalt) === commitment,
    detail: `${rating} of 5 and its secret, sealed together: ${short(ratingCommitment(rating, ratingSalt))}.`,
  };
}

async function checkAuthor(review: Review, { domain, askWallet }: Witnesses): Promise<Check> {
  const data = reviewToSign(domain, review);
  const { author, signature } = review;
  const byKey = await verifyTypedData({ ...data, address: author, signature }).catch(() => false);
  return {
    title: "Its author signed it",
    ok: byKey || (await askWallet(author, data, signature)),
    detail: `The signature over fingerprint, stars, product, campaign and time is ${short(author)}'s.`,
  };
}

async function checkPayment(review: Review, { paidHash }: Witnesses): Promise<Check> {
  const title = "The payment names these very words";
  const paid = await paidHash();
  if (paid === undefined) return { title, ok: undefined, detail: "Nothing has been paid for it yet." };
  // Authors may change what was paid for: then the payment names the version that graders read.
  if (paid !== review.contentHash && review.version > 1 && paid === review.approvedHash) {
    return {
      title,
      ok: undefined,
      detail: `Changed since: an earlier version was paid for, ${short(paid)}.`,
    };
  }
  return { title, ok: paid === review.contentHash, detail: `Paid for ${short(paid)}, on the record.` };
}

/** Checks a review against everything it claims, without believing the server. Rejects where the chain is away. */
export async function verifyReview(review: Review, witnesses: Witnesses): Promise<Check[]> {
  return [
    await checkWords(review, witnesses),
    checkStars(review),
    ...(await Promise.all([checkAuthor(review, witnesses), checkPayment(review, witnesses)])),
  ];
}
