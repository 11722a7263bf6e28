import { campaignsAbi } from "@hearth/protocol/generated/abis";
import { contentHash, productSubject, ratingCommitment } from "@hearth/protocol/review";
import { campaignsTypes, reviewTypes, typedDataDomain } from "@hearth/protocol/typedData";
import { keccak256, parseEther, stringToBytes, type Hex } from "viem";
import { z } from "zod";
import { LOCAL_CHAIN_ID, type DemoChain } from "./chain.ts";
import { OPERATOR_INDEX, walletIndex } from "./content/members.ts";
import { blendReviews } from "./content/reviews/blends.ts";
import { equipmentReviews } from "./content/reviews/equipment.ts";
import { originReviews } from "./content/reviews/origins.ts";
import type { ReviewContent } from "./content/reviews/review.ts";
import type { Demo } from "./demo.ts";

/** `ICampaigns.Kind.Review`. */
const REVIEW_KIND = 0;
/** How long an approved review can be claimed, in seconds. */
const CLAIM_TIME = 90n * 86_400n;
const ONE_TOKEN = parseEther("1");

const decimal = z.string().transform(BigInt);
const hex = z.string().transform((value) => value as Hex);
const claimSchema = z.object({
  attestation: z.object({
    campaignId: decimal,
    memberId: decimal,
    subject: hex,
    contentHash: hex,
    amount: decimal,
    deadline: decimal,
  }),
  approvals: z.array(z.object({ signer: hex, signature: hex })),
});
const storedSchema = z.object({
  id: z.string(),
  product: z.string(),
  author: z.string(),
  memberId: decimal,
  contentHash: hex,
  status: z.enum(["submitted", "approved", "rejected"]),
  claim: claimSchema.optional(),
});
const pageSchema = z.object({ reviews: z.array(storedSchema), nextCursor: z.string().nullable() });

type StoredReview = z.output<typeof storedSchema>;

/** A review of the demo, and of which product. */
interface PlannedReview extends ReviewContent {
  product: string;
}

/** The campaign that pays for reviews. Amounts in the token's smallest unit. */
interface ReviewCampaign {
  id: bigint;
  minReward: bigint;
  maxReward: bigint;
}

/**
 * Writes the demo's reviews, grades them and claims what was earned. The operator must be signed in.
 * @param from Part of the demo's past in which the first was written; see {@link DemoClock.reach}.
 * @returns How many changed.
 */
export async function addReviews(demo: Demo, from: number): Promise<number> {
  const campaign = await findReviewCampaign(demo.chain);
  const stored = await storedReviews(demo);
  const planned = plannedReviews();
  let changed = 0;
  for (const [position, plan] of planned.entries()) {
    const author = demo.chain.account(walletIndex(plan.author)).address;
    const known = stored.get(`${plan.product} ${author}`);
    if (!known) await demo.clock.reach(from + ((1 - from) * position) / planned.length);
    const review = known ?? (await submit(demo, campaign, plan));
    const graded = await grade(demo, campaign, plan, review);
    const claimed = await claim(demo, campaign, plan, graded);
    if (!known || graded !== review || claimed) changed++;
  }
  return changed;
}

/** One of each product in turn, as they come in. */
function plannedReviews(): PlannedReview[] {
  const byProduct = Object.entries({ ...blendReviews, ...originReviews, ...equipmentReviews });
  const most = Math.max(...byProduct.map(([, reviews]) => reviews.length));
  return Array.from({ length: most }, (_, turn) =>
    byProduct.flatMap(([product, reviews]) => {
      const review = reviews[turn];
      return review ? [{ ...review, product }] : [];
    }),
  ).flat();
}

async function findReviewCampaign(chain: DemoChain): Promise<ReviewCampaign> {
  const call = { address: chain.address("Campaigns"), abi: campaignsAbi } as const;
  const count = await chain.client.readContract({ ...call, functionName: "campaignCount" });
  for (let id = 1n; id <= count; id++) {
    const found = await chain.client.readContract({ ...call, functionName: "campaign", args: [id] });
    if (found.kind === REVIEW_KIND) return { id, minReward: found.minReward, maxReward: found.maxReward };
  }
  throw new Error("The community has no campaign that pays for reviews. Its brand file should start one.");
}

