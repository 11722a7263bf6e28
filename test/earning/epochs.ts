import { expect } from "chai";
import { concat, parseEther, ZeroHash } from "ethers";
import { at, ethers, networkHelpers, now } from "../helpers/chain.ts";
import { join } from "../helpers/members.ts";
import {
  activeStage,
  claimOf,
  DELAY,
  hashOf,
  publish,
  publishedStage,
  WINDOW,
  type Leaf,
} from "./epochStage.ts";
import { reviewStage, startCampaign } from "./stage.ts";

const { loadFixture } = networkHelpers;
const ROOT = `0x${"12".repeat(32)}`;

describe("Campaigns: publishing an epoch", () => {
  it("takes the total from the budget and tells everything", async () => {
    const stage = await loadFixture(publishedStage);
    const { campaigns, accounts, campaignId, tree } = stage;
    const { attester } = accounts;
    const second = (await now()) + 10;
    await at(second);
    await expect(campaigns.connect(attester).publishEpoch(campaignId, tree.root, 7n, "ipfs://next"))
      .to.emit(campaigns, "EpochPublished")
      .withArgs(2n, campaignId, attester.address, tree.root, 7n, second + DELAY, "ipfs://next");
    expect((await campaigns.campaign(campaignId)).paid).to.equal(parseEther("100") + 7n);
    expect(await campaigns.epochCount()).to.equal(2n);
    const epoch = await campaigns.epochOf(2n);
    expect(epoch).to.deep.equal([campaignId, 0n, BigInt(second + DELAY), 7n, false, tree.root, 7n]);
  });

  it("can't be claimed in no time, so a contract without a claim window is not deployed", async () => {
    const { campaigns, manager, token, membership, rooms, badges, tickets } =
      await loadFixture(publishedStage);
    const neighbours = { token, membership, rooms, badges, tickets };
    await expect(
      ethers.deployContract("Campaigns", [manager, neighbours, 0n, 0n]),
    ).to.be.revertedWithCustomError(campaigns, "CampaignsInvalidEpoch");
  });

  it("refuses no root, no total, and a total beyond the budget", async () => {
    const { campaigns, accounts, campaignId, terms } = await loadFixture(publishedStage);
    const attested = campaigns.connect(accounts.attester);
    for (const [root, total] of [
      [ZeroHash, 1n],
      [ROOT, 0n],
    ] as const) {
      await expect(attested.publishEpoch(campaignId, root, total, "")).to.be.revertedWithCustomError(
        campaigns,
        "CampaignsInvalidEpoch",
      );
    }
    const left = terms.budget - parseEther("100");
    await expect(attested.publishEpoch(campaignId, ROOT, left + 1n, ""))
      .to.be.revertedWithCustomError(campaigns, "CampaignsBudgetExceeded")
      .withArgs(campaignId, left + 1n, left);
    await attested.publishEpoch(campaignId, ROOT, left, "");
  });

  it("is for campaigns that need one signature, while they are open", async () => {
    const stage = await loadFixture(publishedStage);
    const { campaigns, accounts, campaignId, terms } = stage;
    const attested = campaigns.connect(accounts.attester);
    const { campaignId: two } = await startCampaign(stage, { signaturesNeeded: 2n });
    await expect(attested.publishEpoch(two, ROOT, 1n, ""))
      .to.be.revertedWithCustomError(campaigns, "CampaignsWrongSignatureCount")
      .withArgs(1n, 2n);
    await at(terms.end);
    await expect(attested.publishEpoch(campaignId, ROOT, 1n, ""))
      .to.be.revertedWithCustomError(campaigns, "CampaignsNotOpen")
      .withArgs(campaignId, terms.start, terms.end);
  });

  it("is not done through the AccessManager, behind which nobody sees who publishes", async () => {
    const { campaigns, manager, accounts, campaignId } = await loadFixture(publishedStage);
    const data = campaigns.interface.encodeFunctionData("publishEpoch", [campaignId, ROOT, 1n, ""]);
    await expect(manager.connect(accounts.attester).execute(campaigns, data))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignerNotAllowed")
      .withArgs(await manager.getAddress());
  });
});

