import { formatUnits, type AbiParameterToPrimitiveType } from "viem";
import type { abis } from "./contracts.ts";

type ErrorAbi = Extract<(typeof abis)[keyof typeof abis][number], { type: "error" }>;

/** Name of an error that one of the contracts can answer with. */
export type ErrorName = ErrorAbi["name"];

/** Arguments of an error, by name. */
export type ErrorArgs<Name extends ErrorName> = {
  [
    Input in Extract<ErrorAbi, { name: Name }>["inputs"][number] as Input["name"]
  ]: AbiParameterToPrimitiveType<Input>;
};

/** A token amount for people: no more than two decimals, thousands apart. */
function tokens(amount: bigint): string {
  return Number(formatUnits(amount, 18)).toLocaleString("en", { maximumFractionDigits: 2 });
}

/** A Unix second for people, in their own time zone. */
function date(second: bigint | number): string {
  const style = { dateStyle: "medium", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat("en-GB", style).format(new Date(Number(second) * 1000));
}

function times(number: bigint): string {
  return number === 1n ? "once" : number === 2n ? "twice" : `${number} times`;
}

/** `Rooms.FOR_GOOD`: the end of a bar that has none. */
const FOR_GOOD = 2n ** 32n - 1n;

const notAllowed = "This account may not do that: it does not hold the role it takes.";
const outdated = "This request is no longer valid. Reload the page and try again.";
const badSignature = "The signature does not fit. Please sign again with the wallet the request is for.";
const ownMistake =
  "The community's contracts refused a step of this request. Please tell the people who run it.";
const tooLarge = "That number is too large.";
const stays =
  "Memberships, badges, rooms and tickets belong to their holder. They can't be sold, lent or given away.";
const badTransfer = "That transfer is not possible.";

/**
 * What to tell people when a contract refuses. The type checker keeps it complete: an error added in Solidity fails
 * the build until it has a sentence.
 */
export const errorSentences: { [Name in ErrorName]: string | ((args: ErrorArgs<Name>) => string) } = {
  // Membership
  MembershipAlreadyMember: "This wallet is a member already.",
  MembershipNotMember: "This wallet is not a member. Join first.",
  MembershipUnknownMember: "There is no active member with this number.",
  MembershipInviteRequired: "One needs an invitation to join this community.",
  MembershipInviteNotForAccount: "This invitation is for another wallet.",
  MembershipInviterNotAllowed: "Whoever signed this invitation may not invite at the moment.",
  MembershipInviteSpent: "This invitation was used already, or withdrawn.",
  MembershipDelegateNotMember: "You can only let another member vote for you.",
  MembershipInvalidTiers: ({ index }) =>
    `Tier ${index + 1n} does not fit: the first starts at zero, and each asks for more than the one before.`,
  MembershipNotOnAllowlist: "This wallet is not on the list of those who may join.",
  MembershipZeroRoot: "The list of those who may join is empty.",
  MembershipSuspended: "This membership is suspended at the moment.",
  MembershipNotSuspended: "This member is not suspended.",
  MembershipInvalidSuspension: "A suspension must end in the future.",
  MembershipReasonTooLong: ({ length }) => `The reason has ${length} bytes; at most 1,024 fit.`,
  MembershipAccountRebound: "The membership of this wallet was moved to another wallet. Please use that one.",
  MembershipAccountUsed: "A membership can only be moved to a wallet that never was a member.",
  MembershipUnauthorized: notAllowed,
  MembershipAlreadyWired: ownMistake,
  MembershipZeroAddress: ownMistake,
  RecoveryZeroDelay: ownMistake,
  RecoveryNotMember: "Only an active member can name guardians.",
  RecoveryUnknownMember: "There is no member with this number.",
  RecoveryInvalidGuardians:
    "Name one to eight different guardians, not yourself, and how many of them have to agree.",
  RecoveryAccountUsed: "A membership can only be moved to a wallet that never was a member.",
  RecoveryNotGuardian: "This wallet is not among the guardians that count for this request.",
  RecoveryAlreadyApproved: "You have approved this already.",
  RecoveryUnauthorized: "This is for another wallet to do.",
  RecoveryWrongState: "This request is over, or not yet that far.",
  SoulboundToken: stays,
  VotesExpiredSignature: ({ expiry }) =>
    `This request to delegate ended on ${date(expiry)}. Please sign a new one.`,

  // Badges
  BadgesUnknownBadge: "There is no such badge.",
  BadgesUnknownMember: "There is no member with this number.",
  BadgesNotMember: "This wallet is not a member. Join first.",
  BadgesNotHeld: "The member does not have this badge.",
  BadgesNotRevocable: "This badge is for good: it can't be taken away.",
  BadgesIssuerNotContract: "What issues a badge must be one of the community's contracts.",
  BadgesReasonTooLong: ({ limit }) => `Keep the reason under ${limit} characters.`,

  // Rooms
  RoomsUnknownRoom: "There is no such room.",
  RoomsInvalidTerms: "The room asks for a tier or badge that does not exist, or that its rule does not use.",
  RoomsClosed: "This room is closed. Nobody joins it any more.",
  RoomsFull: ({ capacity }) => `This room is full: it has its ${capacity} members.`,
  RoomsNotMember: "This wallet is not a member. Join the community first.",
  RoomsUnknownMember: "There is no active member with this number.",
  RoomsAlreadyInRoom: "You are in this room already.",
  RoomsNotInRoom: "The member is not in this room.",
  RoomsTierTooLow: "This room takes a higher tier than yours.",
  RoomsBadgeRequired: "One needs a badge to join this room, and you don't have it yet.",
  RoomsInviteRequired: "One needs an invitation of a steward to join this room.",
  RoomsNotByInvite: "Nobody is invited to this room: whoever meets its rule can join.",
  RoomsInviteToOtherRoom: "This invitation is to another room.",
  RoomsInviteNotForMember: "This invitation is for another member.",
  RoomsInviterNotSteward: "Whoever signed this invitation is not a steward of the room at the moment.",
  RoomsInviteSpent: "This invitation was used already, or withdrawn.",
  RoomsBarred: ({ until }) =>
    until === FOR_GOOD
      ? "You can't come back to this room."
      : `You can come back to this room on ${date(until)}.`,
  RoomsNotBarred: "The member is not barred from this room.",
  RoomsInvalidBar: "The end of the bar must be in the future.",
  RoomsStewardProtected: "A steward can't remove another one. Ask those who run the community.",
  RoomsReasonTooLong: ({ limit }) => `Keep the reason under ${limit} characters.`,
  ERC1155InsufficientBalance: stays,
  ERC1155InvalidApprover: stays,
  ERC1155InvalidArrayLength: ownMistake,
  ERC1155InvalidOperator: stays,
  ERC1155InvalidReceiver: stays,
  ERC1155InvalidSender: stays,
  ERC1155MissingApprovalForAll: stays,

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

  // The store
  RewardsStoreUnknownReward: "There is no such reward.",
  RewardsStoreUnknownRedemption: "There is no such order.",
  RewardsStoreInvalidTerms: "The reward's terms don't fit together. Check its kind, dates and times.",
  RewardsStoreNotOpen: ({ opens, closes }) =>
    closes === 0n
      ? `This reward opens on ${date(opens)}.`
      : `This reward can be had from ${date(opens)} to ${date(closes)}.`,
  RewardsStoreOutOfStock: "That reward has just sold out.",
  RewardsStorePriceAboveMax: ({ price, maxPrice }) =>
    `The price has changed from ${tokens(maxPrice)} to ${tokens(price)}. Have another look before you order.`,
  RewardsStoreNotMember: "Rewards are for members. Join first.",
  RewardsStoreTierTooLow:
    "This reward is for members of a higher tier. Contribute more, and it opens for you.",
  RewardsStoreMemberLimitReached: ({ perMember }) =>
    `Each member can have this ${times(perMember)}, and you have.`,
  RewardsStoreInvalidVariant: "That choice does not exist. Choose another.",
  RewardsStoreNotPlaced: "This order is not open: it waits still, or was fulfilled or cancelled already.",
  RewardsStoreCancelNotAllowed: "This order can't be cancelled now: the time to do so is over.",
  RewardsStoreWrongKind: "Tickets are given back, other orders are cancelled. This is the other kind.",
  RewardsStoreUnauthorized: notAllowed,
  RewardsStoreTermsChanged:
    "This reward has changed since you looked at it. Look at it again, and redeem it if you still want to.",
  RewardsStoreNotInRoom: "This reward is for the members of a room that you are not in.",
  RewardsStoreBadgeMissing: "This reward is for those who hold a badge that you don't have.",
  RewardsStoreRewardClosed: "This reward was closed for good.",
  RewardsStoreStockPerVariant: "Each choice of this reward has a stock of its own. Change that.",
  RewardsStoreStockTooLarge: ({ max }) => `A stock can be ${max} at most.`,
  RewardsStoreTooManyVariants: ({ max }) => `A reward can have ${max} choices at most.`,
  RewardsStoreFulfilmentTooLate: "An order has to be fulfilled within a year at most.",
  RewardsStoreInStock: "You need not wait: this can be redeemed now.",
  RewardsStoreOthersWait: "Others wait for this already. Join the waiting list behind them.",
  RewardsStoreAlreadyWaiting: "You are on the waiting list for this already.",
  RewardsStoreEventEnded: "This event is over or was called off.",
  RewardsStoreNotWaiting: "This order does not wait any more.",
  RewardsStoreNotOwner: "This order is not yours.",
  RewardsStoreReasonTooLong: ({ max }) => `Keep the reason under ${max} characters.`,
  RewardsStoreSurplusExceeded: ({ surplus }) =>
    `The store holds ${tokens(surplus)} beyond what members have paid for their orders.`,
  RewardsStoreEventNotOver: "The event is not over yet, or was called off.",

  // Tickets
  EventTicketsUnknownEvent: "There is no such event.",
  EventTicketsInvalidTerms:
    "The event's terms don't fit together. Check its seats and times; tickets can't move once the doors are open.",
  EventTicketsSoldOut: "The event is full.",
  EventTicketsEventCancelled: "The event was called off.",
  EventTicketsEventNotCancelled: "The event was not called off, so its tickets are not refunded this way.",
  EventTicketsEventOver: "The event is over.",
  EventTicketsNotHolder: "This ticket belongs to somebody else.",
  EventTicketsReturnClosed: ({ returnUntil }) => `Tickets could be given back until ${date(returnUntil)}.`,
  EventTicketsAlreadyCheckedIn: "This ticket has let somebody in already.",
  EventTicketsDoorClosed: ({ at }) => `The doors were not open on ${date(at)}, when this ticket was shown.`,
  EventTicketsProofFromFuture:
    "The clock of the phone that shows this ticket is ahead. Ask the holder to show it again.",
  EventTicketsHolderNotActive: "The holder of this ticket has left the community or is suspended.",
  EventTicketsMalformedProofs: ownMistake,
  EventTicketsDoorsOpen: "The doors are open, so the event can't be changed any more.",
  EventTicketsTooFewSeats: ({ outstanding }) =>
    `${outstanding} tickets are out already. There must be as many seats.`,
  EventTicketsWindowShortened: ({ least }) =>
    `Members have bought tickets that can be given back or passed on until ${date(least)}. It can't be earlier.`,
  EventTicketsMovedTooSoon: ({ earliest }) =>
    `Those who have tickets need time to hear of the new date. The doors can't open before ${date(earliest)}.`,
  EventTicketsNotBadgeIssuer: "This badge is not given by the tickets. Make the tickets its issuer first.",
  EventTicketsTransferClosed: ({ transferUntil }) =>
    transferUntil === 0n
      ? "Tickets to this event can't be passed on."
      : `Tickets to this event could be passed on until ${date(transferUntil)}.`,
  EventTicketsNotOffered: "This ticket is not offered to you, or no longer.",
  EventTicketsNotMember: "Tickets pass from member to member. Join first.",
  EventTicketsOwnTicket: "This ticket is yours already.",
  EventTicketsUnauthorized: notAllowed,
  EventTicketsAlreadyWired: "The tickets were set up already.",
  EventTicketsZeroAddress: ownMistake,
  ERC721NonexistentToken: "That ticket or membership does not exist any more.",
  ERC721IncorrectOwner: stays,
  ERC721InsufficientApproval: stays,
  ERC721InvalidApprover: stays,
  ERC721InvalidOperator: stays,
  ERC721InvalidOwner: stays,
  ERC721InvalidReceiver: stays,
  ERC721InvalidSender: stays,

  // Proposals and votes
  CommunityGovernorProposerNotAllowed: "Your tier can't make proposals yet.",
  CommunityGovernorProposalUnderWay:
    "You have a proposal under way. You can make the next one when it is decided.",
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

  // The relay
  RelayDestinationNotContract: ownMistake,
  RelayFunctionNotRelayed: "This is nothing that others can submit for you.",
  RelayGasLimitTooLow: ownMistake,
  RelayOutOfGas:
    "There was too little gas for all requests together. Nothing was lost: send fewer at a time.",
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

  // Roles
  AccessManagedUnauthorized: notAllowed,
  AccessManagedRequiredDelay: "This account must announce the step first and wait before doing it.",
  AccessManagedInvalidAuthority: ownMistake,
  AccessManagerAlreadyScheduled: "This step was announced already.",
  AccessManagerBadConfirmation: ownMistake,
  AccessManagerExpired: "The announcement of this step is too old. Announce it again.",
  AccessManagerInvalidInitialAdmin: ownMistake,
  AccessManagerLockedFunction: "This rule can't be changed.",
  AccessManagerLockedRole: "This role can't be changed.",
  AccessManagerNotReady: "The waiting time for this step is not over yet.",
  AccessManagerNotScheduled: "This step must be announced first.",
  AccessManagerUnauthorizedAccount: notAllowed,
  AccessManagerUnauthorizedCall: notAllowed,
  AccessManagerUnauthorizedCancel: notAllowed,
  AccessManagerUnauthorizedConsume: notAllowed,
  AccessControlBadConfirmation: ownMistake,
  AccessControlUnauthorizedAccount: notAllowed,

  // Signed requests
  SignedRequestExpired: ({ deadline }) =>
    `This request was valid until ${date(deadline)}. Please sign a new one.`,
  SignedRequestInvalidSignature: badSignature,
  InvalidAccountNonce: outdated,
  ECDSAInvalidSignature: badSignature,
  ECDSAInvalidSignatureLength: badSignature,
  ECDSAInvalidSignatureS: badSignature,

  // What only a fault of ours brings up
  AddressEmptyCode: ownMistake,
  CheckpointUnorderedInsertion: ownMistake,
  ERC5805FutureLookup: "Votes of that moment are not known yet. Try again in a few seconds.",
  ERC6372InconsistentClock: ownMistake,
  FailedCall: "A step of this decision failed, so none of it was done.",
  InsufficientBalance: "The community's account does not hold enough for this.",
  InvalidShortString: ownMistake,
  SafeCastOverflowedUintDowncast: tooLarge,
  StringTooLong: "That text is too long.",
};
