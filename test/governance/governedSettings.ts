import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import type { CommunityGovernor } from "../../types/ethers-contracts/index.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { GovernorStory, votingCommunity } from "../helpers/governorStory.ts";

const { loadFixture } = networkHelpers;

/** Carries a call of the governor to itself through a whole proposal, up to its execution. */
async function decide(community: Community, data: string): Promise<GovernorStory> {
  const target = await community.governor.getAddress();
  const { ada } = community.accounts;
  const story = await new GovernorStory(community, [{ target, data }], "A change").reach("queued", ada, [
    ada,
  ]);
  await story.passTimelock();
  return story;
}

interface Setting {
  name:
    | "setVotingDelay"
    | "setVotingPeriod"
    | "setProposalThreshold"
    | "updateQuorumNumerator"
    | "setLateQuorumVoteExtension";
  value: bigint;
  event:
    | "VotingDelaySet"
    | "VotingPeriodSet"
    | "ProposalThresholdSet"
    | "QuorumNumeratorUpdated"
    | "LateQuorumVoteExtensionSet";
  before: bigint;
  read: (governor: CommunityGovernor) => Promise<bigint>;
}

const settings: Setting[] = [
  {
    name: "setVotingDelay",
    value: 7n,
    event: "VotingDelaySet",
    before: 3600n,
    read: (governor) => governor.votingDelay(),
  },
  {
    name: "setVotingPeriod",
    value: 99n,
    event: "VotingPeriodSet",
    before: 259_200n,
    read: (governor) => governor.votingPeriod(),
  },
  {
    name: "setProposalThreshold",
    value: 1n,
    event: "ProposalThresholdSet",
    before: 3n,
    read: (governor) => governor.proposalThreshold(),
  },
  {
    name: "updateQuorumNumerator",
    value: 55n,
    event: "QuorumNumeratorUpdated",
    before: 40n,
    read: (governor) => governor["quorumNumerator()"](),
  },
  {
    name: "setLateQuorumVoteExtension",
    value: 60n,
    event: "LateQuorumVoteExtensionSet",
    before: 21_600n,
    read: (governor) => governor.lateQuorumVoteExtension(),
  },
];

describe("CommunityGovernor › settings", () => {
  for (const { name, value, event, before, read } of settings) {
    it(`${name} is for proposals alone`, async () => {
      const community = await loadFixture(votingCommunity);
      const { governor, accounts } = community;
      for (const caller of [
        accounts.admin,
        accounts.operator,
        accounts.guardian,
        accounts.ada,
        accounts.stranger,
      ]) {
        await expect(governor.connect(caller)[name](value))
          .to.be.revertedWithCustomError(governor, "GovernorOnlyExecutor")
          .withArgs(caller.address);
      }
      expect(await read(governor)).to.equal(before);
      const data = governor.interface.encodeFunctionData(name as "setVotingDelay", [value]);
      const story = await decide(community, data);
      await expect(story.execute(accounts.stranger)).to.emit(governor, event).withArgs(before, value);
      expect(await read(governor)).to.equal(value);
    });
  }

  it("updateTimelock, relay and setProposalGuardian are for proposals alone", async () => {
    const { governor, accounts } = await loadFixture(votingCommunity);
    for (const caller of [accounts.admin, accounts.guardian, accounts.stranger]) {
      const asCaller = governor.connect(caller);
      for (const call of [
        () => asCaller.updateTimelock(caller),
        () => asCaller.relay(caller, 0n, "0x"),
        () => asCaller.setProposalGuardian(caller),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(governor, "GovernorOnlyExecutor")
          .withArgs(caller.address);
      }
    }
  });

  it("refuses a vote that takes no time", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const story = await decide(community, governor.interface.encodeFunctionData("setVotingPeriod", [0n]));
    await expect(story.execute(accounts.ada))
      .to.be.revertedWithCustomError(governor, "GovernorInvalidVotingPeriod")
      .withArgs(0n);
  });

  it("refuses a quorum of more than everybody, and allows everybody", async () => {
    const community = await loadFixture(votingCommunity);
    const { governor, accounts } = community;
    const story = await decide(
      community,
      governor.interface.encodeFunctionData("updateQuorumNumerator", [101n]),
    );
    await expect(story.execute(accounts.ada))
      .to.be.revertedWithCustomError(governor, "GovernorInvalidQuorumFraction")
      .withArgs(101n, 100n);
    const all = await new GovernorStory(
      community,
      [
        {
          target: await governor.getAddress(),
          data: governor.interface.encodeFunctionData("updateQuorumNumerator", [100n]),
        },
      ],
      "Everybody",
    ).reach("executed", accounts.ada, [accounts.ada]);
    expect(await governor["quorumNumerator()"]()).to.equal(100n);
    expect(await all.state()).to.equal(7n);
  });

  it("takes no ether", async () => {
    const { governor, accounts } = await loadFixture(votingCommunity);
    await expect(
      accounts.stranger.sendTransaction({ to: await governor.getAddress(), value: 1n }),
    ).to.be.revertedWithCustomError(governor, "GovernorDisabledDeposit");
  });

  it("answers to ERC-165 as every governor", async () => {
    const { governor } = await loadFixture(votingCommunity);
    for (const known of ["0x01ffc9a7", "0x4e2312e0"]) {
      expect(await governor.supportsInterface(known), known).to.equal(true);
    }
    for (const unknown of ["0xffffffff", "0x00000000"]) {
      expect(await governor.supportsInterface(unknown), unknown).to.equal(false);
    }
  });
});

