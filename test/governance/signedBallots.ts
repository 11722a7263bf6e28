import { expect } from "chai";
import { ZeroAddress, type TypedDataDomain } from "ethers";
import { ethers, networkHelpers, type Signer } from "../helpers/chain.ts";
import type { Community } from "../helpers/community.ts";
import { budgetStory, support, votingCommunity } from "../helpers/governorStory.ts";
import { malformedSignatures } from "../helpers/malformed.ts";
import { joinAs, NEVER } from "../helpers/members.ts";
import { domainOf, sign } from "../helpers/signing.ts";

const { loadFixture } = networkHelpers;
const UINT192 = 2n ** 192n - 1n;

interface Ballot {
  signer: Signer;
  voter?: string;
  proposalId: bigint;
  choice?: bigint;
  nonce: bigint;
  domain?: TypedDataDomain;
}

/** Two votes are open: Ada's and Finn's. */
async function twoVotes() {
  const community = await votingCommunity();
  const { ada, finn } = community.accounts;
  await joinAs(community, "keeper", finn);
  await networkHelpers.mine();
  const first = await budgetStory(community, 1n);
  await first.propose(ada);
  const second = await (await budgetStory(community, 2n)).reach("active", finn);
  return { community, first: await first.id(), second: await second.id() };
}

async function signBallot({ governor }: Community, ballot: Ballot): Promise<string> {
  const { signer, voter = signer.address, proposalId, choice = support.for, nonce, domain } = ballot;
  const request = { proposalId, support: choice, voter, nonce };
  return await sign(signer, governor, "Ballot", request, { name: "Hearth Governor", ...domain });
}

/** The voter's number for one proposal: its key is the proposal. */
async function keyedNonce({ governor }: Community, voter: string, proposalId: bigint): Promise<bigint> {
  return await governor["nonces(address,uint192)"](voter, proposalId & UINT192);
}

describe("CommunityGovernor › castVoteBySig", () => {
  it("takes a ballot from whoever submits it", async () => {
    const { community, first } = await loadFixture(twoVotes);
    const { governor, accounts } = community;
    const { ben, relayer } = accounts;
    const nonce = await keyedNonce(community, ben.address, first);
    const signature = await signBallot(community, { signer: ben, proposalId: first, nonce });
    await expect(governor.connect(relayer).castVoteBySig(first, support.for, ben, signature))
      .to.emit(governor, "VoteCast")
      .withArgs(ben.address, first, support.for, 3n, "");
    expect(await governor.hasVoted(first, relayer)).to.equal(false);
    expect(await keyedNonce(community, ben.address, first)).to.equal(nonce + 1n);
  });

  it("takes several ballots signed at once, in any order", async () => {
    const { community, first, second } = await loadFixture(twoVotes);
    const { governor, accounts } = community;
    const { ben, relayer } = accounts;
    const signatures = new Map<bigint, string>();
    for (const proposalId of [first, second]) {
      const nonce = await keyedNonce(community, ben.address, proposalId);
      signatures.set(proposalId, await signBallot(community, { signer: ben, proposalId, nonce }));
    }
    for (const proposalId of [second, first]) {
      const signature = signatures.get(proposalId) ?? "";
      await governor.connect(relayer).castVoteBySig(proposalId, support.for, ben, signature);
      expect((await governor.proposalVotes(proposalId)).forVotes).to.equal(3n);
    }
  });

  it("takes the plain number too, and spends it", async () => {
    const { community, first, second } = await loadFixture(twoVotes);
    const { governor, accounts } = community;
    const { ben, relayer } = accounts;
    const signature = await signBallot(community, { signer: ben, proposalId: first, nonce: 0n });
    await governor.connect(relayer).castVoteBySig(first, support.for, ben, signature);
    expect(await governor["nonces(address)"](ben)).to.equal(1n);
    const stale = await signBallot(community, { signer: ben, proposalId: second, nonce: 0n });
    await expect(governor.connect(relayer).castVoteBySig(second, support.for, ben, stale))
      .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
      .withArgs(ben.address);
  });

  it("refuses the same ballot twice", async () => {
    const { community, first } = await loadFixture(twoVotes);
    const { governor, accounts } = community;
    const { ben, relayer } = accounts;
    const nonce = await keyedNonce(community, ben.address, first);
    const signature = await signBallot(community, { signer: ben, proposalId: first, nonce });
    await governor.connect(relayer).castVoteBySig(first, support.for, ben, signature);
    await expect(governor.connect(relayer).castVoteBySig(first, support.for, ben, signature))
      .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
      .withArgs(ben.address);
    const next = await signBallot(community, { signer: ben, proposalId: first, nonce: nonce + 1n });
    await expect(governor.connect(relayer).castVoteBySig(first, support.for, ben, next))
      .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
      .withArgs(ben.address);
  });

  it("refuses a ballot for another proposal, another answer, another voter", async () => {
    const { community, first, second } = await loadFixture(twoVotes);
    const { governor, accounts } = community;
    const { ben, cleo, relayer } = accounts;
    const nonce = await keyedNonce(community, ben.address, first);
    const signature = await signBallot(community, { signer: ben, proposalId: first, nonce });
    const replays: [bigint, bigint, Signer][] = [
      [second, support.for, ben],
      [first, support.against, ben],
      [first, support.abstain, ben],
      [first, support.for, cleo],
    ];
    for (const [proposalId, choice, voter] of replays) {
      await expect(governor.connect(relayer).castVoteBySig(proposalId, choice, voter, signature))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(voter.address);
    }
    expect(await governor.hasVoted(first, ben)).to.equal(false);
  });

  it("refuses a number that is not the next, and another domain", async () => {
    const { community, first } = await loadFixture(twoVotes);
    const { governor, membership, accounts } = community;
    const { ben, relayer } = accounts;
    const nonce = await keyedNonce(community, ben.address, first);
    const wrong: Partial<Ballot>[] = [
      { nonce: nonce + 1n },
      { nonce: 1n },
      { domain: { chainId: 1n } },
      { domain: { verifyingContract: await membership.getAddress() } },
      { domain: { name: "Hearth" } },
      { domain: { version: "2" } },
    ];
    for (const change of wrong) {
      const signature = await signBallot(community, { signer: ben, proposalId: first, nonce, ...change });
      await expect(governor.connect(relayer).castVoteBySig(first, support.for, ben, signature))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(ben.address);
    }
  });

  it("refuses every malformed signature", async () => {
    const { community, first } = await loadFixture(twoVotes);
    const { governor, accounts } = community;
    const { ben, relayer } = accounts;
    const nonce = await keyedNonce(community, ben.address, first);
    const good = await signBallot(community, { signer: ben, proposalId: first, nonce });
    for (const { name, signature } of malformedSignatures(good)) {
      await expect(governor.connect(relayer).castVoteBySig(first, support.for, ben, signature), name)
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(ben.address);
    }
    await governor.connect(relayer).castVoteBySig(first, support.for, ben, good);
  });

  it("takes the ballot of a wallet that is a contract, if it vouches (ERC-1271)", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, membership, accounts } = community;
    const { ada, hana, relayer } = accounts;
    const wallet = await ethers.deployContract("ERC1271Wallet", [hana]);
    const voter = await wallet.getAddress();
    const joining = { account: voter, inviter: ZeroAddress, nonce: 0n, deadline: NEVER };
    await membership.joinFor(voter, NEVER, await sign(hana, membership, "Join", joining));
    const story = await (await budgetStory(community)).reach("active", ada);
    const proposalId = await story.id();
    const nonce = await keyedNonce(community, voter, proposalId);
    const signature = await signBallot(community, { signer: hana, voter, proposalId, nonce });
    for (const answer of [1n, 2n, 3n]) {
      await wallet.setAnswer(answer);
      await expect(governor.connect(relayer).castVoteBySig(proposalId, support.for, voter, signature))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(voter);
    }
    await wallet.setAnswer(0n);
    await governor.connect(relayer).castVoteBySig(proposalId, support.for, voter, signature);
    expect((await governor.proposalVotes(proposalId)).forVotes).to.equal(1n);
  });
});

