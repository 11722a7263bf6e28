import { expect } from "chai";
import { id, Interface } from "ethers";
import { networkHelpers, receiptOf } from "../helpers/chain.ts";
import { ethers } from "../helpers/chain.ts";
import { budgetStory, support, votingCommunity } from "../helpers/governorStory.ts";

const { loadFixture } = networkHelpers;

/** What readers of any Governor expect, from OpenZeppelin's published interface and not from our artifacts. */
const governorAbi = new Interface([
  "event ProposalCreated(uint256 proposalId, address proposer, address[] targets, uint256[] values, string[] signatures, bytes[] calldatas, uint256 voteStart, uint256 voteEnd, string description)",
  "event ProposalQueued(uint256 proposalId, uint256 etaSeconds)",
  "event ProposalExecuted(uint256 proposalId)",
  "event ProposalCanceled(uint256 proposalId)",
  "event VoteCast(address indexed voter, uint256 proposalId, uint8 support, uint256 weight, string reason)",
  "event VoteCastWithParams(address indexed voter, uint256 proposalId, uint8 support, uint256 weight, string reason, bytes params)",
  "function name() view returns (string)",
  "function version() view returns (string)",
  "function CLOCK_MODE() view returns (string)",
  "function COUNTING_MODE() view returns (string)",
  "function clock() view returns (uint48)",
  "function token() view returns (address)",
  "function timelock() view returns (address)",
  "function state(uint256) view returns (uint8)",
  "function quorum(uint256) view returns (uint256)",
  "function quorumNumerator() view returns (uint256)",
  "function quorumDenominator() view returns (uint256)",
  "function votingDelay() view returns (uint256)",
  "function votingPeriod() view returns (uint256)",
  "function proposalThreshold() view returns (uint256)",
  "function proposalSnapshot(uint256) view returns (uint256)",
  "function proposalDeadline(uint256) view returns (uint256)",
  "function proposalProposer(uint256) view returns (address)",
  "function proposalEta(uint256) view returns (uint256)",
  "function proposalNeedsQueuing(uint256) view returns (bool)",
  "function proposalVotes(uint256) view returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes)",
  "function proposalCount() view returns (uint256)",
  "function proposalDetails(uint256) view returns (address[] targets, uint256[] values, bytes[] calldatas, bytes32 descriptionHash)",
  "function hasVoted(uint256, address) view returns (bool)",
  "function getVotes(address, uint256) view returns (uint256)",
  "function hashProposal(address[], uint256[], bytes[], bytes32) view returns (uint256)",
  "function getProposalId(address[], uint256[], bytes[], bytes32) view returns (uint256)",
  "function supportsInterface(bytes4) view returns (bool)",
  "function BALLOT_TYPEHASH() view returns (bytes32)",
  "function EXTENDED_BALLOT_TYPEHASH() view returns (bytes32)",
]);

/** One proposal from beginning to end, with a ballot of each kind, read by the plain interface alone. */
async function wholeStory() {
  const community = await votingCommunity();
  const { governor, accounts } = community;
  const { ada, ben, cleo } = accounts;
  const story = await budgetStory(community, undefined, "# A budget\n\nFor **everybody**.");
  const hashes = [(await story.propose(ada)).hash];
  await story.passDelay();
  const proposalId = await story.id();
  hashes.push((await story.vote(ada)).hash);
  hashes.push((await governor.connect(ben).castVoteWithReason(proposalId, support.for, "Yes")).hash);
  hashes.push(
    (await governor.connect(cleo).castVoteWithReasonAndParams(proposalId, support.abstain, "Hm", "0x1234"))
      .hash,
  );
  await story.passPeriod();
  hashes.push((await story.queue(ada)).hash);
  await story.passTimelock();
  hashes.push((await story.execute(ada)).hash);
  const own = await governor.getAddress();
  const receipts = await Promise.all(hashes.map((hash) => receiptOf(hash)));
  const events = receipts.flatMap(({ logs }) =>
    logs.filter(({ address }) => address === own).map((log) => governorAbi.parseLog(log)),
  );
  const reader = new ethers.Contract(own, governorAbi, ethers.provider);
  return { community, story, proposalId, events, read: reader };
}