describe("Campaigns: claiming from an epoch", () => {
  it("pays the member a leaf names, whoever submits it, once", async () => {
    const { campaigns, token, accounts, epochId, first, adaId } = await loadFixture(activeStage);
    const submitted = campaigns.connect(accounts.stranger);
    await expect(submitted.claimEpoch(epochId, first))
      .to.emit(campaigns, "EpochClaimed")
      .withArgs(epochId, adaId, 0n, parseEther("10"));
    expect(await token.balanceOf(accounts.ada)).to.equal(parseEther("10"));
    expect(await token.earned(accounts.ada)).to.equal(parseEther("10"));
    expect(await token.totalSupply()).to.equal(parseEther("10"));
    expect(await campaigns.isEpochClaimed(epochId, 0n)).to.equal(true);
    expect(await campaigns.isEpochClaimed(epochId, 1n)).to.equal(false);
    expect((await campaigns.epochOf(epochId)).left).to.equal(parseEther("90"));
    await expect(submitted.claimEpoch(epochId, first))
      .to.be.revertedWithCustomError(campaigns, "CampaignsEpochClaimed")
      .withArgs(epochId, 0n);
  });

  it("pays from its first second to its last", async () => {
    const { campaigns, epochId, tree, leaves, publishedAt } = await loadFixture(publishedStage);
    const [activeAt, closesAt] = [publishedAt + DELAY, publishedAt + DELAY + WINDOW];
    const claim = (leaf: Leaf | undefined) => campaigns.claimEpoch(epochId, claimOf(tree, leaf as Leaf));
    const refusal = async (sent: Promise<unknown>) =>
      await expect(sent)
        .to.be.revertedWithCustomError(campaigns, "CampaignsEpochNotOpen")
        .withArgs(epochId, activeAt, closesAt);
    await at(activeAt - 1);
    await refusal(claim(leaves[0]));
    await at(activeAt);
    await claim(leaves[0]);
    await at(closesAt - 1);
    await claim(leaves[1]);
    await at(closesAt);
    await refusal(claim(leaves[2]));
  });

  it("refuses everything that is not a leaf of the tree", async () => {
    const { campaigns, epochId, first, claims, tree, benId } = await loadFixture(activeStage);
    const [, second] = claims;
    const forged = [
      { ...first, index: 9n },
      { ...first, memberId: benId },
      { ...first, amount: first.amount + 1n },
      { ...first, proof: [] },
      { ...first, proof: second?.proof ?? [] },
      { ...first, proof: [...first.proof, ZeroHash] },
    ];
    for (const claim of forged) {
      await expect(campaigns.claimEpoch(epochId, claim))
        .to.be.revertedWithCustomError(campaigns, "CampaignsInvalidProof")
        .withArgs(epochId, claim.index);
    }
    // Inner nodes, and the two halves below one, in place of a leaf.
    for (const node of tree.nodes) {
      const claim = { index: BigInt(node), memberId: BigInt(node), amount: 1n, proof: [] };
      await expect(campaigns.claimEpoch(epochId, claim)).to.be.revertedWithCustomError(
        campaigns,
        "CampaignsInvalidProof",
      );
    }
    expect(concat([tree.nodes[1] as string, tree.nodes[2] as string])).to.have.length(130);
  });

  it("pays from no other epoch's tree", async () => {
    const stage = await loadFixture(activeStage);
    const { campaigns, first, epochId } = stage;
    const other = await publish(stage, [{ memberId: stage.benId, amount: 5n }]);
    await networkHelpers.time.increase(DELAY);
    const foreign = { ...first, amount: 5n };
    await expect(campaigns.claimEpoch(other.epochId, foreign))
      .to.be.revertedWithCustomError(campaigns, "CampaignsInvalidProof")
      .withArgs(other.epochId, 0n);
    for (const unknown of [0n, other.epochId + 1n]) {
      await expect(campaigns.claimEpoch(unknown, first))
        .to.be.revertedWithCustomError(campaigns, "CampaignsUnknownEpoch")
        .withArgs(unknown);
    }
    await campaigns.claimEpoch(epochId, first);
  });

  it("pays a repeated index once, and no more than the total", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, adaId, benId } = stage;
    const amount = parseEther("30");
    const leaves = [adaId, benId, benId].map((memberId) => ({ memberId, amount }));
    const { epochId, tree, leaves: numbered } = await publish(stage, leaves, { total: 2n * amount - 1n });
    await networkHelpers.time.increase(DELAY);
    const [first, second, third] = numbered as [Leaf, Leaf, Leaf];
    await campaigns.claimEpoch(epochId, claimOf(tree, third));
    await expect(campaigns.claimEpoch(epochId, claimOf(tree, second)))
      .to.be.revertedWithCustomError(campaigns, "CampaignsEpochExceeded")
      .withArgs(epochId, amount, amount - 1n);
    const twice = await publish(stage, [{ memberId: adaId, amount }], { total: 5n * amount });
    await networkHelpers.time.increase(DELAY);
    const claim = claimOf(twice.tree, twice.leaves[0] as Leaf);
    await campaigns.claimEpoch(twice.epochId, claim);
    await expect(campaigns.claimEpoch(twice.epochId, claim)).to.be.revertedWithCustomError(
      campaigns,
      "CampaignsEpochClaimed",
    );
    expect(hashOf(first)).not.to.equal(hashOf(second));
  });

  it("does not pay who has left, or who published it", async () => {
    const stage = await loadFixture(activeStage);
    const { campaigns, membership, accounts, epochId, first, adaId } = stage;
    await membership.connect(accounts.ada).leave();
    await expect(campaigns.claimEpoch(epochId, first))
      .to.be.revertedWithCustomError(campaigns, "CampaignsMemberNotActive")
      .withArgs(adaId);
    const [attesterId = 0n] = await join(stage, accounts.attester);
    const own = await publish(stage, [{ memberId: attesterId, amount: 1n }]);
    await networkHelpers.time.increase(DELAY);
    const claim = claimOf(own.tree, own.leaves[0] as Leaf);
    await expect(campaigns.claimEpoch(own.epochId, claim))
      .to.be.revertedWithCustomError(campaigns, "CampaignsPublisherIsMember")
      .withArgs(attesterId);
    await expect(campaigns.claimEpochMany(own.epochId, [claim])).to.be.revertedWithCustomError(
      campaigns,
      "CampaignsPublisherIsMember",
    );
  });

  it("keeps to the emission cap of the token", async () => {
    const { campaigns, token, accounts, epochId, first, claims } = await loadFixture(activeStage);
    await token.connect(accounts.admin).setEmissionCap(first.amount - 1n);
    await expect(campaigns.claimEpoch(epochId, first)).to.be.revertedWithCustomError(
      token,
      "RewardTokenEmissionExceeded",
    );
    await expect(campaigns.claimEpochMany(epochId, claims)).to.be.revertedWithCustomError(
      token,
      "RewardTokenEmissionExceeded",
    );
    expect(await campaigns.isEpochClaimed(epochId, 0n)).to.equal(false);
  });
});

