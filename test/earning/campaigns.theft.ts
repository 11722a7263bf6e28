import { expect } from "chai";
import { id, parseEther, Wallet, ZeroAddress } from "ethers";
import { networkHelpers, WEEK } from "../helpers/chain.ts";
import { deployTestCommunity } from "../helpers/community.ts";
import { join, packAwards } from "../helpers/members.ts";
import { seededRandom } from "../helpers/random.ts";
import { sign } from "../helpers/signing.ts";
import { approve, startCampaign } from "./stage.ts";

const { loadFixture } = networkHelpers;
const EMISSION = 400n;
const BUDGET = 300n;

/** Fixture: 400 tokens a week, and two campaigns of 300 tokens each; ada and ben are members. */
async function cappedStage() {
  const community = await deployTestCommunity({
    token: { emission: { epoch: "1 week", cap: Number(EMISSION) } },
  });
  // The gifts campaign of the fixture has no limit of its own; here each campaign has one.
  const { campaigns, accounts, giftsId } = community;
  await campaigns.connect(accounts.operator).setCampaignEnd(giftsId, 0);
  const [adaId = 0n, benId = 0n] = await join(community, accounts.ada, accounts.ben);
  const changes = { minReward: 1n, maxReward: parseEther("100"), budget: parseEther(String(BUDGET)) };
  const reviews = await startCampaign(community, changes);
  const lessons = await startCampaign(community, changes);
  const campaignIds = [reviews.campaignId, lessons.campaignId] as const;
  return { ...community, campaignIds, memberIds: [adaId, benId] as const, end: lessons.terms.end };
}

type CappedStage = Awaited<ReturnType<typeof cappedStage>>;

/** One attempt of a thief with the attester's key; refusals are expected. */
async function grab(stage: CappedStage, attempt: number, random: ReturnType<typeof seededRandom>) {
  const { campaigns, accounts, campaignIds, memberIds, end } = stage;
  const campaignId = random.pick(campaignIds);
  const memberId = random.pick(memberIds);
  const amount = parseEther(String(random.whole(100) + 1));
  const subject = id(`grab ${attempt}`);
  if (random.whole(2) === 0) {
    await campaigns.connect(accounts.attester).award(campaignId, subject, packAwards([{ memberId, amount }]));
    return amount;
  }
  const statement = { campaignId, memberId, subject, contentHash: id("nothing"), amount, deadline: end };
  await campaigns.claim(statement, await approve(stage, statement, accounts.attester));
  return amount;
}

describe("Campaigns: what a stolen attester's key costs", () => {
  for (const seed of [1, 2, 3]) {
    it(`is at most the epoch's emission, in any order of calls (seed ${seed})`, async () => {
      const stage = await loadFixture(cappedStage);
      const { token, campaigns, campaignIds } = stage;
      const random = seededRandom(seed);
      const week = BigInt(await networkHelpers.time.latest()) / BigInt(WEEK) + 1n;
      await networkHelpers.time.increaseTo(week * BigInt(WEEK));

      let gained = 0n;
      let refused = 0;
      for (let attempt = 0; attempt < 80; attempt += 1) {
        try {
          gained += await grab(stage, attempt, random);
        } catch {
          refused += 1;
        }
      }

      expect(refused).to.be.greaterThan(0);
      expect(gained).to.be.greaterThan(parseEther("300"));
      expect(gained).to.be.at.most(parseEther(String(EMISSION)));
      expect(await token.totalSupply()).to.equal(gained);
      const paid = await Promise.all(campaignIds.map(async (each) => (await campaigns.campaign(each)).paid));
      expect(paid.reduce((sum, each) => sum + each, 0n)).to.equal(gained);
      for (const each of paid) expect(each).to.be.at.most(parseEther(String(BUDGET)));
    });
  }

  it("is at most the budgets, however many epochs go by", async () => {
    const stage = await loadFixture(cappedStage);
    const { token } = stage;
    const random = seededRandom(7);
    let gained = 0n;
    for (let week = 0; week < 4; week += 1) {
      for (let attempt = 0; attempt < 20; attempt += 1) {
        gained += await grab(stage, week * 100 + attempt, random).catch(() => 0n);
      }
      await networkHelpers.time.increase(WEEK);
    }
    expect(gained).to.be.greaterThan(parseEther(String(EMISSION)));
    expect(gained).to.be.at.most(parseEther(String(2n * BUDGET)));
    expect(await token.totalSupply()).to.equal(gained);
  });

  it("can be stopped within a transaction by the operator", async () => {
    const stage = await loadFixture(cappedStage);
    const { campaigns, accounts, campaignIds } = stage;
    for (const campaignId of campaignIds)
      await campaigns.connect(accounts.operator).setCampaignEnd(campaignId, 0);
    const random = seededRandom(9);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(grab(stage, attempt, random)).to.be.revertedWithCustomError(campaigns, "CampaignsNotOpen");
    }
  });
});

/** Fixture: a thousand wallets of one farmer have joined, each by signature. */
async function farmedStage() {
  const stage = await cappedStage();
  const { membership, accounts } = stage;
  const first = (await membership.lastMemberId()) + 1n;
  for (let number = 0; number < 1000; number += 1) {
    const key = new Wallet(id(`throw-away key ${number}`));
    const request = { account: key.address, inviter: ZeroAddress, nonce: 0n, deadline: stage.end };
    const signature = await sign(key, membership, "Join", request);
    await membership.connect(accounts.stranger).joinFor(key.address, stage.end, signature);
  }
  return { ...stage, farmed: Array.from({ length: 1000 }, (_, number) => first + BigInt(number)) };
}

describe("Campaigns: farming with a thousand wallets", () => {
  it("gains nothing without an attester, and the budget with one who is fooled every time", async () => {
    const stage = await loadFixture(farmedStage);
    const { campaigns, token, accounts, campaignIds, farmed, end } = stage;
    const [campaignId] = campaignIds;
    const amount = parseEther("1");
    const subject = id("product: the one bought");
    const [memberId = 0n] = farmed;
    const statement = { campaignId, memberId, subject, contentHash: id("a copy"), amount, deadline: end };
    await expect(campaigns.claim(statement, await approve(stage, statement, accounts.stranger)))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignerNotAllowed")
      .withArgs(accounts.stranger.address);

    let paid = 0n;
    for (let from = 0; from < farmed.length; from += 20) {
      const awards = farmed.slice(from, from + 20).map((each) => ({ memberId: each, amount }));
      await campaigns
        .connect(accounts.attester)
        .award(campaignId, subject, packAwards(awards))
        .then(
          () => (paid += amount * 20n),
          () => undefined,
        );
    }
    expect(paid).to.equal(parseEther(String(BUDGET)));
    expect(await token.totalSupply()).to.equal(paid);
  });
});
