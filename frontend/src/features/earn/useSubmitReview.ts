import { contentHash, ratingCommitment } from "@hearth/protocol/review";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { bytesToHex, type Address } from "viem";
import { api, ServerError } from "../../api/client.ts";
import { keys } from "../../api/keys.ts";
import { keptReviewSchema, type Review } from "../../api/reads/reviews.ts";
import { reasonFor } from "../../api/reasonFor.ts";
import { latestBlockQuery } from "../../chain/chainClock.ts";
import { domainOf } from "../../chain/contracts.ts";
import { useSignature } from "../../chain/useSignature.ts";
import type { ReviewDraft } from "./draft.ts";
import { reviewToSign } from "./verify.ts";

/** What a finished draft belongs to. */
export interface Occasion {
  author: Address;
  product: string;
  campaignId: bigint;
}

/** Signs a review and hands it in. */
export function useSubmitReview({ author, product, campaignId }: Occasion) {
  const queryClient = useQueryClient();
  const { signTyped, state } = useSignature();
  const [isSending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();

  /** Neither the chain's clock nor this computer's may be ahead of what the review says. */
  async function readNow(): Promise<bigint> {
    const { timestamp } = await queryClient.query({ ...latestBlockQuery(), staleTime: 0 });
    const here = BigInt(Math.floor(Date.now() / 1000));
    return timestamp > here ? timestamp : here;
  }

  async function signAndSend({ rating, ...words }: ReviewDraft): Promise<Review | undefined> {
    const [title, text] = [words.title.trim(), words.text.trim()];
    // Without a secret beside it, five possible stars could be guessed from their seal.
    const ratingSalt = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
    const writtenAt = await readNow();
    const signature = await signTyped(
      reviewToSign(domainOf("Campaigns"), {
        author,
        campaignId,
        product,
        contentHash: contentHash(title, text),
        ratingCommitment: ratingCommitment(rating, ratingSalt),
        writtenAt,
      }),
    );
    if (!signature) return undefined;
    const body = { product, campaignId, author, title, text, rating, ratingSalt, writtenAt, signature };
    return (await api.post("/reviews", body, keptReviewSchema)).review;
  }

  async function submit(draft: ReviewDraft): Promise<Review | undefined> {
    setSending(true);
    setFault(undefined);
    try {
      const review = await signAndSend(draft);
      if (review) await queryClient.invalidateQueries({ queryKey: keys.reviews() });
      return review;
    } catch (error) {
      setFault(sentenceOf(error));
      return undefined;
    } finally {
      setSending(false);
    }
  }

  return { submit, isBusy: isSending, reason: fault ?? (state.step === "failed" ? state.reason : undefined) };
}

/** A refused form says what is wrong with its fields; the first is enough. */
function sentenceOf(error: unknown): string {
  const field = error instanceof ServerError ? error.fields[0] : undefined;
  return field ? `${reasonFor(error)} (${field.path}: ${field.message})` : reasonFor(error);
}
