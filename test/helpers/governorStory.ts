import { id, type ContractTransactionResponse } from "ethers";
import type { CommunityGovernor, TimelockController } from "../../types/ethers-contracts/index.ts";
import { at, networkHelpers, now, type Signer } from "./chain.ts";
import { plainCommunity, type Community } from "./community.ts";
import { join, joinAs } from "./members.ts";

/** States of a proposal, as numbers. */
export const proposalState = {
  pending: 0n,
  active: 1n,
  canceled: 2n,
  defeated: 3n,
  succeeded: 4n,
  queued: 5n,
  expired: 6n,
  executed: 7n,
} as const;

/** What a ballot can say. */
export const support = { against: 0n, for: 1n, abstain: 2n } as const;

/** A call that a proposal makes in the timelock's name. */
export interface Call {
  target: string;
  data: string;
  value?: bigint;
}

type Sent = Promise<ContractTransactionResponse>;

/**
 * One proposal from idea to deed: `propose → passDelay → vote → passPeriod → queue → passTimelock → execute`.
 * Every step can be left out, repeated or awaited for its revert.
 */
export class GovernorStory {
  readonly calls: Call[];
  readonly description: string;
  private readonly governor: CommunityGovernor;
  private readonly timelock: TimelockController;

  constructor({ governor, timelock }: Community, calls: Call[], description = "Let us do it") {
    this.governor = governor;
    this.timelock = timelock;
    this.calls = calls;
    this.description = description;
  }

  get targets(): string[] {
    return this.calls.map(({ target }) => target);
  }

  get values(): bigint[] {
    return this.calls.map(({ value }) => value ?? 0n);
  }

  get datas(): string[] {
    return this.calls.map(({ data }) => data);
  }

  get descriptionHash(): string {
    return id(this.description);
  }

  /** The proposal's number, known before it is made. */
  async id(): Promise<bigint> {
    return await this.governor.getProposalId(this.targets, this.values, this.datas, this.descriptionHash);
  }

  async state(): Promise<bigint> {
    return await this.governor.state(await this.id());
  }

  async propose(author: Signer): Sent {
    return await this.governor
      .connect(author)
      .propose(this.targets, this.values, this.datas, this.description);
  }

  /** Goes on to the first second in which votes are taken. */
  async passDelay(): Promise<void> {
    await networkHelpers.time.increaseTo((await this.governor.proposalSnapshot(await this.id())) + 1n);
  }

  async vote(voter: Signer, ballot: bigint = support.for): Sent {
    return await this.governor.connect(voter).castVote(await this.id(), ballot);
  }

  /** Goes on to the first second in which no votes are taken any more. */
  async passPeriod(): Promise<void> {
    await networkHelpers.time.increaseTo((await this.governor.proposalDeadline(await this.id())) + 1n);
  }

  async queue(caller: Signer): Sent {
    return await this.governor
      .connect(caller)
      ["queue(address[],uint256[],bytes[],bytes32)"](
        this.targets,
        this.values,
        this.datas,
        this.descriptionHash,
      );
  }

  /** Goes on to the first second in which it can be executed. */
  async passTimelock(): Promise<void> {
    await networkHelpers.time.increaseTo(await this.governor.proposalEta(await this.id()));
  }

  async execute(caller: Signer): Sent {
    return await this.governor
      .connect(caller)
      ["execute(address[],uint256[],bytes[],bytes32)"](
        this.targets,
        this.values,
        this.datas,
        this.descriptionHash,
      );
  }

  async cancel(caller: Signer): Sent {
    return await this.governor
      .connect(caller)
      ["cancel(address[],uint256[],bytes[],bytes32)"](
        this.targets,
        this.values,
        this.datas,
        this.descriptionHash,
      );
  }

  /** The operation's number in the timelock. */
  async operation(): Promise<string> {
    const salt = BigInt(await this.governor.getAddress()) << 96n;
    const word = `0x${(salt ^ BigInt(this.descriptionHash)).toString(16).padStart(64, "0")}`;
    return await this.timelock.hashOperationBatch(this.targets, this.values, this.datas, ZERO_WORD, word);
  }

  /** Proposes, votes for it with these voters, and stops in a state. */
  async reach(state: keyof typeof proposalState, author: Signer, voters: Signer[] = []): Promise<this> {
    await this.propose(author);
    if (state === "pending") return this;
    if (state === "canceled") {
      await this.cancel(author);
      return this;
    }
    await this.passDelay();
    if (state === "active") return this;
    for (const voter of voters) await this.vote(voter, state === "defeated" ? support.against : support.for);
    await this.passPeriod();
    if (state === "defeated" || state === "succeeded") return this;
    await this.queue(author);
    if (state === "queued") return this;
    await this.passTimelock();
    await this.execute(author);
    return this;
  }
}

const ZERO_WORD = `0x${"00".repeat(32)}`;

/**
 * Fixture: Ada is a Keeper with 5 units and may propose, Ben has 3, Cleo 2, Dan 1, Eve 1; the quorum is 4 of 12.
 */
export async function votingCommunity(): Promise<Community> {
  const community = await plainCommunity();
  const { ada, ben, cleo, dan, eve } = community.accounts;
  await joinAs(community, "keeper", ada);
  await joinAs(community, "pillar", ben);
  await joinAs(community, "regular", cleo);
  await join(community, dan, eve);
  await at((await now()) + 10);
  await networkHelpers.mine();
  return community;
}

/**
 * A call that the timelock may make from the first day, being an operator.
 * @param community The community.
 * @param budget The new budget of the gifts; another makes another proposal.
 */
export async function budgetCall({ campaigns, giftsId }: Community, budget = 7n * 10n ** 24n): Promise<Call> {
  return {
    target: await campaigns.getAddress(),
    data: campaigns.interface.encodeFunctionData("setCampaignBudget", [giftsId, budget]),
  };
}

/**
 * A story whose proposal sets the budget of the gifts.
 * @param community The community.
 * @param budget The budget; another makes another proposal.
 * @param description What the proposal says.
 */
export async function budgetStory(
  community: Community,
  budget?: bigint,
  description?: string,
): Promise<GovernorStory> {
  return new GovernorStory(community, [await budgetCall(community, budget)], description);
}