describe("CommunityGovernor › readers of any Governor", () => {
  it("can decode every event of a proposal's life", async () => {
    const { community, story, proposalId, events } = await loadFixture(wholeStory);
    const { governor, accounts } = community;
    expect(events.map((event) => event?.name)).to.deep.equal([
      "ProposalCreated",
      "VoteCast",
      "VoteCast",
      "VoteCastWithParams",
      "ProposalQueued",
      "ProposalExecuted",
    ]);
    const [created, plain, reasoned, withParams, queued, executed] = events.map((event) =>
      event?.args.toArray(),
    );
    expect(created).to.deep.equal([
      proposalId,
      accounts.ada.address,
      story.targets,
      story.values,
      [""],
      story.datas,
      await governor.proposalSnapshot(proposalId),
      (await governor.proposalSnapshot(proposalId)) + (await governor.votingPeriod()),
      story.description,
    ]);
    expect(plain).to.deep.equal([accounts.ada.address, proposalId, 1n, 5n, ""]);
    expect(reasoned).to.deep.equal([accounts.ben.address, proposalId, 1n, 3n, "Yes"]);
    expect(withParams).to.deep.equal([accounts.cleo.address, proposalId, 2n, 2n, "Hm", "0x1234"]);
    expect(queued).to.deep.equal([proposalId, await governor.proposalEta(proposalId)]);
    expect(executed).to.deep.equal([proposalId]);
  });

  it("find every view they call", async () => {
    const { community, story, proposalId, read } = await loadFixture(wholeStory);
    const { membership, timelock, accounts } = community;
    const call = async (name: string, ...args: unknown[]): Promise<unknown> =>
      await read.getFunction(name).staticCall(...args);
    expect(await call("name")).to.equal("Hearth Governor");
    expect(await call("version")).to.equal("1");
    expect(await call("CLOCK_MODE")).to.equal("mode=timestamp");
    expect(await call("COUNTING_MODE")).to.equal("support=bravo&quorum=for,abstain");
    expect(await call("token")).to.equal(await membership.getAddress());
    expect(await call("timelock")).to.equal(await timelock.getAddress());
    expect(await call("state", proposalId)).to.equal(7n);
    const snapshot = await call("proposalSnapshot", proposalId);
    expect(await call("quorum", snapshot)).to.equal(4n);
    expect(await call("quorumNumerator")).to.equal(40n);
    expect(await call("quorumDenominator")).to.equal(100n);
    expect(await call("votingDelay")).to.equal(3600n);
    expect(await call("votingPeriod")).to.equal(259_200n);
    expect(await call("proposalThreshold")).to.equal(3n);
    expect(await call("proposalProposer", proposalId)).to.equal(accounts.ada.address);
    expect(await call("proposalNeedsQueuing", proposalId)).to.equal(true);
    expect(await call("proposalVotes", proposalId)).to.deep.equal([0n, 8n, 2n]);
    expect(await call("proposalCount")).to.equal(1n);
    expect(await call("hasVoted", proposalId, accounts.cleo)).to.equal(true);
    expect(await call("getVotes", accounts.ada, snapshot)).to.equal(5n);
    const actions = [story.targets, story.values, story.datas, id(story.description)];
    expect(await call("hashProposal", ...actions)).to.equal(proposalId);
    expect(await call("getProposalId", ...actions)).to.equal(proposalId);
    expect(await call("proposalDetails", proposalId)).to.deep.equal(actions);
    expect(await call("BALLOT_TYPEHASH")).to.equal(
      id("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)"),
    );
    expect(await call("EXTENDED_BALLOT_TYPEHASH")).to.equal(
      id(
        "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)",
      ),
    );
  });

  it("find the interfaces of a Governor by ERC-165, and no other", async () => {
    const { read } = await loadFixture(wholeStory);
    const supports = read.getFunction("supportsInterface");
    for (const [interfaceId, expected] of [
      ["0x01ffc9a7", true], // ERC-165
      ["0x65455a86", true], // IGovernor, as its published since OpenZeppelin 5.0
      ["0xffffffff", false],
      ["0x80ac58cd", false], // ERC-721
    ] as const) {
      expect(await supports.staticCall(interfaceId), interfaceId).to.equal(expected);
    }
  });
});
