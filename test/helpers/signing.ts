import {
  badgesTypes,
  campaignsTypes,
  domainName,
  domainVersion,
  eventTicketsTypes,
  governorTypes,
  membershipTypes,
  recoveryTypes,
  pollsTypes,
  rewardsStoreTypes,
  roomsTypes,
} from "@hearth/protocol/typedData";
import type { BigNumberish, BytesLike, TypedDataDomain, TypedDataField } from "ethers";
import { ethers } from "./chain.ts";

interface TypedDataSigner {
  signTypedData(
    domain: TypedDataDomain,
    types: Record<string, TypedDataField[]>,
    value: Record<string, unknown>,
  ): Promise<string>;
}

interface Addressed {
  getAddress(): Promise<string>;
}

/** The types of everything a contract accepts signed; OpenZeppelin's own beside the protocol's. */
export const signedTypes = {
  ...membershipTypes,
  ...recoveryTypes,
  ...badgesTypes,
  ...roomsTypes,
  ...campaignsTypes,
  ...rewardsStoreTypes,
  ...eventTicketsTypes,
  ...pollsTypes,
  ...governorTypes,
  Delegation: [
    { name: "delegatee", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "expiry", type: "uint256" },
  ],
  Ballot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
  ExtendedBallot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "reason", type: "string" },
    { name: "params", type: "bytes" },
  ],
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

interface PollBallot {
  voter: string;
  pollId: BigNumberish;
  sequence: BigNumberish;
}

