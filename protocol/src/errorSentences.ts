import { earningSentences } from "./earningSentences.ts";
import {
  badSignature,
  date,
  notAllowed,
  outdated,
  ownMistake,
  stays,
  times,
  tokens,
  tooLarge,
  type ErrorName,
  type Sentences,
} from "./errorWords.ts";
import { governanceSentences } from "./governanceSentences.ts";
import { FOR_GOOD } from "./rooms.ts";

/**
 * What to tell people when a contract refuses. The type checker keeps it complete: an error added in Solidity fails
 * the build until it has a sentence.
 */
export const errorSentences: Sentences<ErrorName> = {
  ...earningSentences,
  ...governanceSentences,

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
  RoomsNotSteward: "Whoever signed this is not a steward of the room at the moment.",
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
    `There must be as many seats as tickets that are out already: ${outstanding}.`,
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

  // The relay
  RelayDestinationNotContract: ownMistake,
  RelayFunctionNotRelayed: "This is nothing that others can submit for you.",
  RelayGasLimitTooLow: ownMistake,
  RelayOutOfGas: "That was too much for one transaction. Nothing was lost: send fewer requests at a time.",

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
  WordsUnexpectedAnswer: ownMistake,
  StringTooLong: "That text is too long.",
};
