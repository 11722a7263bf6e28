import { contentHash, ratingCommitment, receiptTypes } from "@hearth/protocol/review";
import { reviewTypes } from "@hearth/protocol/typedData";
import {
  isAddressEqual,
  isHex,
  keccak256,
  verifyTypedData,
  type Address,
  type Hex,
  type TypedDataDomain,
} from "viem";
import type { PurchaseReceipt, Review } from "../../api/reads/reviews.ts";

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
  /** Asks a contract wallet (ERC-1271), for authors and shops that are no plain key. */
  askWallet: (account: Address, data: SignedReview | SignedReceipt, signature: Hex) => Promise<boolean>;
  /** What the shop signed; null where it did not. */
  receipt: () => Promise<PurchaseReceipt | null>;
  /** The bytes of a photo, by its hash. */
  photoBytes: (hash: Hex) => Promise<Uint8Array>;
  /** Hash of the words that were paid for; `undefined` where nothing was. */
  paidHash: () => Promise<Hex | undefined>;
}

/** What an author signs, ready for a wallet or a verifier. */
export type SignedReview = ReturnType<typeof reviewToSign>;

/** What a shop signs, ready for a verifier. */
export type SignedReceipt = ReturnType<typeof receiptToSign>;

function receiptToSign(domain: TypedDataDomain, { buyer, product, orderHash, deadline }: PurchaseReceipt) {
  return {
    domain,
    types: receiptTypes,
    primaryType: "PurchaseReceipt",
    message: { buyer, product, orderHash, deadline },
  } as const;
}

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

/** Only of reviews that say so: others claim nothing. */
async function checkPurchase(review: Review, { domain, askWallet, receipt }: Witnesses): Promise<Check[]> {
  if (!review.verifiedPurchase) return [];
  const title = "A shop signed that its author bought it";
  const found = await receipt();
  if (!found) return [{ title, ok: false, detail: "The server has no receipt for it." }];
  const { buyer, shop, signature, product } = found;
  const data = receiptToSign(domain, found);
  const byKey = await verifyTypedData({ ...data, address: shop, signature }).catch(() => false);
  const signed = byKey || (await askWallet(shop, data, signature));
  if (!signed || product !== review.product) {
    return [{ title, ok: false, detail: `The receipt is not what ${short(shop)} signed for this product.` }];
  }
  if (isAddressEqual(buyer, review.author))
    return [{ title, ok: true, detail: `The shop's key is ${short(shop)}.` }];
  // Whoever moved to a new wallet signs a changed review with that; before any change it must be the buyer's.
  const detail = `It was bought with another wallet, ${short(buyer)}.`;
  return [{ title, ok: review.version > 1 ? undefined : false, detail }];
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
    ...(await checkPurchase(review, witnesses)),
  ];
}
