import { parseEther } from "ethers";
import { kind, startCampaign } from "../earning/stage.ts";
import { DAY, HOUR, now } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { standingOf } from "../helpers/members.ts";
import { announce, list } from "../rewards/stage.ts";
import { give, people, submit } from "./people.ts";
import { joining } from "./requests.ts";

/** An amount in the token's smallest unit. */
export const tokens = (amount: number): bigint => parseEther(String(amount));
const fixed = (amount: number) => ({ minReward: tokens(amount), maxReward: tokens(amount) });

/** Fixture: four members, one of them a pillar who grades; campaigns of every kind that pays without a review. */
export async function payingHouse() {
  const community = await plainCommunity();
  const everybody = people("the payouts", "ada", "ben", "cleo", "dan", "gus");
  const { ada, ben, cleo, dan } = everybody;
  await submit(
    community,
    ...(await Promise.all([ada, ben, cleo, dan].map((person) => joining(community, person)))),
  );
  await give(community, [dan, standingOf.pillar]);
  const start = async (terms: Parameters<typeof startCampaign>[1]): Promise<bigint> =>
    (await startCampaign(community, terms)).campaignId;
  const lessonsId = await start({ kind: kind.teaching, maxReward: tokens(100) });
  const helpId = await start({ kind: kind.help, ...fixed(60) });
  const gradingId = await start({ kind: kind.grading, ...fixed(5), perMemberCap: 2n });
  const noSignature = { signaturesNeeded: 0n, disputeWindow: 0n };
  const referralId = await start({
    kind: kind.referral,
    ...fixed(25),
    ...noSignature,
    referralStanding: standingOf.regular,
  });
  const doorsOpen = BigInt((await now()) + 2 * DAY);
  const evening = await announce(community, {
    doorsOpen,
    ends: doorsOpen + BigInt(HOUR),
    returnUntil: doorsOpen,
  });
  const { eventId } = evening;
  const attendanceId = await start({ kind: kind.attendance, ...fixed(15), ...noSignature, eventId });
  const mugId = await list(community);
  const campaignIds = { lessonsId, helpId, gradingId, referralId, attendanceId };
  return { ...community, ...campaignIds, everybody, evening, mugId };
}

/** The numbers of the members of {@link payingHouse}. */
export async function idsOf({ membership, everybody }: Awaited<ReturnType<typeof payingHouse>>) {
  const { ada, ben, cleo, dan } = everybody;
  return {
    ada: await membership.memberOf(ada),
    ben: await membership.memberOf(ben),
    cleo: await membership.memberOf(cleo),
    dan: await membership.memberOf(dan),
  };
}
