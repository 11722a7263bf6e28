import type { Address, TypedDataDomain } from "viem";

/** EIP-712 domain name and version of every Hearth contract, whatever the brand is called. */
export const domainName = "Hearth";
/** See {@link domainName}. */
export const domainVersion = "1";

/**
 * The EIP-712 domain of one contract.
 * @param chainId Chain the contract is on.
 * @param verifyingContract The contract.
 */
export function typedDataDomain(chainId: number, verifyingContract: Address) {
  return { name: domainName, version: domainVersion, chainId, verifyingContract } satisfies TypedDataDomain;
}

/**
 * What people sign for `Membership` (its domain). Deadlines are Unix seconds; who joins without an invitation signs the
 * zero address as `inviter`. The nonce of `Join` and `Leave` is `joinsOf`, that of `Delegate` a keyed one, that of an
 * invitation its number.
 */
export const membershipTypes = {
  Join: [
    { name: "account", type: "address" },
    { name: "inviter", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  Invite: [
    { name: "inviter", type: "address" },
    { name: "invitee", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  RevokeInvite: [
    { name: "inviter", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  Leave: [
    { name: "account", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  Delegate: [
    { name: "account", type: "address" },
    { name: "delegatee", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** What a member signs so that somebody else may submit it to `Badges` (its domain). */
export const badgesTypes = {
  BadgeRenounce: [
    { name: "account", type: "address" },
    { name: "badgeId", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/**
 * What people sign for `Rooms` (its domain). A steward signs the invitation, `memberId` zero meaning whichever member
 * comes first with it, and what they do in the room; members sign that they join or leave. `barredUntil` is a Unix
 * second, zero for at once.
 */
export const roomsTypes = {
  RoomInvite: [
    { name: "steward", type: "address" },
    { name: "roomId", type: "uint256" },
    { name: "memberId", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  RoomJoin: [
    { name: "account", type: "address" },
    { name: "roomId", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  RoomLeave: [
    { name: "account", type: "address" },
    { name: "roomId", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  RoomRemoval: [
    { name: "steward", type: "address" },
    { name: "roomId", type: "uint256" },
    { name: "memberId", type: "uint256" },
    { name: "barredUntil", type: "uint256" },
    { name: "reason", type: "string" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  RoomBarLift: [
    { name: "steward", type: "address" },
    { name: "roomId", type: "uint256" },
    { name: "memberId", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  RoomDescription: [
    { name: "steward", type: "address" },
    { name: "roomId", type: "uint256" },
    { name: "roomURI", type: "string" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/**
 * What is signed for `Recovery` (its domain): by a member who names guardians, by the new account of a lost wallet, by
 * guardians who approve, and by the old account where it vetoes.
 */
export const recoveryTypes = {
  Guardians: [
    { name: "account", type: "address" },
    { name: "guardians", type: "address[]" },
    { name: "threshold", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  RecoveryConsent: [
    { name: "memberId", type: "uint256" },
    { name: "newAccount", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  GuardianConsent: [
    { name: "guardian", type: "address" },
    { name: "memberId", type: "uint256" },
    { name: "oldAccount", type: "address" },
    { name: "newAccount", type: "address" },
    { name: "requestId", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  RecoveryVeto: [
    { name: "memberId", type: "uint256" },
    { name: "oldAccount", type: "address" },
    { name: "newAccount", type: "address" },
    { name: "requestId", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** What attesters and curators sign for `Campaigns` (its domain). `amount` is in the token's smallest unit. */
export const campaignsTypes = {
  Attestation: [
    { name: "campaignId", type: "uint256" },
    { name: "memberId", type: "uint256" },
    { name: "subject", type: "bytes32" },
    { name: "contentHash", type: "bytes32" },
    { name: "amount", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

const orderFields = [
  { name: "account", type: "address" },
  { name: "rewardId", type: "uint256" },
  { name: "termsVersion", type: "uint256" },
  { name: "variant", type: "uint8" },
  { name: "maxPrice", type: "uint256" },
  { name: "deliveryHash", type: "bytes32" },
  { name: "nonce", type: "uint256" },
  { name: "deadline", type: "uint256" },
] as const;

/** An order ends once, so these need no nonce. Signed by the wallet of the member whose order it is. */
const endFields = [
  { name: "redemptionId", type: "uint256" },
  { name: "deadline", type: "uint256" },
] as const;

/**
 * What a member signs so that somebody else may submit it to `RewardsStore` (its domain). `termsVersion` is that of the
 * reward as the member saw it; an order is refused once the terms have changed.
 */
export const rewardsStoreTypes = {
  Redeem: orderFields,
  JoinWaitingList: orderFields,
  LeaveWaitingList: endFields,
  CancelOrder: endFields,
} as const;

/**
 * What ticket holders, and those who take a ticket over, sign for `EventTickets` (its domain). `at` is the Unix second
 * of signing; `nonce` counts the holder's words about this ticket, or is the buyer's of any key; the zero address
 * as `buyer` is whoever comes first.
 */
export const eventTicketsTypes = {
  Presence: [
    { name: "ticketId", type: "uint256" },
    { name: "at", type: "uint64" },
  ],
  TicketReturn: [
    { name: "ticketId", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  TicketOffer: [
    { name: "ticketId", type: "uint256" },
    { name: "buyer", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  TicketOfferWithdrawal: [
    { name: "ticketId", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  TicketAcceptance: [
    { name: "buyer", type: "address" },
    { name: "ticketId", type: "uint256" },
    { name: "maxPrice", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

const ballotTo = <const Field extends string, const Type extends string>(field: Field, type: Type) =>
  [
    { name: "voter", type: "address" },
    { name: "pollId", type: "uint256" },
    { name: field, type },
    { name: "sequence", type: "uint256" },
  ] as const;

/**
 * What members sign for `Polls` (its domain). Options are numbered from 1; points and votes stand in the options' order.
 * A ballot holds until the poll closes, or until one with a higher sequence (1 to 6) was cast.
 */
export const pollsTypes = {
  NewPoll: [
    { name: "author", type: "address" },
    { name: "method", type: "uint8" },
    { name: "weightMode", type: "uint8" },
    { name: "minTier", type: "uint8" },
    { name: "limit", type: "uint16" },
    { name: "roomId", type: "uint32" },
    { name: "opens", type: "uint32" },
    { name: "closes", type: "uint32" },
    { name: "revealUntil", type: "uint32" },
    { name: "uri", type: "string" },
    { name: "optionUris", type: "string[]" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  CancelPoll: [
    { name: "author", type: "address" },
    { name: "pollId", type: "uint256" },
    { name: "reason", type: "string" },
    { name: "deadline", type: "uint256" },
  ],
  SingleChoiceBallot: ballotTo("option", "uint256"),
  ApprovalBallot: ballotTo("options", "uint256[]"),
  SplitBallot: ballotTo("points", "uint256[]"),
  QuadraticBallot: ballotTo("votes", "uint256[]"),
  RankingBallot: ballotTo("bestFirst", "uint256[]"),
  HiddenBallot: [
    { name: "voter", type: "address" },
    { name: "pollId", type: "uint256" },
    { name: "commitment", type: "bytes32" },
    { name: "sequence", type: "uint256" },
  ],
} as const;

/**
 * What a member signs so that somebody else may submit a proposal to `CommunityGovernor`, whose domain has the name
 * {@link governorDomainName}. `proposalId` is a hash of all actions and of the description.
 */
export const governorTypes = {
  Proposal: [
    { name: "author", type: "address" },
    { name: "description", type: "string" },
    { name: "proposalId", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** EIP-712 domain name of `CommunityGovernor`, which is that of a Governor; its version is {@link domainVersion}. */
export const governorDomainName = "Hearth Governor";

/** What the author of a review signs. Checked off chain only; its domain is that of `Campaigns`. */
export const reviewTypes = {
  Review: [
    { name: "author", type: "address" },
    { name: "campaignId", type: "uint256" },
    { name: "product", type: "string" },
    { name: "contentHash", type: "bytes32" },
    { name: "ratingCommitment", type: "bytes32" },
    { name: "writtenAt", type: "uint256" },
  ],
} as const;