describe("TimelockController › wiring", () => {
  it("takes orders from the governor alone, executes for anybody, and is its own admin", async () => {
    const { timelock, governor, accounts } = await loadFixture(plainCommunity);
    const [admin, proposer, canceller, executor] = await Promise.all([
      timelock.DEFAULT_ADMIN_ROLE(),
      timelock.PROPOSER_ROLE(),
      timelock.CANCELLER_ROLE(),
      timelock.EXECUTOR_ROLE(),
    ]);
    for (const role of [proposer, canceller]) expect(await timelock.hasRole(role, governor)).to.equal(true);
    expect(await timelock.hasRole(executor, ZeroAddress)).to.equal(true);
    expect(await timelock.hasRole(admin, timelock)).to.equal(true);
    expect(await timelock.hasRole(admin, governor)).to.equal(false);
    for (const account of Object.values(accounts)) {
      for (const role of [admin, proposer, canceller]) {
        expect(await timelock.hasRole(role, account), account.address).to.equal(false);
      }
    }
  });

  it("refuses what nobody voted on, from everybody", async () => {
    const { timelock, accounts } = await loadFixture(plainCommunity);
    const proposer = await timelock.PROPOSER_ROLE();
    const [target] = [accounts.ada];
    for (const caller of [accounts.admin, accounts.operator, accounts.guardian, accounts.stranger]) {
      const asCaller = timelock.connect(caller);
      for (const call of [
        () => asCaller.schedule(target, 0n, "0x", ZeroHash, ZeroHash, 86_400n),
        () => asCaller.scheduleBatch([target], [0n], ["0x"], ZeroHash, ZeroHash, 86_400n),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
          .withArgs(caller.address, proposer);
      }
      await expect(asCaller.execute(target, 0n, "0x", ZeroHash, ZeroHash)).to.be.revertedWithCustomError(
        timelock,
        "TimelockUnexpectedOperationState",
      );
      await expect(asCaller.updateDelay(0n))
        .to.be.revertedWithCustomError(timelock, "TimelockUnauthorizedCaller")
        .withArgs(caller.address);
    }
  });

  it("changes its own delay by proposal", async () => {
    const community = await loadFixture(votingCommunity);
    const { timelock, accounts } = community;
    const target = await timelock.getAddress();
    const data = timelock.interface.encodeFunctionData("updateDelay", [3600n]);
    const story = await new GovernorStory(community, [{ target, data }], "Faster").reach(
      "queued",
      accounts.ada,
      [accounts.ada],
    );
    await story.passTimelock();
    await expect(story.execute(accounts.stranger))
      .to.emit(timelock, "MinDelayChange")
      .withArgs(86_400n, 3600n);
    expect(await timelock.getMinDelay()).to.equal(3600n);
  });

  it("spends ether it was given only as voted", async () => {
    const community = await loadFixture(votingCommunity);
    const { timelock, accounts } = community;
    const { ada, stranger } = accounts;
    const target = ethers.Wallet.createRandom().address;
    await stranger.sendTransaction({ to: await timelock.getAddress(), value: 10n });
    const story = await new GovernorStory(community, [{ target, data: "0x", value: 4n }], "A gift").reach(
      "executed",
      ada,
      [ada],
    );
    expect(await story.state()).to.equal(7n);
    expect(await ethers.provider.getBalance(target)).to.equal(4n);
    expect(await ethers.provider.getBalance(timelock)).to.equal(6n);
  });
});
