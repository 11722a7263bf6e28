import { roles } from "@hearth/protocol/roles";
import { expect } from "chai";
import { id, parseEther } from "ethers";
import { at, ethers, networkHelpers } from "../helpers/chain.ts";
import { deployTestCommunity } from "../helpers/community.ts";
import { join } from "../helpers/members.ts";
import {
  approve,
  attestation,
  reviewStage,
  startCampaign,
  type Attestation,
  type ReviewStage,
} from "./stage.ts";

const { loadFixture } = networkHelpers;

/** Fixture: three members; reviews are paid. */
async function crowdStage() {
  const stage = await reviewStage();
  const [cleoId = 0n] = await join(stage, stage.accounts.cleo);
  return { ...stage, cleoId };
}

/** Fixture: {@link crowdStage}, and a second attester is a contract wallet. */
async function walletStage() {
  const stage = await crowdStage();
  const { manager, accounts } = stage;
  const wallet = await ethers.deployContract("ERC1271Wallet", [accounts.gus.address]);
  await manager.connect(accounts.admin).grantRole(roles.ATTESTER, wallet, 0);
  return { ...stage, wallet };
}

/** An attestation with the attester's signature, as a batch takes it. */
async function signed(stage: ReviewStage, statement: Attestation, signer = stage.accounts.attester) {
  const { memberId, subject, contentHash, amount, deadline } = statement;
  const approvals = await approve(stage, statement, signer);
  return { memberId, subject, contentHash, amount, deadline, approvals };
}

type Contribution = Awaited<ReturnType<typeof signed>>;

async function claimMany(stage: ReviewStage, contributions: Contribution[], campaignId = stage.campaignId) {
  return await stage.campaigns.connect(stage.accounts.relayer).claimMany(campaignId, contributions);
}

/** What was skipped, and why. */
async function skippedIn(stage: ReviewStage, sent: Awaited<ReturnType<typeof claimMany>>) {
  const logs = await stage.campaigns.queryFilter(
    stage.campaigns.filters.ContributionSkipped(),
    sent.blockNumber ?? undefined,
    sent.blockNumber ?? undefined,
  );
  return logs.map(({ args }) => {
    const fault =
      stage.campaigns.interface.parseError(args.reason) ?? stage.token.interface.parseError(args.reason);
    return {
      memberId: args.memberId,
      subject: args.subject,
      error: fault?.name,
      args: fault?.args.toArray(),
    };
  });
}

