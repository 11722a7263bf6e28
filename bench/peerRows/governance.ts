import { id, parseEther, ZeroAddress, type Wallet } from "ethers";
import hre from "hardhat";
import { ethers, networkHelpers, now } from "../../test/helpers/chain.ts";
import { accounts, deploy, deployClone, at, gasOf, people, type Peer } from "../chain.ts";
import { compileHarness, compilePeer } from "../compile.ts";
import type { Row } from "../rows.ts";

const VOTES = "OpenZeppelin ERC20Votes + Governor + Timelock";
const FOR = 1;

/** What it costs elsewhere to decide something. */
export async function governanceRows(): Promise<Row[]> {
  return [...(await openZeppelin()), ...(await thirdweb()), ...(await poll())];
}

/** A token, with everybody's votes delegated to themselves and past. */
async function votesToken(voters: readonly Wallet[]): Promise<Peer> {
  const token = await deploy(compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinVotesToken"));
  const [owner] = await accounts();
  for (const { address } of [...(await accounts()).slice(0, 4), ...voters]) {
    await token.send("mint", address, parseEther("10"));
    await networkHelpers.impersonateAccount(address);
    await networkHelpers.setBalance(address, parseEther("1"));
    await token.as(await ethers.getSigner(address)).send("delegate", address);
  }
  await token.send("mint", owner.address, parseEther("1"));
  await networkHelpers.mine();
  return token;
}

async function openZeppelin(): Promise<Row[]> {
  const voters = people(111, "voter");
  const token = await votesToken(voters);
  const [owner, first, second] = await accounts();
  const self = owner.address;
  const { abi, bytecode } = await hre.artifacts.readArtifact("TimelockController");
  const timelockCode = { abi: abi as readonly object[], bytecode };
  const timelock = await deploy(timelockCode, 1, [], [ZeroAddress], self);
  const code = compileHarness("OpenZeppelinGovernance.sol", "OpenZeppelinGovernor");
  const governor = await deploy(code, token.address, timelock.address);
  await timelock.send("grantRole", id("PROPOSER_ROLE"), governor.address);
  const call = governor.encode("setVotingPeriod", 700_000);
  const action = [[governor.address], [0], [call]] as const;
  const rows: Row[] = [];
  const row = async (name: Row["action"], sent: Promise<{ hash: string }>, batch = 1) => {
    const gas = (await gasOf(sent)) / BigInt(batch);
    rows.push({ action: name, who: VOTES, batch, gas });
    // Where there is no poll that takes signatures, one votes on a proposal.
    if (name === "voteSigned") rows.push({ action: "ballotSigned", who: `${VOTES}, a vote`, batch, gas });
  };

  await row("propose", governor.send("propose", ...action, text("a")));
  const proposalId = await governor.read<bigint>("getProposalId", ...action, id(text("a")));
  await networkHelpers.time.increase(10);
  await governor.as(first).send("castVote", proposalId, FOR);
  await row("vote", governor.as(second).send("castVote", proposalId, FOR));
  const signed = await ballots(governor, proposalId, voters);
  await row("voteSigned", governor.send("castVoteBySig", proposalId, FOR, ...at(signed, 0)));
  for (const [batch, from] of [
    [10, 1],
    [100, 11],
  ] as const) {
    const calls = signed
      .slice(from, from + batch)
      .map((ballot) => governor.encode("castVoteBySig", proposalId, FOR, ...ballot));
    await row("voteSigned", governor.send("multicall", calls), batch);
  }
  await networkHelpers.time.increase(8 * 86_400);
  await row("queue", governor.send("queue", ...action, id(text("a"))));
  await networkHelpers.time.increase(10);
  await row("execute", governor.send("execute", ...action, id(text("a"))));
  return rows;
}

async function ballots(governor: Peer, proposalId: bigint, voters: readonly Wallet[]) {
  const domain = await governor.domain("Governor");
  const types = {
    Ballot: [
      { name: "proposalId", type: "uint256" },
      { name: "support", type: "uint8" },
      { name: "voter", type: "address" },
      { name: "nonce", type: "uint256" },
    ],
  };
  return await Promise.all(
    voters.map(async (voter) => {
      const ballot = { proposalId, support: FOR, voter: voter.address, nonce: 0 };
      return [voter.address, await voter.signTypedData(domain, types, ballot)] as const;
    }),
  );
}

async function thirdweb(): Promise<Row[]> {
  const token = await votesToken([]);
  const [, first, second] = await accounts();
  const code = compilePeer("@thirdweb-dev/contracts/prebuilts/vote/VoteERC20.sol", "VoteERC20");
  const governor = await deployClone(code);
  const address = token.address;
  await governor.send("initialize", "Votes", "", [], address, 1, 50_000, 0, 4);
  await networkHelpers.mine();
  const action = [[address], [0], [token.encode("approve", address, 1)]] as const;
  const gas = await gasOf(governor.send("propose", ...action, text("a")));
  const proposalId = await governor.read<bigint>("hashProposal", ...action, id(text("a")));
  await networkHelpers.mine(10);
  await governor.as(first).send("castVote", proposalId, FOR);
  const vote = await gasOf(governor.as(second).send("castVote", proposalId, FOR));
  return [
    { action: "propose", who: "thirdweb VoteERC20", batch: 1, gas },
    { action: "vote", who: "thirdweb VoteERC20", batch: 1, gas: vote },
  ];
}

/** A poll among options as one would compose it. */
async function poll(): Promise<Row[]> {
  const token = await votesToken([]);
  const [, first, second] = await accounts();
  const code = compileHarness("OpenZeppelinGovernance.sol", "OpenZeppelinPoll");
  const contract = await deploy(code, token.address, (await now()) + 100_000, 4);
  await networkHelpers.mine();
  await contract.as(first).send("cast", 1);
  const gas = await gasOf(contract.as(second).send("cast", 1));
  return [{ action: "ballot", who: "OpenZeppelin ERC20Votes + poll", batch: 1, gas }];
}

/** A description of a hundred characters. */
function text(letter: string): string {
  return letter.repeat(100);
}
