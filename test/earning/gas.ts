import { expect } from "chai";
import { id, parseEther, Wallet, ZeroAddress } from "ethers";
import { networkHelpers } from "../helpers/chain.ts";
import { checkGas, isReleaseBuild } from "../helpers/gas.ts";
import { sign } from "../helpers/signing.ts";
import { attestation, claim, reviewStage, startCampaign, type ReviewStage } from "./stage.ts";
import { packAwards } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;
const BATCH = 100;

/** Fixture: ada has been paid for reviews before, and so has everybody whose bit lies beside hers. */
async function returningStage(): Promise<ReviewStage> {
  const stage = await reviewStage();
  const subject = id("product: house blend");
  await claim(stage, attestation(stage, { subject, memberId: stage.benId }));
  await claim(stage, attestation(stage));
  return stage;
}

/** Fixture: a hundred members who have been paid before. */
async function lecturedStage() {
  const stage = await reviewStage();
  const { membership, campaigns, accounts } = stage;
  const first = (await membership.lastMemberId()) + 1n;
  const deadline = 2n ** 40n;
  for (let number = 0; number < BATCH; number += 1) {
    const key = new Wallet(id(`listener ${number}`));
    const request = { account: key.address, inviter: ZeroAddress, nonce: 0n, deadline };
    await membership.joinFor(key.address, deadline, await sign(key, membership, "Join", request));
  }
  const { campaignId } = await startCampaign(stage, { minReward: 1n, budget: parseEther("10000") });
  const awards = Array.from({ length: BATCH }, (_, number) => ({
    memberId: first + BigInt(number),
    amount: parseEther("10"),
  }));
  await campaigns.connect(accounts.attester).award(campaignId, id("lesson one"), packAwards(awards));
  return { ...stage, campaignId, awards };
}

describe("Campaigns: what it costs", () => {
  before(function () {
    if (!isReleaseBuild()) this.skip();
  });

  it("is at most 92,000 gas for the claim of a returning member", async () => {
    const stage = await loadFixture(returningStage);
    const sent = await claim(stage, attestation(stage, { subject: id("product: house blend") }));
    expect(await checkGas("Campaigns.claim, returning member", sent)).to.be.at.most(92_000);
  });

  it("is at most 19,000 gas for each of a hundred returning members in a batch", async () => {
    const stage = await loadFixture(lecturedStage);
    const { campaigns, accounts, campaignId, awards } = stage;
    const sent = await campaigns
      .connect(accounts.attester)
      .award(campaignId, id("lesson two"), packAwards(awards));
    expect(await checkGas("Campaigns.award, each of 100 returning members", sent, BATCH)).to.be.at.most(
      19_000,
    );
  });
});
