import {
  badSignature,
  date,
  notAllowed,
  outdated,
  ownMistake,
  type ErrorName,
  type Sentences,
} from "./errorWords.ts";

type GovernanceError = Extract<
  ErrorName,
  | `CommunityGovernor${string}`
  | `ProposalDeposits${string}`
  | `Governor${string}`
  | `Timelock${string}`
  | `Polls${string}`
>;

/** What to tell people when governor, deposits, timelock or polls refuse. */
export const governanceSentences: Sentences<GovernanceError> = {
  // Proposals and votes
  CommunityGovernorProposerNotAllowed: "Your tier can't make proposals yet.",
  CommunityGovernorProposalUnderWay:
    "You have a proposal under way. You can make the next one when it is decided.",
  CommunityGovernorDescriptionTooLong: ({ limit }) =>
    `A proposal may say at most ${limit} characters of plain text. Shorten it.`,
  CommunityGovernorReasonTooLong: ({ limit }) =>
    `A reason may be at most ${limit} characters of plain text long. Shorten it.`,
  CommunityGovernorParamsTooLong: ownMistake,
  CommunityGovernorRequestExpired: ({ deadline }) =>
    `This proposal had to be handed in by ${date(deadline)}. Please sign it again.`,
  ProposalDepositsAlreadyWired: ownMistake,
  ProposalDepositsZeroAddress: ownMistake,
  ProposalDepositsUnauthorized: notAllowed,
  ProposalDepositsNoDeposit: "There is no deposit with this proposal, or it was settled already.",
  ProposalDepositsVoteNotOver: "The vote on this proposal is not over. Its deposit is settled afterwards.",
  ProposalDepositsVoteOver: "The vote on this proposal is over: what it is, the voters have said.",
  ProposalDepositsSpam: "This proposal was spam, so its deposit does not go back.",
  ProposalDepositsNotSpam: "This proposal was no spam, so its deposit can't be burned.",
  GovernorAlreadyCastVote: "You have voted on this proposal already.",
  GovernorAlreadyQueuedProposal: "This proposal is in the queue already.",
  GovernorDisabledDeposit: ownMistake,
  GovernorInsufficientProposerVotes: ({ votes, threshold }) =>
    `Making a proposal takes ${threshold} votes, and you had ${votes} a moment ago.`,
  GovernorInvalidProposalLength: "A proposal needs at least one action, each with its target.",
  GovernorInvalidQuorumFraction: "A quorum is at most 100 percent.",
  GovernorInvalidSignature: badSignature,
  GovernorInvalidVoteParams: "That vote does not fit this proposal.",
  GovernorInvalidVoteType: "A vote is for, against or abstain.",
  GovernorInvalidVotingPeriod: "A vote must last at least a second.",
  GovernorNonexistentProposal: "There is no such proposal.",
  GovernorOnlyExecutor: "Only an accepted proposal can do this.",
  GovernorPreventLateQuorumVoteExtensionTooLarge: "That extension of a vote is too long.",
  GovernorProposalQueueingFailed: "This proposal could not be queued.",
  GovernorProposalQueueingNotRequired: "This proposal needs no queue.",
  GovernorRestrictedProposer: "Only the member named in its description can make this proposal.",
  GovernorUnableToCancel: "This proposal can't be cancelled by you now.",
  GovernorUnexpectedProposalState:
    "This proposal has moved on in the meantime. Reload the page to see where it stands.",
  TimelockInsufficientDelay: "That delay is shorter than the community allows.",
  TimelockInvalidOperationLength: ownMistake,
  TimelockUnauthorizedCaller: "Only an accepted proposal can do this.",
  TimelockUnexecutedPredecessor: "Another decision has to be carried out first.",
  TimelockUnexpectedOperationState:
    "The waiting time after this decision is not over yet, or it was carried out already.",

  // Polls
  PollsUnknownPoll: "There is no such poll.",
  PollsAuthorNotAllowed: ({ roomId }) =>
    roomId === 0n
      ? "Your tier can't make polls yet."
      : "In this room, polls are made by its stewards, and by members of it whose tier may propose.",
  PollsAuthorBusy: "You have a poll under way. You can make the next one when it is over.",
  PollsInvalidOptionCount: ({ count }) => `A poll has 2 to 16 options, not ${count}.`,
  PollsInvalidLimit: "What each member can choose or spend does not fit this kind of poll.",
  PollsInvalidTimes: "The poll's dates don't fit together: it opens now or later, and closes after that.",
  PollsTextTooLong: ({ length, limit }) => `This text has ${length} bytes, and may have ${limit}.`,
  PollsRoomClosed: "That room is closed.",
  PollsNotCancellable: "Only its author can call a poll off, before it opens.",
  PollsCancelled: "This poll was called off.",
  PollsNotOpen: ({ opens, closes }) => `This poll is open from ${date(opens)} to ${date(closes)}.`,
  PollsNotRevealing: ({ from, until }) =>
    `Hidden ballots of this poll are opened from ${date(from)} to ${date(until)}.`,
  PollsHidden: "Ballots of this poll are hidden until it closes. Reload the page and vote again.",
  PollsNotHidden: "Ballots of this poll are not hidden. Reload the page and vote again.",
  PollsNoWeight: "You have no vote in this poll: it is for those who were members when it opened, and are.",
  PollsTierTooLow: "This poll is for members of a higher tier.",
  PollsNotInRoom: "This poll is for those who were in its room before it opened, and are.",
  PollsInvalidBallot: "That answer does not fit this poll.",
  PollsInvalidSequence:
    "You have changed this vote by signature as often as possible. Vote from your wallet.",
  PollsStaleBallot: "You have cast another vote since this one was signed.",
  PollsEmptyCommitment: outdated,
  PollsRevealMismatch: "This is not the vote that was hidden, or it was opened already.",
  PollsNotOver: ({ from }) => `There is a result from ${date(from)} on.`,
  PollsNoPairs: "This poll does not compare options in pairs.",
};