/** The fields of each type of signed request. */
export interface SignedRequest {
  Join: { account: string; inviter: string; nonce: BigNumberish; deadline: BigNumberish };
  Invite: { inviter: string; invitee: string; nonce: BigNumberish; deadline: BigNumberish };
  BadgeRenounce: { account: string; badgeId: BigNumberish; nonce: BigNumberish; deadline: BigNumberish };
  RoomInvite: {
    steward: string;
    roomId: BigNumberish;
    memberId: BigNumberish;
    nonce: BigNumberish;
    deadline: BigNumberish;
  };
  RoomJoin: { account: string; roomId: BigNumberish; nonce: BigNumberish; deadline: BigNumberish };
  RoomRemoval: {
    steward: string;
    roomId: BigNumberish;
    memberId: BigNumberish;
    barredUntil: BigNumberish;
    reason: string;
    nonce: BigNumberish;
    deadline: BigNumberish;
  };
  RoomBarLift: {
    steward: string;
    roomId: BigNumberish;
    memberId: BigNumberish;
    nonce: BigNumberish;
    deadline: BigNumberish;
  };
  RoomDescription: {
    steward: string;
    roomId: BigNumberish;
    roomURI: string;
    nonce: BigNumberish;
    deadline: BigNumberish;
  };
  RoomLeave: { account: string; roomId: BigNumberish; nonce: BigNumberish; deadline: BigNumberish };
  RevokeInvite: { inviter: string; nonce: BigNumberish; deadline: BigNumberish };
  Leave: { account: string; nonce: BigNumberish; deadline: BigNumberish };
  Delegate: { account: string; delegatee: string; nonce: BigNumberish; deadline: BigNumberish };
  Guardians: {
    account: string;
    guardians: string[];
    threshold: BigNumberish;
    nonce: BigNumberish;
    deadline: BigNumberish;
  };
  RecoveryConsent: {
    memberId: BigNumberish;
    newAccount: string;
    nonce: BigNumberish;
    deadline: BigNumberish;
  };
  GuardianConsent: SignedRequest["RecoveryVeto"] & { guardian: string };
  RecoveryVeto: {
    memberId: BigNumberish;
    oldAccount: string;
    newAccount: string;
    requestId: BigNumberish;
    deadline: BigNumberish;
  };
  Attestation: {
    campaignId: BigNumberish;
    memberId: BigNumberish;
    subject: BytesLike;
    contentHash: BytesLike;
    amount: BigNumberish;
    deadline: BigNumberish;
  };
  Redeem: {
    account: string;
    rewardId: BigNumberish;
    termsVersion: BigNumberish;
    variant: BigNumberish;
    maxPrice: BigNumberish;
    deliveryHash: BytesLike;
    nonce: BigNumberish;
    deadline: BigNumberish;
  };
  JoinWaitingList: SignedRequest["Redeem"];
  LeaveWaitingList: { redemptionId: BigNumberish; deadline: BigNumberish };
  CancelOrder: SignedRequest["LeaveWaitingList"];
  Presence: { ticketId: BigNumberish; at: BigNumberish };
  TicketReturn: { ticketId: BigNumberish; nonce: BigNumberish; deadline: BigNumberish };
  TicketOffer: { ticketId: BigNumberish; buyer: string; nonce: BigNumberish; deadline: BigNumberish };
  TicketOfferWithdrawal: { ticketId: BigNumberish; nonce: BigNumberish; deadline: BigNumberish };
  TicketAcceptance: {
    buyer: string;
    ticketId: BigNumberish;
    maxPrice: BigNumberish;
    nonce: BigNumberish;
    deadline: BigNumberish;
  };
  Proposal: { author: string; description: string; proposalId: BigNumberish; deadline: BigNumberish };
  Delegation: { delegatee: string; nonce: BigNumberish; expiry: BigNumberish };
  Ballot: { proposalId: BigNumberish; support: BigNumberish; voter: string; nonce: BigNumberish };
  ExtendedBallot: SignedRequest["Ballot"] & { reason: string; params: BytesLike };
  NewPoll: {
    author: string;
    method: BigNumberish;
    weightMode: BigNumberish;
    minTier: BigNumberish;
    limit: BigNumberish;
    roomId: BigNumberish;
    opens: BigNumberish;
    closes: BigNumberish;
    revealUntil: BigNumberish;
    uri: string;
    optionUris: string[];
    nonce: BigNumberish;
    deadline: BigNumberish;
  };
  CancelPoll: { author: string; pollId: BigNumberish; reason: string; deadline: BigNumberish };
  SingleChoiceBallot: PollBallot & { option: BigNumberish };
  ApprovalBallot: PollBallot & { options: BigNumberish[] };
  SplitBallot: PollBallot & { points: BigNumberish[] };
  QuadraticBallot: PollBallot & { votes: BigNumberish[] };
  RankingBallot: PollBallot & { bestFirst: BigNumberish[] };
  HiddenBallot: PollBallot & { commitment: BytesLike };
  Permit: {
    owner: string;
    spender: string;
    value: BigNumberish;
    nonce: BigNumberish;
    deadline: BigNumberish;
  };
}

/**
 * The EIP-712 domain of a contract.
 * @param contract The contract that checks.
 * @param changes Fields that differ: another name, or a wrong chain for a replay.
 */
export async function domainOf(contract: Addressed, changes: TypedDataDomain = {}): Promise<TypedDataDomain> {
  const { chainId } = await ethers.provider.getNetwork();
  const verifyingContract = await contract.getAddress();
  return { name: domainName, version: domainVersion, chainId, verifyingContract, ...changes };
}

/**
 * Signs a request as a wallet would.
 * @param signer Whose key.
 * @param contract The contract that checks.
 * @param type Name of the type.
 * @param request Its fields.
 * @param domain Fields of the domain that differ.
 * @returns 65 bytes, as hex.
 */
export async function sign<Type extends keyof SignedRequest>(
  signer: TypedDataSigner,
  contract: Addressed,
  type: Type,
  request: SignedRequest[Type],
  domain: TypedDataDomain = {},
): Promise<string> {
  const types = { [type]: signedTypes[type].map((field) => ({ ...field })) };
  return await signer.signTypedData(await domainOf(contract, domain), types, { ...request });
}