/** Reviews that the server has, by product and author. */
async function storedReviews({ server }: Demo): Promise<Map<string, StoredReview>> {
  const found = new Map<string, StoredReview>();
  for (let cursor: string | null = ""; cursor !== null;) {
    const query = cursor === "" ? "" : `&cursor=${cursor}`;
    const page: z.output<typeof pageSchema> = await server.get(`/reviews?limit=100${query}`, pageSchema);
    for (const review of page.reviews) found.set(`${review.product} ${review.author}`, review);
    cursor = page.nextCursor;
  }
  return found;
}

async function submit(
  { chain, server }: Demo,
  campaign: ReviewCampaign,
  { product, author, title, text, rating }: PlannedReview,
): Promise<StoredReview> {
  const account = chain.account(walletIndex(author));
  const writtenAt = await chain.now();
  // A real author's salt is random; here every run must write the same.
  const ratingSalt = keccak256(stringToBytes(`demo rating salt: ${product}, ${author}`));
  const signature = await account.signTypedData({
    domain: typedDataDomain(LOCAL_CHAIN_ID, chain.address("Campaigns")),
    types: reviewTypes,
    primaryType: "Review",
    message: {
      author: account.address,
      campaignId: campaign.id,
      product,
      contentHash: contentHash(title, text),
      ratingCommitment: ratingCommitment(rating, ratingSalt),
      writtenAt,
    },
  });
  const body = {
    product,
    campaignId: String(campaign.id),
    author: account.address,
    title,
    text,
    rating,
    ratingSalt,
    writtenAt: String(writtenAt),
    signature,
  };
  return (await server.post("/reviews", body, z.object({ review: storedSchema }))).review;
}

/** Grades a review that waits for it. Returns it as it is then. */
async function grade(
  demo: Demo,
  campaign: ReviewCampaign,
  { outcome, product }: PlannedReview,
  review: StoredReview,
): Promise<StoredReview> {
  if (review.status !== "submitted" || outcome.state === "waiting") return review;
  const decision =
    outcome.state === "rejected"
      ? { decision: "reject", reason: outcome.reason }
      : await approval(demo.chain, campaign, { product, worth: outcome.worth, review });
  await demo.server.post(`/grading/${review.id}`, decision, z.unknown());
  return (await demo.server.get(`/reviews/${review.id}`, z.object({ review: storedSchema }))).review;
}

async function approval(
  chain: DemoChain,
  campaign: ReviewCampaign,
  { product, worth, review }: { product: string; worth: number; review: StoredReview },
) {
  const amount = worthOf(campaign, worth);
  const deadline = (await chain.now()) + CLAIM_TIME;
  const signature = await chain.account(OPERATOR_INDEX).signTypedData({
    domain: typedDataDomain(LOCAL_CHAIN_ID, chain.address("Campaigns")),
    types: campaignsTypes,
    primaryType: "Attestation",
    message: {
      campaignId: campaign.id,
      memberId: review.memberId,
      subject: productSubject(product),
      contentHash: review.contentHash,
      amount,
      deadline,
    },
  });
  return { decision: "approve", amount: String(amount), deadline: String(deadline), signature };
}

/** Whole tokens between what the campaign pays at least and at most. */
function worthOf({ minReward, maxReward }: ReviewCampaign, worth: number): bigint {
  const range = (maxReward - minReward) / ONE_TOKEN;
  return minReward + BigInt(Math.round(Number(range) * worth)) * ONE_TOKEN;
}

/** Claims the reward of an approved review for its author, unless it was paid already. */
async function claim(
  { chain }: Demo,
  campaign: ReviewCampaign,
  { author, outcome, product }: PlannedReview,
  { claim: ready, memberId }: StoredReview,
): Promise<boolean> {
  if (outcome.state !== "claimed" || !ready) return false;
  const paid = await chain.client.readContract({
    address: chain.address("Campaigns"),
    abi: campaignsAbi,
    functionName: "isPaid",
    args: [campaign.id, productSubject(product), memberId],
  });
  if (paid) return false;
  await chain.send(walletIndex(author), {
    contract: "Campaigns",
    abi: campaignsAbi,
    functionName: "claim",
    args: [ready.attestation, ready.approvals],
  });
  return true;
}