describe("CommunityGovernor › castVoteWithReasonAndParamsBySig", () => {
  const reason = "It pays for itself";
  const params = "0x1234";

  async function signExtended(community: Community, signer: Signer, proposalId: bigint): Promise<string> {
    const nonce = await keyedNonce(community, signer.address, proposalId);
    const request = { proposalId, support: support.for, voter: signer.address, nonce, reason, params };
    return await sign(signer, community.governor, "ExtendedBallot", request, { name: "Hearth Governor" });
  }

  it("takes a ballot with its reason, once", async () => {
    const { community, first } = await loadFixture(twoVotes);
    const { governor, accounts } = community;
    const { ben, relayer } = accounts;
    const signature = await signExtended(community, ben, first);
    const cast = async () =>
      await governor
        .connect(relayer)
        .castVoteWithReasonAndParamsBySig(first, support.for, ben, reason, params, signature);
    await expect(cast())
      .to.emit(governor, "VoteCastWithParams")
      .withArgs(ben.address, first, support.for, 3n, reason, params);
    await expect(cast())
      .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
      .withArgs(ben.address);
  });

  it("refuses words, parameters or an answer that were not signed", async () => {
    const { community, first } = await loadFixture(twoVotes);
    const { governor, accounts } = community;
    const { ben, relayer } = accounts;
    const signature = await signExtended(community, ben, first);
    const changes: [bigint, string, string][] = [
      [support.against, reason, params],
      [support.for, "", params],
      [support.for, reason, "0x"],
    ];
    for (const [choice, words, extra] of changes) {
      await expect(
        governor
          .connect(relayer)
          .castVoteWithReasonAndParamsBySig(first, choice, ben, words, extra, signature),
      )
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(ben.address);
    }
    await expect(governor.connect(relayer).castVoteBySig(first, support.for, ben, signature))
      .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
      .withArgs(ben.address);
  });
});

describe("CommunityGovernor › domain", () => {
  it("is what wallets show", async () => {
    const { community } = await loadFixture(twoVotes);
    const domain = await domainOf(community.governor, { name: "Hearth Governor" });
    const shown = await community.governor.eip712Domain();
    expect([shown.name, shown.version, shown.chainId, shown.verifyingContract]).to.deep.equal([
      "Hearth Governor",
      "1",
      domain.chainId,
      domain.verifyingContract,
    ]);
  });
});
