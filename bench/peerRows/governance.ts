import { id, parseEther, type Contract, type Wallet } from "ethers";
import { ethers, networkHelpers, now } from "../../test/helpers/chain.ts";
import { accounts, deploy, deployClone, gasOf, people, type AnyContract } from "../chain.ts";
import { compileHarness, compilePeer } from "../compile.ts";
import type { Row } from "../rows.ts";

const VOTES = "OpenZeppelin ERC20Votes + Governor + Timelock";
const FOR = 1;

/** What it costs elsewhere to decide something. */
export async function governanceRows(): Promise<Row[]> {
  return [...(await openZeppelin()), ...(await thirdweb()), ...(await poll())];
}

/** A token, with everybody's votes delegated to themselves and past. */
async function votesToken(voters: readonly Wallet[]): Promise<AnyContract> {
  const token = await deploy(compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinVotesToken"));
  const [owner] = await accounts();
  for (const voter of [...(await accounts()).slice(0, 4), ...voters]) {
    const address = await voter.getAddress();
    await token["mint"]!(address, parseEther("10"));
    await networkHelpers.impersonateAccount(address);
    await networkHelpers.setBalance(address, parseEther("1"));
    await (token.connect(await ethers.getSigner(address)) as Contract)["delegate"]!(address);
  }
  await token["mint"]!(await owner!.getAddress(), parseEther("1"));
  await networkHelpers.mine();
  return token;
}

async function openZeppelin(): Promise<Row[]> {
  const voters = people(111, "voter");
  const token = await votesToken(voters);
  const [owner, first, second] = await accounts();
  const self = await owner!.getAddress();
  const { abi, bytecode } = await import("hardhat").then(
    async ({ artifacts }) => await artifacts.readArtifact("TimelockController"),
  );
  const timelock = await deploy({ abi, bytecode }, 1, [], [`0x${"00".repeat(20)}`], self);
  const code = compileHarness("OpenZeppelinGovernance.sol", "OpenZeppelinGovernor");
  const governor = await deploy(code, await token.getAddress(), await timelock.getAddress());
  await timelock["grantRole"]!(id("PROPOSER_ROLE"), await governor.getAddress());
  const call = governor.interface.encodeFunctionData("setVotingPeriod", [700_000]);
  const action = [[await governor.getAddress()], [0], [call]] as const;
  const rows: Row[] = [];
  const row = async (name: Row["action"], sent: Promise<{ hash: string }>, batch = 1) =>
    rows.push({ action: name, who: VOTES, batch, gas: (await gasOf(sent)) / BigInt(batch) });

  await row("propose", governor["propose"]!(...action, text("a")));
  const proposalId = await governor["getProposalId"]!(...action, id(text("a")));
  await networkHelpers.time.increase(10);
  await (governor.connect(first!) as Contract)["castVote"]!(proposalId, FOR);
  await row("vote", (governor.connect(second!) as Contract)["castVote"]!(proposalId, FOR));
  const signed = await ballots(governor, proposalId, voters);
  await row("voteSigned", governor["castVoteBySig"]!(proposalId, FOR, ...signed[0]!));
  for (const [batch, from] of [
    [10, 1],
    [100, 11],
  ] as const) {
    const calls = signed
      .slice(from, from + batch)
      .map((ballot) => governor.interface.encodeFunctionData("castVoteBySig", [proposalId, FOR, ...ballot]));
    await row("voteSigned", governor["multicall"]!(calls), batch);
  }
  await networkHelpers.time.increase(8 * 86_400);
  await row("queue", governor["queue"]!(...action, id(text("a"))));
  await networkHelpers.time.increase(10);
  await row("execute", governor["execute"]!(...action, id(text("a"))));
  return rows;
}

async function ballots(governor: AnyContract, proposalId: bigint, voters: readonly Wallet[]) {
  const { chainId } = await ethers.provider.getNetwork();
  const domain = { name: "Governor", version: "1", chainId, verifyingContract: await governor.getAddress() };
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
  const address = await token.getAddress();
  await governor["initialize"]!("Votes", "", [], address, 1, 50_000, 0, 4);
  await networkHelpers.mine();
  const action = [[address], [0], [token.interface.encodeFunctionData("approve", [address, 1])]] as const;
  const gas = await gasOf(governor["propose"]!(...action, text("a")));
  const proposalId = await governor["hashProposal"]!(...action, id(text("a")));
  await networkHelpers.mine(10);
  await (governor.connect(first!) as Contract)["castVote"]!(proposalId, FOR);
  const vote = await gasOf((governor.connect(second!) as Contract)["castVote"]!(proposalId, FOR));
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
  const contract = await deploy(code, await token.getAddress(), (await now()) + 100_000, 4);
  await networkHelpers.mine();
  await (contract.connect(first!) as Contract)["cast"]!(1);
  const gas = await gasOf((contract.connect(second!) as Contract)["cast"]!(1));
  return [{ action: "ballot", who: "OpenZeppelin ERC20Votes + poll", batch: 1, gas }];
}

/** A description of a hundred characters. */
function text(letter: string): string {
  return letter.repeat(100);
}
