import { expect } from "chai";
import { parseEther, TypedDataEncoder, ZeroHash } from "ethers";
import { campaignsTypes } from "@hearth/protocol/typedData";
import { at, ethers, networkHelpers, now } from "../helpers/chain.ts";
import { domainOf } from "../helpers/signing.ts";
import { attestation, claim, kind, reviewStage, reviewTerms, type ReviewStage, type Terms } from "./stage.ts";

const { loadFixture } = networkHelpers;
const UNKNOWN = 99n;

/** Everybody of the brand but the operator, and people without any role. */
const notOperators = ["attester", "fulfilment", "door", "guardian", "ada", "stranger"] as const;

/** Place of the budget among the terms; what was paid follows it in a campaign. */
const BUDGET = 7;

/** Terms in the contract's order. */
function inOrder(terms: Terms): bigint[] {
  const { minReward, maxReward, start, end, perMemberCap, signaturesNeeded, budget } = terms;
  const { kind: number, roomId, badgeId, eventId, disputeWindow, referralStanding } = terms;
  const payable = [minReward, maxReward, start, end, perMemberCap, number, signaturesNeeded, budget];
  return [...payable, roomId, badgeId, eventId, disputeWindow, referralStanding];
}

/** A campaign as the contract returns it. */
function stored(terms: Terms, paid = 0n): bigint[] {
  const told = inOrder(terms);
  return [...told.slice(0, BUDGET + 1), paid, ...told.slice(BUDGET + 1)];
}

async function create(stage: ReviewStage, changes: Partial<Terms>) {
  const terms = await reviewTerms(changes);
  return await stage.campaigns.connect(stage.accounts.operator).createCampaign(terms, "data:,new");
}

describe("Campaigns: starting a campaign", () => {
  it("keeps and tells every term", async () => {
    const { campaigns, accounts, campaignId } = await loadFixture(reviewStage);
    const terms = await reviewTerms({ perMemberCap: 3n, signaturesNeeded: 2n, kind: kind.teaching });
    const nextId = campaignId + 1n;

    await expect(campaigns.connect(accounts.operator).createCampaign(terms, "ipfs://teaching"))
      .to.emit(campaigns, "CampaignCreated")
      .withArgs(nextId, kind.teaching, inOrder(terms), "ipfs://teaching");

    expect(await campaigns.campaignCount()).to.equal(nextId);
    expect(await campaigns.campaignURI(nextId)).to.equal("ipfs://teaching");
    expect(await campaigns.campaign(nextId)).to.deep.equal(stored(terms));
  });

  it("counts from 1 and tells what a call will return", async () => {
    const { campaigns, accounts, campaignId, giftsId } = await loadFixture(reviewStage);
    expect(giftsId).to.equal(1n);
    const terms = await reviewTerms();
    const promised = await campaigns.connect(accounts.operator).createCampaign.staticCall(terms, "");
    expect(promised).to.equal(campaignId + 1n);
  });

  for (const [name, value] of Object.entries(kind)) {
    it(`can be of the kind "${name}"`, async () => {
      const stage = await loadFixture(reviewStage);
      await create(stage, { kind: value });
      expect((await stage.campaigns.campaign(stage.campaignId + 1n)).kind).to.equal(value);
    });
  }

  it("refuses a kind that does not exist", async () => {
    const stage = await loadFixture(reviewStage);
    await expect(create(stage, { kind: 8n })).to.be.revertedWithoutReason(ethers);
  });

  const one = 1n;
  const budget = parseEther("100");
  const senseless: [string, Partial<Terms>][] = [
    ["a least reward of nothing", { minReward: 0n }],
    ["a least reward above the most", { minReward: 51n, maxReward: 50n }],
    ["a most reward above the budget", { maxReward: budget + one, budget }],
    ["no budget", { budget: 0n }],
    ["no signature", { signaturesNeeded: 0n }],
    ["an end in the second of the start", { start: 1000n, end: 1000n }],
    ["an end before the start", { start: 1000n, end: 999n }],
  ];
  for (const [name, changes] of senseless) {
    it(`refuses ${name}`, async () => {
      const stage = await loadFixture(reviewStage);
      await expect(create(stage, changes)).to.be.revertedWithCustomError(
        stage.campaigns,
        "CampaignsInvalidTerms",
      );
    });
  }

  const atTheEdge: [string, Partial<Terms>][] = [
    ["a reward of the smallest unit", { minReward: one, maxReward: one, budget: one }],
    ["a fixed reward", { minReward: budget, maxReward: budget, budget }],
    ["a budget of one reward", { maxReward: budget, budget }],
    ["a single second", { start: 1000n, end: 1001n }],
    ["255 signatures", { signaturesNeeded: 255n }],
  ];
  for (const [name, changes] of atTheEdge) {
    it(`accepts ${name}`, async () => {
      const stage = await loadFixture(reviewStage);
      await expect(create(stage, changes)).to.emit(stage.campaigns, "CampaignCreated");
    });
  }

  for (const name of notOperators) {
    it(`is not for ${name}`, async () => {
      const { campaigns, accounts } = await loadFixture(reviewStage);
      const terms = await reviewTerms();
      await expect(campaigns.connect(accounts[name]).createCampaign(terms, ""))
        .to.be.revertedWithCustomError(campaigns, "AccessManagedUnauthorized")
        .withArgs(accounts[name].address);
    });
  }
});

