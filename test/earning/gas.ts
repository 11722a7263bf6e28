import { expect } from "chai";
import { id, parseEther, Wallet, ZeroAddress } from "ethers";
import { networkHelpers } from "../helpers/chain.ts";
import { checkGas, isReleaseBuild } from "../helpers/gas.ts";
import { packAwards } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";
import { claimOf, DELAY, publish, type Leaf } from "./epochStage.ts";
import {
  approve,
  attestation,
  claim,
  reviewStage,
  startCampaign,
  type ReviewStage,
  type Terms,
} from "./stage.ts";

const { loadFixture } = networkHelpers;
const BATCH = 100;
const REWARD = parseEther("10");
const PLENTY = parseEther("100000");
const LEAVES = 1024;

/** Fixture: ada has been paid for reviews before, and so has everybody whose bit lies beside hers. */
async function returningStage(): Promise<ReviewStage> {
  const stage = await reviewStage();
  const subject = id("product: house blend");
  await claim(stage, attestation(stage, { subject, memberId: stage.benId }));
  await claim(stage, attestation(stage));
  return stage;
}

/** Fixture: a hundred members who have been paid before. */
async function crowdStage() {
  const stage = await reviewStage();
  const { membership } = stage;
  const first = (await membership.lastMemberId()) + 1n;
  const deadline = 2n ** 40n;
  for (let number = 0; number < BATCH; number += 1) {
    const key = new Wallet(id(`listener ${number}`));
    const request = { account: key.address, inviter: ZeroAddress, nonce: 0n, deadline };
    await membership.joinFor(key.address, deadline, await sign(key, membership, "Join", request));
  }
  const memberIds = Array.from({ length: BATCH }, (_, number) => first + BigInt(number));
  return { ...stage, memberIds };
}

type CrowdStage = Awaited<ReturnType<typeof crowdStage>>;

async function awardAll(stage: CrowdStage, campaignId: bigint, subject: string) {
  const awards = packAwards(stage.memberIds.map((memberId) => ({ memberId, amount: REWARD })));
  return await stage.campaigns.connect(stage.accounts.attester).award(campaignId, id(subject), awards);
}

/** What one award costs in the second batch of a campaign. */
async function costOfAward(action: string, terms: Partial<Terms>): Promise<number> {
  const stage = await loadFixture(crowdStage);
  const { campaignId } = await startCampaign(stage, { budget: PLENTY, ...terms });
  await awardAll(stage, campaignId, "lesson one");
  return await checkGas(action, await awardAll(stage, campaignId, "lesson two"), BATCH);
}

describe("Campaigns: what it costs", () => {
  before(function () {
    if (!isReleaseBuild()) this.skip();
  });

  it("is at most 90,000 gas for the claim of a returning member", async () => {
    const stage = await loadFixture(returningStage);
    const sent = await claim(stage, attestation(stage, { subject: id("product: house blend") }));
    expect(await checkGas("Campaigns.claim, returning member", sent)).to.be.at.most(90_000);
  });

  it("is at most 85,000 gas where the reward is fixed", async () => {
    const stage = await loadFixture(returningStage);
    const { campaignId } = await startCampaign(stage, { minReward: REWARD, maxReward: REWARD });
    const subject = id("product: house blend");
    await claim(stage, attestation(stage, { campaignId, subject, memberId: stage.benId, amount: REWARD }));
    const sent = await claim(stage, attestation(stage, { campaignId, subject, amount: REWARD }));
    expect(await checkGas("Campaigns.claim, returning member, fixed reward", sent)).to.be.at.most(85_000);
  });

  it("is at most 11,800 gas for each of a hundred returning members in a batch", async () => {
    const gas = await costOfAward("Campaigns.award, each of 100 returning members, fixed reward", {
      minReward: REWARD,
      maxReward: REWARD,
    });
    expect(gas).to.be.at.most(11_800);
  });

  it("is at most 15,600 gas where the reward is not fixed", async () => {
    const gas = await costOfAward("Campaigns.award, each of 100 returning members", { minReward: 1n });
    expect(gas).to.be.at.most(15_600);
  });

  it("is at most 29,000 gas for each of a hundred claims of returning members in a batch", async () => {
    const stage = await loadFixture(crowdStage);
    const { campaigns, accounts } = stage;
    const { campaignId } = await startCampaign(stage, { budget: PLENTY });
    await awardAll(stage, campaignId, "lesson one");
    const contributions = await Promise.all(
      stage.memberIds.map(async (memberId) => {
        const subject = id("a product");
        const statement = attestation(stage, { campaignId, memberId, subject, amount: REWARD });
        const { contentHash, amount, deadline } = statement;
        const approvals = await approve(stage, statement, accounts.attester);
        return { memberId, subject, contentHash, amount, deadline, approvals };
      }),
    );
    const sent = await campaigns.connect(accounts.relayer).claimMany(campaignId, contributions);
    const gas = await checkGas("Campaigns.claimMany, each of 100 returning members", sent, BATCH);
    expect(gas).to.be.at.most(29_000);
  });

  /** Fixture: an epoch of 1,024 leaves, of which the first hundred are the crowd's, who have been paid before. */
  async function epochStage() {
    const stage = await crowdStage();
    const { campaignId: before } = await startCampaign(stage, { budget: PLENTY });
    await awardAll(stage, before, "lesson one");
    const payments = Array.from({ length: LEAVES }, (_, index) => ({
      memberId: stage.memberIds[index] ?? BigInt(10_000 + index),
      amount: REWARD,
    }));
    const epoch = await publish(stage, payments, { campaign: { budget: PLENTY } });
    await networkHelpers.time.increase(DELAY);
    return { ...stage, ...epoch };
  }

  it("is at most 74,200 gas for the claim of a returning member from an epoch of 1,024", async () => {
    const { campaigns, epochId, tree, leaves } = await loadFixture(epochStage);
    await campaigns.claimEpoch(epochId, claimOf(tree, leaves[0] as Leaf));
    const sent = await campaigns.claimEpoch(epochId, claimOf(tree, leaves[1] as Leaf));
    expect(await checkGas("Campaigns.claimEpoch, returning member", sent)).to.be.at.most(74_200);
  });

  it("is at most 30,000 gas for each of a hundred claims from it in a batch", async () => {
    const { campaigns, epochId, tree, leaves } = await loadFixture(epochStage);
    const claims = leaves.slice(0, BATCH).map((leaf) => claimOf(tree, leaf));
    const sent = await campaigns.claimEpochMany(epochId, claims);
    const gas = await checkGas("Campaigns.claimEpochMany, each of 100 returning members", sent, BATCH);
    expect(gas).to.be.at.most(30_000);
  });
});