describe("Campaigns: claiming many at once", () => {
  it("pays every member named, and tells each payment", async () => {
    const stage = await loadFixture(crowdStage);
    const { campaigns, token, accounts, campaignId, adaId, benId } = stage;
    const statements = [
      attestation(stage, { amount: parseEther("10") }),
      attestation(stage, { memberId: benId, amount: parseEther("20") }),
      attestation(stage, { amount: parseEther("30") }),
    ];
    const contributions = await Promise.all(statements.map((statement) => signed(stage, statement)));
    expect(await campaigns.claimMany.staticCall(campaignId, contributions)).to.equal(3n);
    const sent = claimMany(stage, contributions);
    for (const { memberId, subject, contentHash, amount } of statements) {
      await expect(sent)
        .to.emit(campaigns, "ContributionPaid")
        .withArgs(campaignId, memberId, subject, contentHash, amount);
      expect(await campaigns.isPaid(campaignId, subject, memberId)).to.equal(true);
    }
    expect(await token.balanceOf(accounts.ada)).to.equal(parseEther("40"));
    expect(await token.balanceOf(accounts.ben)).to.equal(parseEther("20"));
    expect((await campaigns.campaign(campaignId)).paid).to.equal(parseEther("60"));
    expect(adaId).to.equal(1n);
  });

  it("raises tiers at once", async () => {
    const stage = await loadFixture(crowdStage);
    const { membership, accounts, adaId } = stage;
    const contributions = await Promise.all(
      ["50", "50"].map((amount) => signed(stage, attestation(stage, { amount: parseEther(amount) }))),
    );
    await claimMany(stage, contributions);
    expect(await membership.memberAndTierOf(accounts.ada)).to.deep.equal([adaId, 1n]);
  });

  it("skips what can't be paid, says why, and pays the rest", async () => {
    const stage = await loadFixture(crowdStage);
    const { membership, token, accounts, campaignId, terms, adaId, benId, cleoId } = stage;
    await membership.connect(accounts.cleo).leave();
    const good = await signed(stage, attestation(stage, { memberId: benId }));
    const late = attestation(stage, { deadline: terms.start });
    const left = attestation(stage, { memberId: cleoId });
    const nobody = attestation(stage, { memberId: 99n });
    const dear = attestation(stage, { amount: terms.maxReward + 1n });
    const own = await signed(stage, attestation(stage));
    const forged = { ...(await signed(stage, attestation(stage))), amount: parseEther("21") };
    const unsigned = { ...(await signed(stage, attestation(stage))), approvals: [] };
    const byBen = await signed(stage, attestation(stage), accounts.ben);
    const contributions = [
      ...(await Promise.all([late, left, nobody, dear].map((statement) => signed(stage, statement)))),
      forged,
      unsigned,
      byBen,
      good,
      good,
      own,
    ];
    const sent = await claimMany(stage, contributions);
    const { attester, ben } = accounts;
    expect(await skippedIn(stage, sent)).to.deep.equal([
      { memberId: adaId, subject: late.subject, error: "CampaignsAttestationExpired", args: [terms.start] },
      { memberId: cleoId, subject: left.subject, error: "CampaignsMemberNotActive", args: [cleoId] },
      { memberId: 99n, subject: nobody.subject, error: "CampaignsMemberNotActive", args: [99n] },
      {
        memberId: adaId,
        subject: dear.subject,
        error: "CampaignsRewardOutOfRange",
        args: [terms.maxReward + 1n, terms.minReward, terms.maxReward],
      },
      {
        memberId: adaId,
        subject: forged.subject,
        error: "SignedRequestInvalidSignature",
        args: [attester.address],
      },
      { memberId: adaId, subject: unsigned.subject, error: "CampaignsWrongSignatureCount", args: [0n, 1n] },
      { memberId: adaId, subject: byBen.subject, error: "CampaignsSignerNotAllowed", args: [ben.address] },
      {
        memberId: benId,
        subject: good.subject,
        error: "CampaignsAlreadyPaid",
        args: [campaignId, benId, good.subject],
      },
    ]);
    expect(await token.balanceOf(ben)).to.equal(parseEther("20"));
    expect(await token.balanceOf(accounts.ada)).to.equal(parseEther("20"));
    expect(await token.totalSupply()).to.equal(parseEther("40"));
  });

  it("lets nobody sign for themselves, not even after a batch has trusted them", async () => {
    const stage = await loadFixture(crowdStage);
    const { accounts } = stage;
    const [attesterId = 0n] = await join(stage, accounts.attester);
    const sent = await claimMany(stage, [
      await signed(stage, attestation(stage)),
      await signed(stage, attestation(stage, { memberId: attesterId })),
    ]);
    const skipped = await skippedIn(stage, sent);
    expect(skipped.map(({ error }) => error)).to.deep.equal(["CampaignsSignerIsMember"]);
  });

  it("keeps to budget, cap per member and emission, line by line", async () => {
    const community = await deployTestCommunity({ token: { emission: { epoch: "1 week", cap: 70 } } });
    const [adaId = 0n, benId = 0n] = await join(community, community.accounts.ada, community.accounts.ben);
    const capped = { perMemberCap: 2n, budget: parseEther("100") };
    const stage = { ...community, ...(await startCampaign(community, capped)), adaId, benId };
    const amounts = ["20", "20", "20"].map((amount) => ({ memberId: adaId, amount: parseEther(amount) }));
    const rest = ["40", "30", "10"].map((amount) => ({ memberId: benId, amount: parseEther(amount) }));
    const contributions = await Promise.all(
      [...amounts, ...rest].map((line) => signed(stage, attestation(stage, line))),
    );
    const sent = await claimMany(stage, contributions);
    const skipped = await skippedIn(stage, sent);
    expect(skipped.map(({ error, args }) => ({ error, args }))).to.deep.equal([
      { error: "CampaignsMemberCapReached", args: [stage.campaignId, adaId, 2n] },
      { error: "RewardTokenEmissionExceeded", args: [parseEther("40"), parseEther("30")] },
      { error: "RewardTokenEmissionExceeded", args: [parseEther("10"), 0n] },
    ]);
    await community.token.connect(community.accounts.admin).setEmissionCap(parseEther("1000"));
    const big = await signed(stage, attestation(stage, { memberId: benId, amount: parseEther("31") }));
    const [overBudget] = await skippedIn(stage, await claimMany(stage, [big]));
    expect(overBudget).to.deep.include({
      error: "CampaignsBudgetExceeded",
      args: [stage.campaignId, parseEther("31"), parseEther("30")],
    });
    expect(await community.token.totalSupply()).to.equal(parseEther("70"));
  });

  it("is not stopped, nor eaten up, by a hostile wallet among the signers", async () => {
    const stage = await loadFixture(walletStage);
    const { token, accounts, wallet, benId } = stage;
    const walletAddress = await wallet.getAddress();
    const hostile = attestation(stage);
    const byWallet = {
      ...(await signed(stage, hostile, accounts.gus)),
      approvals: (await approve(stage, hostile, accounts.gus)).map(({ signature }) => ({
        signer: walletAddress,
        signature,
      })),
    };
    const good = attestation(stage, { memberId: benId });
    for (const answer of [1n, 2n, 3n, 4n, 5n, 6n]) {
      await wallet.setAnswer(answer);
      const honest = await signed(stage, { ...good, subject: id(`honest ${answer}`) });
      const sent = await claimMany(stage, [byWallet, byWallet, byWallet, honest]);
      const skipped = await skippedIn(stage, sent);
      expect(skipped.map(({ error }) => error)).to.deep.equal(Array(3).fill("SignedRequestInvalidSignature"));
      expect((await sent.wait())?.gasUsed).to.be.lessThan(1_200_000n);
    }
    expect(await token.balanceOf(accounts.ben)).to.equal(parseEther("120"));
    await wallet.setAnswer(0n);
    expect(await skippedIn(stage, await claimMany(stage, [byWallet]))).to.deep.equal([]);
    expect(await token.balanceOf(accounts.ada)).to.equal(parseEther("20"));
  });

  it("does nothing with an empty list, and nothing out of time", async () => {
    const stage = await loadFixture(crowdStage);
    const { campaigns, campaignId, terms } = stage;
    expect(await campaigns.claimMany.staticCall(campaignId, [])).to.equal(0n);
    await claimMany(stage, []);
    const contribution = await signed(stage, attestation(stage));
    await expect(claimMany(stage, [contribution], 99n))
      .to.be.revertedWithCustomError(campaigns, "CampaignsUnknownCampaign")
      .withArgs(99n);
    await at(terms.end);
    await expect(claimMany(stage, [contribution]))
      .to.be.revertedWithCustomError(campaigns, "CampaignsNotOpen")
      .withArgs(campaignId, terms.start, terms.end);
  });
});