describe("Campaigns: claiming many from an epoch", () => {
  it("pays all, skips what was paid and who has left, and raises tiers", async () => {
    const stage = await loadFixture(activeStage);
    const { campaigns, token, membership, accounts, epochId, claims, benId, cleoId } = stage;
    await campaigns.claimEpoch(epochId, claims[1] as (typeof claims)[number]);
    await membership.connect(accounts.cleo).leave();
    expect(await campaigns.claimEpochMany.staticCall(epochId, claims)).to.equal(2n);
    const sent = campaigns
      .connect(accounts.stranger)
      .claimEpochMany(epochId, [...claims, claims[0] as Leaf & { proof: string[] }]);
    await expect(sent).to.emit(campaigns, "EpochClaimSkipped").withArgs(epochId, benId, 1n);
    await expect(sent).to.emit(campaigns, "EpochClaimSkipped").withArgs(epochId, cleoId, 2n);
    await expect(sent).to.emit(campaigns, "EpochClaimSkipped").withArgs(epochId, stage.adaId, 0n);
    await expect(sent)
      .to.emit(campaigns, "EpochClaimed")
      .withArgs(epochId, stage.adaId, 3n, parseEther("40"));
    expect(await token.balanceOf(accounts.ada)).to.equal(parseEther("50"));
    expect(await token.balanceOf(accounts.ben)).to.equal(parseEther("20"));
    expect(await token.totalSupply()).to.equal(parseEther("70"));
    expect((await campaigns.epochOf(epochId)).left).to.equal(parseEther("30"));
  });

  it("pays nobody if one proof is wrong", async () => {
    const { campaigns, token, epochId, claims } = await loadFixture(activeStage);
    const wrong = claims.map((claim, index) => (index === 3 ? { ...claim, amount: 1n } : claim));
    await expect(campaigns.claimEpochMany(epochId, wrong))
      .to.be.revertedWithCustomError(campaigns, "CampaignsInvalidProof")
      .withArgs(epochId, 3n);
    expect(await token.totalSupply()).to.equal(0n);
  });

  it("does nothing with an empty list", async () => {
    const { campaigns, epochId } = await loadFixture(activeStage);
    expect(await campaigns.claimEpochMany.staticCall(epochId, [])).to.equal(0n);
    await campaigns.claimEpochMany(epochId, []);
  });
});
