import { expect } from "chai";
import { id, parseEther, Wallet, type TypedDataDomain } from "ethers";
import { roles } from "@hearth/protocol/roles";
import { networkHelpers, ethers } from "../helpers/chain.ts";
import { malformedSignatures } from "../helpers/malformed.ts";
import { sign } from "../helpers/signing.ts";
import {
  attestation,
  claim,
  reviewStage,
  startCampaign,
  type Attestation,
  type ReviewStage,
} from "./stage.ts";

const { loadFixture } = networkHelpers;

/** Submits an attestation with a signature that is said to be the attester's. */
async function submit({ campaigns, accounts }: ReviewStage, statement: Attestation, signature: string) {
  const approval = { signer: accounts.attester.address, signature };
  return await campaigns.connect(accounts.relayer).claim(statement, [approval]);
}

async function signed(
  { campaigns, accounts }: ReviewStage,
  statement: Attestation,
  domain: TypedDataDomain = {},
) {
  return await sign(accounts.attester, campaigns, "Attestation", statement, domain);
}

async function expectRefused(stage: ReviewStage, statement: Attestation, signature: string): Promise<void> {
  const { campaigns, token, accounts } = stage;
  await expect(submit(stage, statement, signature))
    .to.be.revertedWithCustomError(campaigns, "SignedRequestInvalidSignature")
    .withArgs(accounts.attester.address);
  expect(await token.totalSupply()).to.equal(0n);
}

/** Fixture: the attester is a contract wallet whose owner is gus. */
async function contractAttesterStage() {
  const stage = await reviewStage();
  const { manager, accounts } = stage;
  const wallet = await ethers.deployContract("ERC1271Wallet", [accounts.gus.address]);
  await manager.connect(accounts.admin).grantRole(roles.ATTESTER, wallet, 0);
  return { ...stage, wallet };
}

describe("Campaigns: an attestation says one thing only", () => {
  const changes: [string, (stage: ReviewStage) => Promise<Partial<Attestation>>][] = [
    ["campaign", async (stage) => ({ campaignId: (await startCampaign(stage)).campaignId })],
    ["member", async ({ benId }) => ({ memberId: benId })],
    ["subject", async () => ({ subject: id("another subject") })],
    ["content", async () => ({ contentHash: id("other words") })],
    ["amount", async () => ({ amount: parseEther("20") + 1n })],
    ["deadline", async ({ terms }) => ({ deadline: terms.end + 1n })],
  ];
  for (const [field, change] of changes) {
    it(`does not hold for another ${field}`, async () => {
      const stage = await loadFixture(reviewStage);
      const statement = attestation(stage);
      const signature = await signed(stage, statement);
      await expectRefused(stage, { ...statement, ...(await change(stage)) }, signature);
      await expect(submit(stage, statement, signature)).to.emit(stage.campaigns, "ContributionPaid");
    });
  }

  it("holds only if the one named has signed it", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, accounts } = stage;
    const statement = attestation(stage);
    for (const forger of [accounts.stranger, accounts.ada, Wallet.createRandom()]) {
      await expectRefused(stage, statement, await sign(forger, campaigns, "Attestation", statement));
    }
  });

  const domains: [string, (stage: ReviewStage) => Promise<TypedDataDomain>][] = [
    ["another chain", async () => ({ chainId: 1n })],
    ["the chain before a fork", async () => ({ chainId: 31_336n })],
    ["another contract", async ({ store }) => ({ verifyingContract: await store.getAddress() })],
    ["another protocol", async () => ({ name: "Heart" })],
    ["another version", async () => ({ version: "2" })],
  ];
  for (const [name, domain] of domains) {
    it(`does not hold on ${name}`, async () => {
      const stage = await loadFixture(reviewStage);
      const statement = attestation(stage);
      await expectRefused(stage, statement, await signed(stage, statement, await domain(stage)));
    });
  }

  it("does not hold in another community on the same chain", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, manager, token, membership, rooms, badges, tickets } = stage;
    const neighbours = { token, membership, rooms, badges, tickets };
    const twin = await ethers.deployContract("Campaigns", [manager, neighbours, 0n, 1n]);
    const statement = attestation(stage);
    expect(await twin.DOMAIN_SEPARATOR()).to.not.equal(await campaigns.DOMAIN_SEPARATOR());
    await expectRefused(
      stage,
      statement,
      await sign(stage.accounts.attester, twin, "Attestation", statement),
    );
  });
});

describe("Campaigns: signatures out of shape", () => {
  it("are refused one and all", async () => {
    const stage = await loadFixture(reviewStage);
    const statement = attestation(stage);
    const good = await signed(stage, statement);
    const shapes = malformedSignatures(good);
    expect(shapes).to.have.length.of.at.least(12);
    for (const { signature } of shapes) await expectRefused(stage, statement, signature);
    await expect(submit(stage, statement, good)).to.emit(stage.campaigns, "ContributionPaid");
  });

  it("do not pay a second time", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, token, accounts } = stage;
    const statement = attestation(stage);
    await claim(stage, statement);
    for (const { name, signature } of malformedSignatures(await signed(stage, statement))) {
      await expect(submit(stage, statement, signature), name).to.be.revert(ethers);
    }
    expect(await token.balanceOf(accounts.ada)).to.equal(statement.amount);
    expect((await campaigns.campaign(stage.campaignId)).paid).to.equal(statement.amount);
  });
});

describe("Campaigns: an attester that is a contract", () => {
  const ByOwner = 0n;
  const refusals = { "says no": 1n, reverts: 2n, "answers nothing": 3n, "answers almost right": 4n };

  it("attests when it agrees", async () => {
    const stage = await loadFixture(contractAttesterStage);
    const { campaigns, token, accounts, wallet } = stage;
    const statement = attestation(stage);
    const signature = await sign(accounts.gus, campaigns, "Attestation", statement);
    await campaigns.claim(statement, [{ signer: await wallet.getAddress(), signature }]);
    expect(await token.balanceOf(accounts.ada)).to.equal(statement.amount);
  });

  for (const [name, answer] of Object.entries(refusals)) {
    it(`does not when it ${name}`, async () => {
      const stage = await loadFixture(contractAttesterStage);
      const { campaigns, accounts, wallet } = stage;
      const signer = await wallet.getAddress();
      const statement = attestation(stage);
      const signature = await sign(accounts.gus, campaigns, "Attestation", statement);
      await wallet.setAnswer(answer);
      await expect(campaigns.claim(statement, [{ signer, signature }]))
        .to.be.revertedWithCustomError(campaigns, "SignedRequestInvalidSignature")
        .withArgs(signer);
      await wallet.setAnswer(ByOwner);
      await expect(campaigns.claim(statement, [{ signer, signature }])).to.emit(
        campaigns,
        "ContributionPaid",
      );
    });
  }

  it("is not signed for by its owner alone", async () => {
    const stage = await loadFixture(contractAttesterStage);
    const { campaigns, accounts } = stage;
    const statement = attestation(stage);
    const signature = await sign(accounts.gus, campaigns, "Attestation", statement);
    await expect(campaigns.claim(statement, [{ signer: accounts.gus.address, signature }]))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignerNotAllowed")
      .withArgs(accounts.gus.address);
  });
});
