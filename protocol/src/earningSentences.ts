import {
  badSignature,
  badTransfer,
  date,
  ownMistake,
  times,
  tokens,
  type ErrorName,
  type Sentences,
} from "./errorWords.ts";

type EarningError = Extract<
  ErrorName,
  `Campaigns${string}` | `RewardToken${string}` | `ERC20${string}` | `ERC2612${string}` | `SafeERC20${string}`
>;

/** What to tell people when campaigns or the reward token refuse. */
export const earningSentences: Sentences<EarningError> = {
  // Earning
  CampaignsUnknownCampaign: "There is no such campaign.",
  CampaignsInvalidTerms:
    "The campaign's terms don't fit together. Check rewards, budget, signatures and dates.",
  CampaignsNotOpen: ({ start, end }) => `This campaign runs from ${date(start)} to ${date(end)}.`,
  CampaignsRewardOutOfRange: ({ amount, minReward, maxReward }) =>
    `This campaign pays ${tokens(minReward)} to ${tokens(maxReward)}, not ${tokens(amount)}.`,
  CampaignsBudgetExceeded: ({ requested, available }) =>
    `The campaign has ${tokens(available)} left, which does not reach for ${tokens(requested)}.`,
  CampaignsBudgetBelowPaid: ({ paid }) =>
    `The campaign has paid ${tokens(paid)} already; its budget can't be less.`,
  CampaignsMemberCapReached: ({ cap }) =>
    `This campaign pays each member ${times(cap)}, and that is reached.`,
  CampaignsAlreadyPaid: "This was rewarded already.",
  CampaignsMemberNotActive: "This member has left the community or is suspended, so nothing can be paid.",
  CampaignsSettled: "This campaign is over for good, so it can't be changed any more.",
  CampaignsWrongKind: "This campaign does not pay for that.",
  CampaignsNotInRoom: "This campaign is for the members of a room. Join the room first.",
  CampaignsNoInviter: "Nobody invited this member, so there is nobody to thank.",
  CampaignsReferralNotReached: ({ standing, needed }) =>
    `The invited member has earned ${tokens(standing)} so far; the reward comes at ${tokens(needed)}.`,
  CampaignsNotCheckedIn: "This ticket has not been checked in at the door.",
  CampaignsOtherEvent: "This campaign thanks the guests of another event.",
  CampaignsUnknownEpoch: "There is no such payout.",
  CampaignsInvalidEpoch: "A payout needs a list with a total, and time to be claimed.",
  CampaignsEpochNotOpen: ({ activeAt, closesAt }) =>
    `This payout can be claimed from ${date(activeAt)} to ${date(closesAt)}.`,
  CampaignsEpochActive: ({ activeAt }) =>
    `This payout can be claimed since ${date(activeAt)}, so it can't be cancelled any more.`,
  CampaignsEpochSettled: "Nothing is left of this payout.",
  CampaignsEpochClaimed: "This reward was paid already.",
  CampaignsInvalidProof: "This reward is not on the published list.",
  CampaignsEpochExceeded: ({ left }) =>
    `Only ${tokens(left)} are left of this payout: its list adds up to more than its total.`,
  CampaignsPublisherIsMember: "Nobody can publish a reward for themselves.",
  CampaignsNotPaid: "There was no such payment.",
  CampaignsAlreadyRevoked: "This payment was taken back already.",
  CampaignsRevocationOutOfRange: ({ most }) => `At most ${tokens(most)} of this payment can be taken back.`,
  CampaignsDisputeOver: ({ until }) => `This payment could be disputed until ${date(until)}.`,
  CampaignsReasonTooLong: ({ limit }) => `Give the reason in at most ${limit} bytes.`,
  CampaignsAttestationExpired: ({ deadline }) =>
    `The approval was valid until ${date(deadline)}. Ask for a new one.`,
  CampaignsWrongSignatureCount: ({ given, needed }) => `This needs ${needed} approvals, and has ${given}.`,
  CampaignsSignersNotAscending: "Two of the approvals are by the same person, or are in the wrong order.",
  CampaignsSignerNotAllowed: "Someone who approved this may not approve contributions any more.",
  CampaignsSignerIsMember: "Nobody can approve their own contribution.",
  CampaignsNoAwards: "Choose at least one member to reward.",

  // The reward token
  RewardTokenUnauthorized: ownMistake,
  RewardTokenAlreadyWired: "The token was set up already.",
  RewardTokenZeroAddress: ownMistake,
  RewardTokenZeroEpochLength: ownMistake,
  RewardTokenEmissionExceeded: ({ available }) =>
    `The community can give out ${tokens(available)} more for now. Please try again in the next period.`,
  RewardTokenCapExceeded: ({ available }) => `Only ${tokens(available)} more can ever be given out.`,
  RewardTokenRevocationExceedsStanding: ({ standing }) =>
    `Only ${tokens(standing)} can be taken back from this member.`,
  RewardTokenTransferClosed: "Rewards can be spent in the store, but not sent to others.",
  ERC20InsufficientBalance: ({ balance, needed }) =>
    `This costs ${tokens(needed)}, and you have ${tokens(balance)}.`,
  ERC20InsufficientAllowance: ({ allowance, needed }) =>
    `This needs leave to move ${tokens(needed)}, and has leave for ${tokens(allowance)}.`,
  ERC20InvalidApprover: badTransfer,
  ERC20InvalidReceiver: badTransfer,
  ERC20InvalidSender: badTransfer,
  ERC20InvalidSpender: badTransfer,
  ERC2612ExpiredSignature: ({ deadline }) =>
    `This permission ended on ${date(deadline)}. Please sign a new one.`,
  ERC2612InvalidSigner: badSignature,
  SafeERC20FailedOperation: badTransfer,
};
