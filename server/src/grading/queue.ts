import { productSubject } from "@hearth/protocol/review";
import type { Campaign, Standing } from "../chain/chain.ts";
import type { Services } from "../services.ts";
import { isOpen, lapsedAmong } from "./grade.ts";
import type { Item } from "./routes.ts";
import { approvedSoFar, listUndecided, listVoid, liveGrades, type Asking, type Waiting } from "./store.ts";
import { approvalGroups } from "./verdict.ts";

/** How many approved reviews are looked at together. */
const PORTION = 200;

/**
 * What waits for a grader. What was never graded comes first: however many reviews there are whose attestation was
 * claimed long ago, they keep none from being seen.
 * @param grader Who asks.
 * @param most How many at most.
 */
export async function queueFor(services: Services, grader: Standing, most: number): Promise<Item[]> {
  const { chain, database } = services;
  const { timestamp: time } = await chain.head();
  const asking = { grader: grader.account, memberId: grader.memberId, time, limit: most };
  const undecided = await listUndecided(database, asking);
  const rows = [...undecided, ...(await voidOnes(services, { ...asking, limit: most - undecided.length }))];
  const campaigns = await readCampaigns(
    services,
    rows.map(({ review }) => review.campaignId),
  );
  const grades = await liveGrades(
    database,
    rows.map(({ review }) => review.id),
    time,
  );
  const lapsed = await lapsedAmong(
    services,
    grades.map(({ signer }) => signer),
  );
  const counting = grades.filter(({ signer }) => !lapsed.has(signer));
  return rows.flatMap(({ review, productName }) => {
    const campaign = campaigns.get(review.campaignId);
    if (!campaign) return [];
    const [leading] = approvalGroups(counting.filter((grade) => grade.reviewId === review.id));
    return {
      id: String(review.id),
      product: review.product,
      productName,
      campaignId: String(review.campaignId),
      memberId: String(review.memberId),
      title: review.title,
      text: review.text,
      photos: review.photos,
      subject: productSubject(review.product),
      contentHash: review.contentHash,
      createdAt: review.createdAt.toISOString(),
      minReward: String(campaign.minReward),
      maxReward: String(campaign.maxReward),
      gradesHave: leading?.approvals.length ?? 0,
      gradesNeeded: campaign.signaturesNeeded,
      agreed: leading ? { amount: String(leading.amount), deadline: String(leading.deadline) } : null,
    };
  });
}

/** Approved reviews that were not paid and can't be without another attestation. */
async function voidOnes(services: Services, asking: Asking): Promise<Waiting[]> {
  const { database } = services;
  const { time, limit } = asking;
  const { campaignIds, signers } = await approvedSoFar(database, time);
  const paying = [...(await readCampaigns(services, campaignIds))].flatMap(([id, campaign]) =>
    campaign && time < campaign.end ? [id] : [],
  );
  if (paying.length === 0) return [];
  const lapsed = [...(await lapsedAmong(services, signers))];
  const found: Waiting[] = [];
  let before: bigint | undefined;
  while (found.length < limit) {
    const portion = await listVoid(
      database,
      { ...asking, limit: PORTION },
      { campaignIds: paying, lapsed, before },
    );
    const open = await Promise.all(portion.map(({ review }) => isOpen(services, review, time)));
    found.push(...portion.filter((_, index) => open[index]));
    if (portion.length < PORTION) break;
    before = portion.at(-1)?.review.id;
  }
  return found.slice(0, limit);
}

async function readCampaigns(
  { chain }: Services,
  campaignIds: readonly bigint[],
): Promise<Map<bigint, Campaign | null>> {
  const ids = [...new Set(campaignIds)];
  return new Map(await Promise.all(ids.map(async (id) => [id, await chain.campaign(id)] as const)));
}
