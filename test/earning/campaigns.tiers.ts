import { expect } from "chai";
import { id, parseEther, type ContractTransactionResponse } from "ethers";
import { networkHelpers, receiptOf } from "../helpers/chain.ts";
import { type Award, join, joinAs, packAwards, standingOf } from "../helpers/members.ts";
import { attestation, claim, reviewStage, startCampaign, type ReviewStage } from "./stage.ts";

const { loadFixture } = networkHelpers;
const REGULAR = 1n;
const PILLAR = 2n;
const KEEPER = 3n;

/** Fixture: one contribution may pay up to 10,000. */
async function generousStage(): Promise<ReviewStage & { cleoId: bigint }> {
  const stage = await reviewStage();
  const changes = { minReward: 1n, maxReward: parseEther("10000"), budget: parseEther("100000") };
  const [cleoId = 0n] = await join(stage, stage.accounts.cleo);
  return { ...stage, ...(await startCampaign(stage, changes)), cleoId };
}

async function award(stage: ReviewStage, awards: Award[], subject = id("crossing")) {
  return await stage.campaigns
    .connect(stage.accounts.attester)
    .award(stage.campaignId, subject, packAwards(awards));
}

/** Names of the membership's events in a transaction, in order. */
async function membershipEvents({ membership }: ReviewStage, sent: ContractTransactionResponse) {
  const { logs } = await receiptOf(sent.hash);
  const address = await membership.getAddress();
  return logs.filter((log) => log.address === address).map((log) => membership.interface.parseLog(log)?.name);
}

describe("Campaigns: crossing a tier by a claim", () => {
  it("stays below one unit short of the threshold, and reaches it with that unit", async () => {
    const stage = await loadFixture(generousStage);
    const { membership, accounts } = stage;
    const short = await claim(stage, attestation(stage, { amount: standingOf.regular - 1n }));
    expect(await membershipEvents(stage, short)).to.deep.equal([]);
    expect(await membership.memberAndTierOf(accounts.ada)).to.deep.equal([stage.adaId, 0n]);
    expect(await membership.getVotes(accounts.ada)).to.equal(1n);

    await claim(stage, attestation(stage, { amount: 1n }));
    expect(await membership.memberAndTierOf(accounts.ada)).to.deep.equal([stage.adaId, REGULAR]);
    expect(await membership.getVotes(accounts.ada)).to.equal(2n);
  });

  it("tells tier and votes in the same transaction", async () => {
    const stage = await loadFixture(generousStage);
    const { membership, accounts, adaId } = stage;
    const total = (await membership.totalMembers()) - 1n;

    await expect(claim(stage, attestation(stage, { amount: standingOf.pillar })))
      .to.emit(membership, "MemberTierChanged")
      .withArgs(adaId, 0n, PILLAR, 3n)
      .and.to.emit(membership, "DelegateVotesChanged")
      .withArgs(accounts.ada.address, 1n, 3n)
      .and.to.emit(membership, "MetadataUpdate")
      .withArgs(adaId);

    const second = await networkHelpers.time.latest();
    await networkHelpers.mine();
    expect(await membership.getPastVotes(accounts.ada, second)).to.equal(3n);
    expect(await membership.getPastVotes(accounts.ada, second - 1)).to.equal(1n);
    expect(await membership.getPastTotalSupply(second)).to.equal(total + 3n);
  });

  it("passes several tiers at once, up to the last", async () => {
    const stage = await loadFixture(generousStage);
    const { membership, accounts, adaId } = stage;
    await expect(claim(stage, attestation(stage, { amount: parseEther("5000") })))
      .to.emit(membership, "MemberTierChanged")
      .withArgs(adaId, 0n, KEEPER, 5n);
    const later = await claim(stage, attestation(stage, { amount: parseEther("5000") }));
    expect(await membershipEvents(stage, later)).to.deep.equal([]);
    expect(await membership.getVotes(accounts.ada)).to.equal(5n);
  });

  it("gives the new votes to whom the member has delegated", async () => {
    const stage = await loadFixture(generousStage);
    const { membership, accounts } = stage;
    await membership.connect(accounts.ada).delegate(accounts.ben);
    await expect(claim(stage, attestation(stage, { amount: standingOf.regular })))
      .to.emit(membership, "DelegateVotesChanged")
      .withArgs(accounts.ben.address, 2n, 3n);
    expect(await membership.getVotes(accounts.ben)).to.equal(3n);
    expect(await membership.getVotes(accounts.ada)).to.equal(0n);
  });

  it("keeps the tier when the tokens are spent", async () => {
    const stage = await loadFixture(generousStage);
    const { membership, token, accounts, adaId } = stage;
    await claim(stage, attestation(stage, { amount: standingOf.pillar }));
    await token.connect(accounts.ada).burn(standingOf.pillar);
    await membership.refresh(adaId);
    expect(await token.balanceOf(accounts.ada)).to.equal(0n);
    expect(await membership.getVotes(accounts.ada)).to.equal(3n);
  });
});

describe("Campaigns: crossing a tier by a batch", () => {
  it("moves exactly those who cross", async () => {
    const stage = await loadFixture(generousStage);
    const { membership, accounts, adaId, benId, cleoId } = stage;
    const sent = award(stage, [
      { memberId: adaId, amount: standingOf.regular },
      { memberId: benId, amount: standingOf.regular - 1n },
      { memberId: cleoId, amount: standingOf.keeper },
    ]);

    await expect(sent).to.emit(membership, "MemberTierChanged").withArgs(adaId, 0n, REGULAR, 2n);
    await expect(sent).to.emit(membership, "MemberTierChanged").withArgs(cleoId, 0n, KEEPER, 5n);
    const names = await membershipEvents(stage, await sent);
    expect(names.filter((name) => name === "MemberTierChanged")).to.have.length(2);

    expect(await membership.getVotes(accounts.ada)).to.equal(2n);
    expect(await membership.getVotes(accounts.ben)).to.equal(1n);
    expect(await membership.getVotes(accounts.cleo)).to.equal(5n);
  });

  it("counts what was earned before", async () => {
    const stage = await loadFixture(generousStage);
    const { membership, adaId } = stage;
    await award(stage, [{ memberId: adaId, amount: standingOf.pillar - 1n }], id("first"));
    await expect(award(stage, [{ memberId: adaId, amount: 1n }], id("second")))
      .to.emit(membership, "MemberTierChanged")
      .withArgs(adaId, REGULAR, PILLAR, 3n);
  });

  it("keeps the sum of votes equal to the total when delegations overlap", async () => {
    const stage = await loadFixture(generousStage);
    const { membership, accounts, adaId, benId, cleoId } = stage;
    const [danId = 0n] = await joinAs(stage, "pillar", accounts.dan);
    await membership.connect(accounts.ada).delegate(accounts.cleo);
    await membership.connect(accounts.cleo).delegate(accounts.ben);
    const everybody = [adaId, benId, cleoId, danId];
    await award(
      stage,
      everybody.map((memberId, index) => ({ memberId, amount: parseEther(String(100 * (index + 1))) })),
    );

    const second = await networkHelpers.time.latest();
    await networkHelpers.mine();
    const { ada, ben, cleo, dan } = accounts;
    const votes = await Promise.all([ada, ben, cleo, dan].map((one) => membership.getPastVotes(one, second)));
    // Regular 2 each for ada, ben and cleo; dan stays a Pillar with 3. Ada's go to cleo, cleo's to ben.
    expect(votes).to.deep.equal([0n, 4n, 2n, 3n]);
    expect(await membership.getPastTotalSupply(second)).to.equal(9n);
  });
});
