import { expect } from "chai";
import type { TypedDataDomain } from "ethers";
import { at, ethers, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import type { Community } from "../helpers/community.ts";
import { budgetStory, type GovernorStory, proposalState, votingCommunity } from "../helpers/governorStory.ts";
import { malformedSignatures } from "../helpers/malformed.ts";
import { NEVER, packAwards, standingOf } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";

const { loadFixture } = networkHelpers;
const DOMAIN: TypedDataDomain = { name: "Hearth Governor" };

async function signed(
  { governor }: Community,
  story: GovernorStory,
  signer: Signer,
  changes: { author?: string; deadline?: bigint; description?: string; proposalId?: bigint } = {},
): Promise<string> {
  const request = {
    author: signer.address,
    description: story.description,
    proposalId: await story.id(),
    deadline: NEVER,
    ...changes,
  };
  return await sign(signer, governor, "Proposal", request, DOMAIN);
}

async function submit(
  { governor, accounts }: Community,
  story: GovernorStory,
  author: string,
  signature: string,
  deadline: bigint = NEVER,
) {
  const { targets, values, datas, description } = story;
  return await governor
    .connect(accounts.relayer)
    .proposeFor(author, targets, values, datas, description, deadline, signature);
}

describe("CommunityGovernor › proposeFor", () => {
  it("makes the author's proposal, whoever submits it", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, membership, accounts } = community;
    const story = await budgetStory(community);
    const signature = await signed(community, story, accounts.ada);
    await expect(submit(community, story, accounts.ada.address, signature)).to.emit(
      governor,
      "ProposalCreated",
    );
    expect(await governor.proposalProposer(await story.id())).to.equal(accounts.ada.address);
    const memberId = await membership.memberOf(accounts.ada);
    expect(await governor.latestProposalOf(memberId)).to.equal(await story.id());
  });

  it("can't be made twice, not after it was cancelled either", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const story = await budgetStory(community);
    const signature = await signed(community, story, accounts.ada);
    await submit(community, story, accounts.ada.address, signature);
    await story.cancel(accounts.ada);
    await expect(submit(community, story, accounts.ada.address, signature)).to.be.revertedWithCustomError(
      governor,
      "GovernorUnexpectedProposalState",
    );
    expect(await story.state()).to.equal(proposalState.canceled);
  });

  for (const [offset, fine] of [
    [-1n, true],
    [0n, true],
    [1n, false],
  ] as const) {
    it(`${fine ? "is taken" : "is refused"} ${offset} seconds from its deadline`, async () => {
      const community = await loadFixture(votingCommunity);
      const { governor, accounts } = community;
      const story = await budgetStory(community);
      const deadline = BigInt(await now()) + 100n;
      const signature = await signed(community, story, accounts.ada, { deadline });
      await at(deadline + offset);
      const sent = submit(community, story, accounts.ada.address, signature, deadline);
      if (fine) await expect(sent).to.emit(governor, "ProposalCreated");
      else {
        await expect(sent)
          .to.be.revertedWithCustomError(governor, "CommunityGovernorRequestExpired")
          .withArgs(deadline);
      }
    });
  }

  it("is refused where one of its fields is not what was signed", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const { ada, ben } = accounts;
    const story = await budgetStory(community);
    const wrong = await Promise.all([
      signed(community, story, ada, { author: ben.address }),
      signed(community, story, ada, { deadline: NEVER - 1n }),
      signed(community, story, ada, { description: "Something nicer" }),
      signed(community, story, ada, { proposalId: (await story.id()) + 1n }),
      signed(community, await budgetStory(community, 1n), ada),
      signed(community, story, ben, { author: ada.address }),
    ]);
    for (const signature of wrong) {
      await expect(submit(community, story, ada.address, signature))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(ada.address);
    }
  });

  it("is refused with every malformed signature", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const story = await budgetStory(community);
    for (const { name, signature } of malformedSignatures(await signed(community, story, accounts.ada))) {
      await expect(submit(community, story, accounts.ada.address, signature), name)
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(accounts.ada.address);
    }
  });

  it("asks of the author all that proposing asks", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const { ada, ben, stranger } = accounts;
    const submitAs = async (signer: Signer, description?: string) => {
      const story = await budgetStory(community, 3n, description);
      return await submit(community, story, signer.address, await signed(community, story, signer));
    };
    await expect(submitAs(stranger))
      .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
      .withArgs(stranger.address, 0n, 3n);
    await expect(submitAs(ben))
      .to.be.revertedWithCustomError(governor, "CommunityGovernorProposerNotAllowed")
      .withArgs(ben.address);
    await expect(submitAs(ada, `Mine #proposer=${ben.address}`))
      .to.be.revertedWithCustomError(governor, "GovernorRestrictedProposer")
      .withArgs(ada.address);
    await submitAs(ada);
    await expect(submitAs(ada, "Another")).to.be.revertedWithCustomError(
      governor,
      "CommunityGovernorProposalUnderWay",
    );
  });

  it("is taken from a member whose wallet is a contract", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, membership, campaigns, giftsId, accounts } = community;
    const wallet = await ethers.deployContract("ERC1271Wallet", [accounts.gus.address]);
    const address = await wallet.getAddress();
    await wallet.connect(accounts.gus).execute(membership, membership.interface.encodeFunctionData("join"));
    const gift = { memberId: await membership.memberOf(wallet), amount: standingOf.keeper };
    await campaigns.connect(accounts.attester).award(giftsId, ethers.id("to the wallet"), packAwards([gift]));
    await networkHelpers.mine(2);
    const story = await budgetStory(community);
    const signature = await signed(community, story, accounts.gus, { author: address });
    await submit(community, story, address, signature);
    expect(await governor.proposalProposer(await story.id())).to.equal(address);
  });
});