describe("Campaigns: changing the budget", () => {
  it("tells the old and the new one", async () => {
    const { campaigns, accounts, campaignId, terms } = await loadFixture(reviewStage);
    const newBudget = parseEther("2500");

    await expect(campaigns.connect(accounts.operator).setCampaignBudget(campaignId, newBudget))
      .to.emit(campaigns, "CampaignBudgetUpdated")
      .withArgs(campaignId, terms.budget, newBudget);

    expect(await campaigns.campaign(campaignId)).to.deep.equal(stored({ ...terms, budget: newBudget }));
  });

  it("goes down to what was paid and not below", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, accounts, campaignId } = stage;
    const paid = parseEther("20");
    await claim(stage, attestation(stage, { amount: paid }));
    const operated = campaigns.connect(accounts.operator);

    await expect(operated.setCampaignBudget(campaignId, paid - 1n))
      .to.be.revertedWithCustomError(campaigns, "CampaignsBudgetBelowPaid")
      .withArgs(paid - 1n, paid);
    await operated.setCampaignBudget(campaignId, paid);

    await expect(claim(stage, attestation(stage, { amount: parseEther("10") })))
      .to.be.revertedWithCustomError(campaigns, "CampaignsBudgetExceeded")
      .withArgs(campaignId, parseEther("10"), 0n);
  });

  it("needs a campaign", async () => {
    const { campaigns, accounts } = await loadFixture(reviewStage);
    for (const campaignId of [0n, UNKNOWN]) {
      await expect(campaigns.connect(accounts.operator).setCampaignBudget(campaignId, 1n))
        .to.be.revertedWithCustomError(campaigns, "CampaignsUnknownCampaign")
        .withArgs(campaignId);
    }
  });

  for (const name of notOperators) {
    it(`is not for ${name}`, async () => {
      const { campaigns, accounts, campaignId } = await loadFixture(reviewStage);
      await expect(campaigns.connect(accounts[name]).setCampaignBudget(campaignId, 1n))
        .to.be.revertedWithCustomError(campaigns, "AccessManagedUnauthorized")
        .withArgs(accounts[name].address);
    });
  }
});

describe("Campaigns: changing the end", () => {
  it("tells the old and the new one", async () => {
    const { campaigns, accounts, campaignId, terms } = await loadFixture(reviewStage);
    const newEnd = terms.end + 500n;

    await expect(campaigns.connect(accounts.operator).setCampaignEnd(campaignId, newEnd))
      .to.emit(campaigns, "CampaignEndUpdated")
      .withArgs(campaignId, terms.end, newEnd);

    expect(await campaigns.campaign(campaignId)).to.deep.equal(stored({ ...terms, end: newEnd }));
  });

  it("closes at once with an end in the past, and opens again with one ahead", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, accounts, campaignId, terms } = stage;
    const operated = campaigns.connect(accounts.operator);
    const statement = attestation(stage);
    const second = await now();

    await at(second + 1);
    await operated.setCampaignEnd(campaignId, second + 1);
    await expect(claim(stage, statement))
      .to.be.revertedWithCustomError(campaigns, "CampaignsNotOpen")
      .withArgs(campaignId, terms.start, second + 1);

    await operated.setCampaignEnd(campaignId, terms.end);
    await expect(claim(stage, statement)).to.emit(campaigns, "ContributionPaid");
  });

  it("needs a campaign", async () => {
    const { campaigns, accounts } = await loadFixture(reviewStage);
    for (const campaignId of [0n, UNKNOWN]) {
      await expect(campaigns.connect(accounts.operator).setCampaignEnd(campaignId, 1n))
        .to.be.revertedWithCustomError(campaigns, "CampaignsUnknownCampaign")
        .withArgs(campaignId);
    }
  });

  for (const name of notOperators) {
    it(`is not for ${name}`, async () => {
      const { campaigns, accounts, campaignId } = await loadFixture(reviewStage);
      await expect(campaigns.connect(accounts[name]).setCampaignEnd(campaignId, 1n))
        .to.be.revertedWithCustomError(campaigns, "AccessManagedUnauthorized")
        .withArgs(accounts[name].address);
    });
  }
});

describe("Campaigns: reading", () => {
  it("knows what it belongs to", async () => {
    const { campaigns, token, membership, manager } = await loadFixture(reviewStage);
    expect(await campaigns.token()).to.equal(await token.getAddress());
    expect(await campaigns.membership()).to.equal(await membership.getAddress());
    expect(await campaigns.authority()).to.equal(await manager.getAddress());
  });

  it("refuses to describe a campaign that never was", async () => {
    const { campaigns } = await loadFixture(reviewStage);
    for (const campaignId of [0n, UNKNOWN]) {
      for (const read of [campaigns.campaign, campaigns.campaignURI]) {
        await expect(read(campaignId))
          .to.be.revertedWithCustomError(campaigns, "CampaignsUnknownCampaign")
          .withArgs(campaignId);
      }
    }
  });

  it("says no and none where nothing was paid", async () => {
    const { campaigns, campaignId, adaId } = await loadFixture(reviewStage);
    expect(await campaigns.isPaid(campaignId, ZeroHash, adaId)).to.equal(false);
    expect(await campaigns.isPaid(UNKNOWN, ZeroHash, adaId)).to.equal(false);
    expect(await campaigns.paidCount(campaignId, adaId)).to.equal(0n);
  });

  it("makes the digest and the domain that wallets make", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns } = stage;
    const statement = attestation(stage);
    const domain = await domainOf(campaigns);
    const types = { Attestation: campaignsTypes.Attestation.map((field) => ({ ...field })) };

    expect(await campaigns.attestationDigest(statement)).to.equal(
      TypedDataEncoder.hash(domain, types, statement),
    );
    expect(await campaigns.DOMAIN_SEPARATOR()).to.equal(TypedDataEncoder.hashDomain(domain));
    const { name, version, chainId, verifyingContract } = await campaigns.eip712Domain();
    expect({ name, version, chainId, verifyingContract }).to.deep.equal(domain);
  });
});
