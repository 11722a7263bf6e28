import { expect } from "chai";
import { parseEther } from "ethers";
import { rights, roles } from "@hearth/protocol/roles";
import { networkHelpers, type Signer } from "../helpers/chain.ts";
import type { Community } from "../helpers/community.ts";
import { joinAs, packAwards } from "../helpers/members.ts";
import {
  approve,
  attestation,
  reviewStage,
  startCampaign,
  type Attestation,
  type ReviewStage,
} from "./stage.ts";

const { loadFixture } = networkHelpers;

/** Fixture: a review needs two signatures; the attester and the curators cleo and dan can give them. */
async function curatedStage(): Promise<ReviewStage> {
  const stage = await reviewStage();
  await joinAs(stage, "pillar", stage.accounts.cleo, stage.accounts.dan);
  return { ...stage, ...(await startCampaign(stage, { signaturesNeeded: 2n })) };
}

type Approvals = Awaited<ReturnType<typeof approve>>;

async function submit({ campaigns, accounts }: Community, statement: Attestation, approvals: Approvals) {
  return await campaigns.connect(accounts.relayer).claim(statement, approvals);
}

async function submitSigned(stage: ReviewStage, statement: Attestation, ...signers: Signer[]) {
  return await submit(stage, statement, await approve(stage, statement, ...signers));
}

/** Takes the curator's right away by asking more for it, as the admin may. */
async function raisePillar({ membership, accounts }: Community): Promise<void> {
  const raised = (await membership.tiers()).map(({ name, threshold, units, rights }) => ({
    name,
    threshold: name === "Pillar" ? parseEther("1500") : threshold,
    units,
    rights,
  }));
  await membership.connect(accounts.admin).setTiers(raised);
}

describe("Campaigns: two signatures of three", () => {
  for (const [first, second] of [
    ["attester", "cleo"],
    ["attester", "dan"],
    ["cleo", "dan"],
  ] as const) {
    it(`pays with ${first} and ${second}`, async () => {
      const stage = await loadFixture(curatedStage);
      const { token, accounts } = stage;
      const statement = attestation(stage);
      await submitSigned(stage, statement, accounts[first], accounts[second]);
      expect(await token.balanceOf(accounts.ada)).to.equal(statement.amount);
    });
  }

  for (const [count, names] of [
    [0, []],
    [1, ["attester"]],
    [3, ["attester", "cleo", "dan"]],
  ] as const) {
    it(`refuses ${count} signatures`, async () => {
      const stage = await loadFixture(curatedStage);
      const signers = names.map((name) => stage.accounts[name]);
      await expect(submitSigned(stage, attestation(stage), ...signers))
        .to.be.revertedWithCustomError(stage.campaigns, "CampaignsWrongSignatureCount")
        .withArgs(count, 2n);
    });
  }

  it("refuses signers from high to low", async () => {
    const stage = await loadFixture(curatedStage);
    const { campaigns, accounts } = stage;
    const statement = attestation(stage);
    const [low, high] = await approve(stage, statement, accounts.attester, accounts.cleo);
    if (!low || !high) throw new Error("Two signatures were asked for");
    await expect(submit(stage, statement, [high, low]))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignersNotAscending")
      .withArgs(low.signer);
  });

  it("refuses the same signer twice", async () => {
    const stage = await loadFixture(curatedStage);
    const { campaigns, accounts } = stage;
    await expect(submitSigned(stage, attestation(stage), accounts.cleo, accounts.cleo))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignersNotAscending")
      .withArgs(accounts.cleo.address);
  });

  it("refuses a signature under another's name", async () => {
    const stage = await loadFixture(curatedStage);
    const { campaigns, accounts } = stage;
    const statement = attestation(stage);
    const approvals = await approve(stage, statement, accounts.attester, accounts.cleo);
    const [one, two] = approvals;
    if (!one || !two) throw new Error("Two signatures were asked for");
    await expect(submit(stage, statement, [one, { ...two, signature: one.signature }]))
      .to.be.revertedWithCustomError(campaigns, "SignedRequestInvalidSignature")
      .withArgs(two.signer);
    await expect(submit(stage, statement, [{ ...one, signature: two.signature }, two]))
      .to.be.revertedWithCustomError(campaigns, "SignedRequestInvalidSignature")
      .withArgs(one.signer);
  });

  it("refuses signatures under different statements", async () => {
    const stage = await loadFixture(curatedStage);
    const { campaigns, accounts } = stage;
    const statement = attestation(stage);
    const dearer = { ...statement, amount: statement.amount + 1n };
    const mixed = [
      ...(await approve(stage, statement, accounts.attester)),
      ...(await approve(stage, dearer, accounts.cleo)),
    ].toSorted((a, b) => (BigInt(a.signer) < BigInt(b.signer) ? -1 : 1));
    await expect(submit(stage, statement, mixed))
      .to.be.revertedWithCustomError(campaigns, "SignedRequestInvalidSignature")
      .withArgs(accounts.cleo.address);
  });

  it("refuses the zero address as a signer", async () => {
    const stage = await loadFixture(curatedStage);
    const statement = attestation(stage);
    const zero = { signer: `0x${"00".repeat(20)}`, signature: `0x${"00".repeat(65)}` };
    const [good] = await approve(stage, statement, stage.accounts.attester);
    if (!good) throw new Error("A signature was asked for");
    await expect(submit(stage, statement, [zero, good]))
      .to.be.revertedWithCustomError(stage.campaigns, "CampaignsSignersNotAscending")
      .withArgs(zero.signer);
  });

  it("is not paid by a batch at one attester's word", async () => {
    const { campaigns, accounts, campaignId, adaId } = await loadFixture(curatedStage);
    const award = packAwards([{ memberId: adaId, amount: parseEther("20") }]);
    await expect(campaigns.connect(accounts.attester).award(campaignId, `0x${"11".repeat(32)}`, award))
      .to.be.revertedWithCustomError(campaigns, "CampaignsWrongSignatureCount")
      .withArgs(1n, 2n);
  });
});

