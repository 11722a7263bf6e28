import { parseEther, ZeroHash } from "ethers";
import { ethers, impersonate, networkHelpers, now, HOUR, WEEK, type Signer } from "../helpers/chain.ts";
import type { Community } from "../helpers/community.ts";
import { inviteBy } from "../helpers/invitations.ts";
import { earn, join } from "../helpers/members.ts";
import { approve, startCampaign } from "../earning/stage.ts";
import { announce, buy, list, order, type EventTerms } from "../rewards/stage.ts";
import { brandRun, shared, type HandedOver } from "./stages.ts";

/** What the review campaign may pay in all. */
export const BUDGET = parseEther("300");
/** What the token may mint in a week. */
export const EMISSION = parseEther("1000");
/** What each proposal deposits. */
export const DEPOSIT = parseEther("5");
/** What one review is paid. */
export const REVIEW = parseEther("50");
/** A second long after these tests. */
export const FAR = 2n ** 35n;

/** A community with something to take: members with tokens, votes, an order, a ticket, and ether in the timelock. */
export interface Target extends Community {
  stage: HandedOver["stage"];
  admin: Signer;
  /** Newcomer, pillar (who may curate), keeper (who may propose); each with tokens. */
  ids: { ada: bigint; ben: bigint; cleo: bigint };
  /** A campaign of {@link BUDGET} tokens, 10 to 50 for a review, that can be disputed for ten days after its end. */
  campaignId: bigint;
  /** Orders of Ada: a mug, and a ticket. */
  mugId: bigint;
  orders: { mug: bigint; ticket: bigint };
  ticketId: bigint;
  event: EventTerms;
}

async function prepare({ community, stage }: HandedOver): Promise<Target> {
  const { accounts, membership, token, deposits, campaigns, timelock, giftsId } = community;
  const { ada, ben, cleo, eve, dan, operator, finn } = accounts;
  const admin = stage === 0 ? finn : await impersonate(await timelock.getAddress());
  await earn(community, ada, parseEther("200"));
  // Dan was invited by Eve, who may; both could be in league with a thief.
  await join(community, eve);
  await earn(community, eve, parseEther("100"));
  await membership.connect(dan).joinWithInvite(...(await inviteBy(community, eve, { nonce: 7n })));
  await earn(community, dan, parseEther("1"));
  // What was paid so far is settled: no dispute is possible any more.
  await campaigns.connect(operator).setCampaignEnd(giftsId, await now());
  // An hour into an epoch of emission, so that none ends while somebody steals.
  await networkHelpers.time.increaseTo((Math.floor((await now()) / WEEK) + 2) * WEEK + HOUR);
  await token.connect(admin).setEmissionCap(EMISSION);
  await deposits.connect(admin).setProposalDeposit(DEPOSIT);
  const { campaignId } = await startCampaign(community, { budget: BUDGET });
  const mugId = await list(community);
  const announced = await announce(community);
  const mug = await order(community, ada, mugId);
  const store = { ...community, ...announced, rewardId: mugId, adaId: 0n, benId: 0n };
  const bought = await buy(store, ada);
  await networkHelpers.setBalance(await timelock.getAddress(), parseEther("10"));
  return {
    ...community,
    stage,
    admin,
    ids: {
      ada: await membership.memberOf(ada),
      ben: await membership.memberOf(ben),
      cleo: await membership.memberOf(cleo),
    },
    campaignId,
    mugId,
    orders: { mug, ticket: bought.redemptionId },
    ticketId: bought.ticketId,
    event: announced.event,
  };
}

/** Fixture: at stage 0. */
async function brandRunTarget(): Promise<Target> {
  return await prepare(await brandRun());
}

/** Fixture: at stage 1. */
async function sharedTarget(): Promise<Target> {
  return await prepare(await shared());
}

/** The stages at which the brand's keys can do something, by name. At stage 2 there are no operator and no guardian. */
export const targets = { "brand-run": brandRunTarget, shared: sharedTarget };

/**
 * Claims {@link REVIEW} for a review that was never written, on the word of some signers.
 * @param target The community.
 * @param signers Who signs.
 * @param memberId Who is paid.
 * @param subject What for.
 */
export async function claimSigned(target: Target, signers: Signer[], memberId: bigint, subject: string) {
  const { campaigns, campaignId, accounts } = target;
  const statement = {
    campaignId,
    memberId,
    subject,
    contentHash: ZeroHash,
    amount: REVIEW,
    deadline: FAR,
  };
  const approvals = await approve(target, statement, ...signers);
  return await campaigns.connect(accounts.stranger).claim(statement, approvals);
}

/** All that members would not want to see changed by somebody else, with the thief's own pockets. */
export async function holdings(target: Target, thief: Signer) {
  const { token, membership, store, tickets, timelock, deposits, accounts, orders, ticketId } = target;
  const people = [accounts.ada, accounts.ben, accounts.cleo, accounts.eve, accounts.dan];
  const second = await now();
  await networkHelpers.mine();
  return {
    members: await Promise.all(
      people.map(async (person) => ({
        memberId: await membership.memberOf(person),
        balance: await token.balanceOf(person),
        standing: await token.earned(person),
        votes: await membership.getPastVotes(person, second),
        votesNow: await membership.getVotes(person),
      })),
    ),
    supply: await token.totalSupply(),
    escrow: await token.balanceOf(store),
    held: await token.balanceOf(deposits),
    order: (await store.redemption(orders.mug)).state,
    ticketHolder: await tickets.ownerOf(ticketId),
    treasury: await ethers.provider.getBalance(timelock),
    emissionCap: (await token.emission()).cap,
    thief: await token.balanceOf(thief),
  };
}
