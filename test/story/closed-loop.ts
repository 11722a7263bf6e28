import { expect } from "chai";
import { id, parseEther, ZeroAddress, ZeroHash, zeroPadValue } from "ethers";
import { deliveryHash } from "@hearth/protocol/delivery";
import { contentHash, productSubject } from "@hearth/protocol/review";
import { decodePresence, encodePresence, ticketId as numberOfTicket } from "@hearth/protocol/ticket";
import { DAY, HOUR, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { sign } from "../helpers/signing.ts";
import { approve, kind as campaignKind, reviewTerms } from "../earning/stage.ts";
import { announce, list, presence, PRICE, parcels } from "../rewards/stage.ts";
import { packAwards } from "../helpers/members.ts";

const { loadFixture, time } = networkHelpers;
const [AGAINST, FOR] = [0n, 1n];
const proposalState = { pending: 0n, active: 1n, succeeded: 4n, queued: 5n, executed: 7n };
const product = productSubject("guji-highland");
const words = contentHash("Like apricots in June", "Bright, clean, better on the second day.");
const address = {
  name: "Ada",
  street: "Hearth Street 1",
  postcode: "1010",
  city: "Vienna",
  country: "AT",
  note: "",
};
const delivery = deliveryHash(address, zeroPadValue("0x07", 32) as `0x${string}`);
const description = "# More for reviews\n\nThe budget is nearly used up.";

/** What a community shows of a person. */
interface Standing {
  balance: string;
  earned: string;
  tier: bigint;
  votes: bigint;
}

async function expectStanding(
  { token, membership }: Community,
  person: Signer,
  due: Standing,
): Promise<void> {
  expect(await token.balanceOf(person)).to.equal(parseEther(due.balance));
  expect(await token.earned(person)).to.equal(parseEther(due.earned));
  expect((await membership.memberAndTierOf(person)).tier).to.equal(due.tier);
  expect(await membership.getVotes(person)).to.equal(due.votes);
}

/** The token's books: what is open in the store, what was burned, and that nothing is anywhere else. */
async function expectBooks(community: Community, due: { earned: string; escrow: string; burned: string }) {
  const { token, store, accounts } = community;
  const holders = [accounts.ada, accounts.ben, accounts.cleo, store];
  const balances = await Promise.all(holders.map(async (holder) => await token.balanceOf(holder)));
  const supply = await token.totalSupply();
  expect(balances.reduce((sum, balance) => sum + balance, 0n)).to.equal(supply);
  expect(supply).to.equal(parseEther(due.earned) - parseEther(due.burned));
  expect(await token.totalEarned()).to.equal(parseEther(due.earned));
  expect(await token.totalBurned()).to.equal(parseEther(due.burned));
  expect(await store.totalEscrowed()).to.equal(parseEther(due.escrow));
  expect(await token.balanceOf(store)).to.equal(parseEther(due.escrow));
}

/** Fixture: the brand has deployed, and set up reviews, lessons, a mug and an evening. */
async function openedCommunity() {
  const community = await plainCommunity();
  const { campaigns, accounts } = community;
  const operated = campaigns.connect(accounts.operator);
  const rewards = { minReward: parseEther("10"), maxReward: parseEther("100") };
  const reviews = await reviewTerms({ ...rewards, budget: parseEther("100"), signaturesNeeded: 1n });
  await operated.createCampaign(reviews, "data:,Reviews");
  const reviewsId = await campaigns.campaignCount();
  const lessons = { maxReward: parseEther("2000"), budget: parseEther("5000"), kind: campaignKind.teaching };
  await operated.createCampaign(await reviewTerms(lessons), "data:,Lessons");
  const lessonsId = await campaigns.campaignCount();
  const mugId = await list(community, { stock: 0n, variantStock: [2n, 3n], perMember: 1n });
  const doorsOpen = BigInt((await now()) + 14 * DAY);
  const evening = await announce(community, {
    doorsOpen,
    ends: doorsOpen + BigInt(3 * HOUR),
    returnUntil: doorsOpen - BigInt(DAY),
  });
  return { ...community, reviewsId, lessonsId, reviewsEnd: reviews.end, mugId, evening };
}

describe("The closed loop", () => {
  let opened: Awaited<ReturnType<typeof openedCommunity>>;
  let proposalId: bigint;
  let ticketId: bigint;
  const newBudget = parseEther("750");

  before(async () => {
    opened = await loadFixture(openedCommunity);
  });

  it("begins with three who join, one of them by signature, and whose votes count at once", async () => {
    const { membership, accounts } = opened;
    const { ada, ben, cleo } = accounts;
    await membership.connect(ada).join();
    await membership.connect(cleo).join();
    const deadline = (await now()) + HOUR;
    const signature = await sign(ben, membership, "Join", {
      account: ben.address,
      inviter: ZeroAddress,
      nonce: 0n,
      deadline,
    });
    await membership.connect(accounts.relayer).joinFor(ben.address, deadline, signature);

    expect(await membership.totalMembers()).to.equal(3n);
    for (const person of [ada, ben, cleo]) {
      await expectStanding(opened, person, { balance: "0", earned: "0", tier: 0n, votes: 1n });
    }
    await expectBooks(opened, { earned: "0", escrow: "0", burned: "0" });
  });

  it("pays for a review that an attester has read, and the tier follows in the same transaction", async () => {
    const { campaigns, membership, accounts, reviewsId, reviewsEnd } = opened;
    const memberId = await membership.memberOf(accounts.ada);
    const amount = parseEther("100");
    const statement = {
      campaignId: reviewsId,
      memberId,
      subject: product,
      contentHash: words,
      amount,
      deadline: reviewsEnd,
    };
    await expect(
      campaigns
        .connect(accounts.relayer)
        .claim(statement, await approve(opened, statement, accounts.attester)),
    )
      .to.emit(campaigns, "ContributionPaid")
      .withArgs(reviewsId, memberId, product, words, amount)
      .and.to.emit(membership, "MemberTierChanged")
      .withArgs(memberId, 0n, 1n, 2n);
    await expectStanding(opened, accounts.ada, { balance: "100", earned: "100", tier: 1n, votes: 2n });
    await expectBooks(opened, { earned: "100", escrow: "0", burned: "0" });
  });

  it("pays two teachers in one batch", async () => {
    const { campaigns, membership, accounts, lessonsId } = opened;
    const { ben, cleo } = accounts;
    const awards = [
      { memberId: await membership.memberOf(ben), amount: parseEther("2000") },
      { memberId: await membership.memberOf(cleo), amount: parseEther("500") },
    ];
    await campaigns
      .connect(accounts.attester)
      .award(lessonsId, id("lesson: pouring slowly"), packAwards(awards));
    await expectStanding(opened, ben, { balance: "2000", earned: "2000", tier: 3n, votes: 5n });
    await expectStanding(opened, cleo, { balance: "500", earned: "500", tier: 2n, votes: 3n });
    await expectBooks(opened, { earned: "2600", escrow: "0", burned: "0" });
  });

  it("finds the budget for reviews used up", async () => {
    const { campaigns, membership, accounts, reviewsId, reviewsEnd } = opened;
    const memberId = await membership.memberOf(accounts.cleo);
    const statement = {
      campaignId: reviewsId,
      memberId,
      subject: product,
      contentHash: words,
      amount: parseEther("10"),
      deadline: reviewsEnd,
    };
    await expect(campaigns.claim(statement, await approve(opened, statement, accounts.attester)))
      .to.be.revertedWithCustomError(campaigns, "CampaignsBudgetExceeded")
      .withArgs(reviewsId, parseEther("10"), 0n);
  });

  /** What the members decide on, as the governor takes it. */
  async function motion(): Promise<[string[], bigint[], string[]]> {
    const { campaigns, reviewsId } = opened;
    const call = campaigns.interface.encodeFunctionData("setCampaignBudget", [reviewsId, newBudget]);
    return [[await campaigns.getAddress()], [0n], [call]];
  }

  it("lets who may propose propose to raise it", async () => {
    const { governor, membership, accounts } = opened;
    await expect(governor.connect(accounts.cleo).propose(...(await motion()), description))
      .to.be.revertedWithCustomError(governor, "CommunityGovernorProposerNotAllowed")
      .withArgs(accounts.cleo.address);

    await governor.connect(accounts.ben).propose(...(await motion()), description);
    proposalId = await governor.hashProposal(...(await motion()), id(description));
    expect(await governor.state(proposalId)).to.equal(proposalState.pending);
    const memberId = await membership.memberOf(accounts.ben);
    expect(await governor.latestProposalOf(memberId)).to.equal(proposalId);
  });

  it("counts votes by tier, one of them by signature", async () => {
    const { governor, accounts } = opened;
    const { ada, ben, cleo } = accounts;
    await time.increaseTo((await governor.proposalSnapshot(proposalId)) + 1n);
    expect(await governor.state(proposalId)).to.equal(proposalState.active);

    await expect(governor.connect(ben).castVoteWithReason(proposalId, FOR, "Reviews bring people in."))
      .to.emit(governor, "VoteCast")
      .withArgs(ben.address, proposalId, FOR, 5n, "Reviews bring people in.");
    await governor.connect(cleo).castVote(proposalId, AGAINST);
    const ballot = { proposalId, support: FOR, voter: ada.address, nonce: 0n };
    const signature = await sign(ada, governor, "Ballot", ballot, { name: "Hearth Governor" });
    await governor.connect(accounts.relayer).castVoteBySig(proposalId, FOR, ada.address, signature);

    expect(await governor.proposalVotes(proposalId)).to.deep.equal([3n, 7n, 0n]);
  });

  it("waits out the vote and the timelock, then changes the budget by itself", async () => {
    const { governor, campaigns, timelock, accounts, reviewsId } = opened;
    await time.increaseTo((await governor.proposalDeadline(proposalId)) + 1n);
    expect(await governor.state(proposalId)).to.equal(proposalState.succeeded);
    const anybody = governor.connect(accounts.stranger);
    await anybody["queue(uint256)"](proposalId);
    expect(await governor.state(proposalId)).to.equal(proposalState.queued);

    await expect(anybody["execute(uint256)"](proposalId)).to.be.revertedWithCustomError(
      timelock,
      "TimelockUnexpectedOperationState",
    );
    expect((await campaigns.campaign(reviewsId)).budget).to.equal(parseEther("100"));

    await time.increaseTo(await governor.proposalEta(proposalId));
    await expect(anybody["execute(uint256)"](proposalId))
      .to.emit(campaigns, "CampaignBudgetUpdated")
      .withArgs(reviewsId, parseEther("100"), newBudget);
    expect(await governor.state(proposalId)).to.equal(proposalState.executed);
    expect((await campaigns.campaign(reviewsId)).budget).to.equal(newBudget);
  });

  it("lets a reviewer redeem a mug, which costs tokens and no vote", async () => {
    const { store, accounts, mugId } = opened;
    const { ada } = accounts;
    await store.connect(ada).redeem(mugId, 1n, 1n, PRICE, delivery);
    await expectStanding(opened, ada, { balance: "40", earned: "100", tier: 1n, votes: 2n });
    await expectBooks(opened, { earned: "2600", escrow: "60", burned: "0" });
    expect((await store.reward(mugId)).stock).to.equal(4n);
  });

  it("burns what was paid when the mug has been sent", async () => {
    const { store, accounts, mugId } = opened;
    await expect(store.connect(accounts.fulfilment).fulfil(parcels(1n)))
      .to.emit(store, "RedemptionFulfilled")
      .withArgs(1n, mugId, 1n, PRICE, ZeroHash);
    await expectBooks(opened, { earned: "2600", escrow: "0", burned: "60" });
    await expectStanding(opened, accounts.ada, { balance: "40", earned: "100", tier: 1n, votes: 2n });
  });

  it("lets a teacher redeem a ticket by signature", async () => {
    const { store, tickets, accounts, evening } = opened;
    const { ben } = accounts;
    const request = {
      account: ben.address,
      rewardId: evening.ticketRewardId,
      termsVersion: 1n,
      variant: 0n,
      maxPrice: PRICE,
      deliveryHash: `0x${"00".repeat(32)}`,
      nonce: 0n,
      deadline: BigInt((await now()) + HOUR),
    };
    await store.connect(accounts.relayer).redeemFor(request, await sign(ben, store, "Redeem", request));
    ticketId = numberOfTicket(evening.eventId, 1n);
    expect(await tickets.ownerOf(ticketId)).to.equal(ben.address);
    await expectStanding(opened, ben, { balance: "1940", earned: "2000", tier: 3n, votes: 5n });
    await expectBooks(opened, { earned: "2600", escrow: "60", burned: "60" });
  });

  it("opens the door to the code on the holder's screen, once", async () => {
    const { tickets, accounts, evening } = opened;
    const signedAt = evening.event.doorsOpen + 60n;
    await time.increaseTo(signedAt);
    const shown = await presence(opened, accounts.ben, ticketId, signedAt);
    const code = encodePresence({ ...shown, signature: shown.signature as `0x${string}` });
    const scanned = decodePresence(code);
    const door = tickets.connect(accounts.door);

    await expect(door.checkIn(scanned))
      .to.emit(tickets, "TicketsCheckedIn")
      .withArgs(evening.eventId, accounts.door.address, [ticketId]);
    expect(await tickets.isCheckedIn(ticketId)).to.equal(true);

    const later = await presence(opened, accounts.ben, ticketId, signedAt + 1n);
    for (const again of [scanned, later]) {
      await expect(door.checkIn(again))
        .to.be.revertedWithCustomError(tickets, "EventTicketsAlreadyCheckedIn")
        .withArgs(ticketId);
    }
    expect((await tickets.eventOf(evening.eventId)).checkedIn).to.equal(1n);
  });

  it("ends with the escrow burned and everybody's standing untouched", async () => {
    const { store, accounts, evening } = opened;
    await time.increaseTo(evening.event.ends);
    await store.connect(accounts.stranger).settleTickets([2n]);
    await expectBooks(opened, { earned: "2600", escrow: "0", burned: "120" });
    await expectStanding(opened, accounts.ada, { balance: "40", earned: "100", tier: 1n, votes: 2n });
    await expectStanding(opened, accounts.ben, { balance: "1940", earned: "2000", tier: 3n, votes: 5n });
    await expectStanding(opened, accounts.cleo, { balance: "500", earned: "500", tier: 2n, votes: 3n });
  });
});
