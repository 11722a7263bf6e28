import { ponder } from "ponder:registry";
import { proposal, vote } from "ponder:schema";
import type { Hex } from "viem";
import { originOf, wordAt, type LogEvent } from "./event.ts";

/** What can be voted, in the order of the governor's `VoteType`. */
const supports = ["against", "for", "abstain"] as const;

/** The rows a vote makes: the vote itself, and what it adds to the tally. */
function voteRows(
  event: LogEvent & {
    args: { voter: Hex; proposalId: bigint; support: number; weight: bigint; reason: string };
  },
) {
  const { voter, proposalId, weight, reason } = event.args;
  const support = wordAt(supports, event.args.support);
  const tally = `${support}Votes` as const;
  return {
    cast: { proposalId, voter, support, weight, reason, ...originOf(event) },
    count: (row: typeof proposal.$inferSelect) => ({
      [tally]: row[tally] + weight,
      voters: row.voters + 1,
    }),
  };
}

ponder.on("CommunityGovernor:ProposalCreated", async ({ event, context: { db } }) => {
  const { proposalId, proposer, targets, values, calldatas, voteStart, voteEnd, description } = event.args;
  await db.insert(proposal).values({
    id: proposalId,
    proposer,
    authorId: null,
    targets: [...targets],
    values: [...values],
    calldatas: [...calldatas],
    description,
    voteStart,
    voteEnd,
    state: "created",
    executableAt: null,
    forVotes: 0n,
    againstVotes: 0n,
    abstainVotes: 0n,
    voters: 0,
    deposit: 0n,
    depositState: "none",
    markedSpam: false,
    ...originOf(event),
  });
});

ponder.on("CommunityGovernor:ProposalExtended", async ({ event, context: { db } }) => {
  const { proposalId, extendedDeadline } = event.args;
  await db.update(proposal, { id: proposalId }).set({ voteEnd: extendedDeadline });
});

ponder.on("CommunityGovernor:VoteCast", async ({ event, context: { db } }) => {
  const { cast, count } = voteRows(event);
  await db.insert(vote).values(cast);
  await db.update(proposal, { id: cast.proposalId }).set(count);
});

ponder.on("CommunityGovernor:VoteCastWithParams", async ({ event, context: { db } }) => {
  const { cast, count } = voteRows(event);
  await db.insert(vote).values(cast);
  await db.update(proposal, { id: cast.proposalId }).set(count);
});

ponder.on("CommunityGovernor:ProposalQueued", async ({ event, context: { db } }) => {
  const { proposalId, etaSeconds } = event.args;
  await db.update(proposal, { id: proposalId }).set({ state: "queued", executableAt: etaSeconds });
});

ponder.on("CommunityGovernor:ProposalExecuted", async ({ event, context: { db } }) => {
  await db.update(proposal, { id: event.args.proposalId }).set({ state: "executed" });
});

ponder.on("CommunityGovernor:ProposalCanceled", async ({ event, context: { db } }) => {
  await db.update(proposal, { id: event.args.proposalId }).set({ state: "canceled" });
});

ponder.on("ProposalDeposits:DepositTaken", async ({ event, context: { db } }) => {
  const { proposalId, memberId, amount } = event.args;
  const deposit = { authorId: Number(memberId), deposit: amount, depositState: "held" } as const;
  await db.update(proposal, { id: proposalId }).set(deposit);
});

ponder.on("ProposalDeposits:DepositReturned", async ({ event, context: { db } }) => {
  await db.update(proposal, { id: event.args.proposalId }).set({ depositState: "returned" });
});

ponder.on("ProposalDeposits:DepositBurned", async ({ event, context: { db } }) => {
  await db.update(proposal, { id: event.args.proposalId }).set({ depositState: "burned" });
});

ponder.on("ProposalDeposits:ProposalMarkedSpam", async ({ event, context: { db } }) => {
  await db.update(proposal, { id: event.args.proposalId }).set({ markedSpam: true });
});