describe("Campaigns: who may sign", () => {
  for (const name of ["stranger", "ben", "operator", "door", "fulfilment", "admin"] as const) {
    it(`refuses ${name}`, async () => {
      const stage = await loadFixture(curatedStage);
      const { campaigns, accounts } = stage;
      await expect(submitSigned(stage, attestation(stage), accounts.attester, accounts[name]))
        .to.be.revertedWithCustomError(campaigns, "CampaignsSignerNotAllowed")
        .withArgs(accounts[name].address);
    });
  }

  it("refuses curators who review themselves", async () => {
    const stage = await loadFixture(curatedStage);
    const { campaigns, membership, accounts } = stage;
    const memberId = await membership.memberOf(accounts.cleo);
    const own = attestation(stage, { memberId });
    await expect(submitSigned(stage, own, accounts.attester, accounts.cleo))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignerIsMember")
      .withArgs(accounts.cleo.address);
    await expect(submitSigned(stage, own, accounts.attester, accounts.dan)).to.emit(
      campaigns,
      "ContributionPaid",
    );
  });

  it("refuses an attester who is a member and attests for himself", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, membership, accounts } = stage;
    await membership.connect(accounts.attester).join();
    const memberId = await membership.memberOf(accounts.attester);
    await expect(submitSigned(stage, attestation(stage, { memberId }), accounts.attester))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignerIsMember")
      .withArgs(accounts.attester.address);
  });

  it("refuses a curator from the moment the tier is lost", async () => {
    const stage = await loadFixture(curatedStage);
    const { campaigns, membership, accounts } = stage;
    const statement = attestation(stage);
    const approvals = await approve(stage, statement, accounts.attester, accounts.cleo);
    await raisePillar(stage);
    await membership.refresh(await membership.memberOf(accounts.cleo));
    expect(await membership.hasRight(accounts.cleo, rights.curate)).to.equal(false);
    await expect(submit(stage, statement, approvals))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignerNotAllowed")
      .withArgs(accounts.cleo.address);
  });

  it("refuses a curator who has left", async () => {
    const stage = await loadFixture(curatedStage);
    const { campaigns, membership, accounts } = stage;
    const statement = attestation(stage);
    const approvals = await approve(stage, statement, accounts.attester, accounts.cleo);
    await membership.connect(accounts.cleo).leave();
    await expect(submit(stage, statement, approvals))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignerNotAllowed")
      .withArgs(accounts.cleo.address);
  });

  it("refuses what a replaced attester has signed, and accepts the new one", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, manager, token, accounts } = stage;
    const statement = attestation(stage);
    const old = await approve(stage, statement, accounts.attester);
    await manager.connect(accounts.admin).revokeRole(roles.ATTESTER, accounts.attester);
    await manager.connect(accounts.admin).grantRole(roles.ATTESTER, accounts.finn, 0);

    await expect(submit(stage, statement, old))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignerNotAllowed")
      .withArgs(accounts.attester.address);
    await submitSigned(stage, statement, accounts.finn);
    expect(await token.balanceOf(accounts.ada)).to.equal(statement.amount);
  });

  it("pays with a single curator where one signature is enough", async () => {
    const stage = await loadFixture(curatedStage);
    const { campaigns, accounts } = stage;
    const { campaignId } = await startCampaign(stage);
    await expect(submitSigned(stage, attestation(stage, { campaignId }), accounts.dan)).to.emit(
      campaigns,
      "ContributionPaid",
    );
  });
});
