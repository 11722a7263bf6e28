import { dataLength, dataSlice, id, parseEther, ZeroAddress, type BaseContract } from "ethers";
import { now } from "../helpers/chain.ts";
import { GovernorStory, type Call } from "../helpers/governorStory.ts";
import { sign, type SignedRequest } from "../helpers/signing.ts";
import { PRICE } from "../rewards/stage.ts";
import type { Actor, SignatureStage } from "./actors.ts";

/** A call that hands a signature in: a function, its arguments, and whose call it is if it matters. */
export interface Submission {
  name: string;
  args: unknown[];
  from?: string;
}

/**
 * One way to hand in something signed.
 * `request` and `other` are both good and differ in every field.
 */
export interface SignedAction<Type extends keyof SignedRequest = keyof SignedRequest> {
  /** Contract and function. */
  title: string;
  type: Type;
  contract: (stage: SignatureStage) => BaseContract;
  /** Who signs; the actor where nothing is said. */
  signer?: (stage: SignatureStage) => Actor;
  /** What must have happened before. */
  arrange?: (stage: SignatureStage) => Promise<void>;
  request: (stage: SignatureStage) => Promise<SignedRequest[Type]>;
  other: (stage: SignatureStage) => Promise<SignedRequest[Type]>;
  submit: (
    stage: SignatureStage,
    request: SignedRequest[Type],
    signature: string,
  ) => Submission | Promise<Submission>;
  /** The field that says who signs. */
  signerField?: keyof SignedRequest[Type];
  /** Fields that the contract fills in by itself. */
  derived?: (keyof SignedRequest[Type])[];
  /** The field with the last good second, and the error after it. */
  deadline?: { field: keyof SignedRequest[Type]; error: string };
  /** What a bad signature is told; `SignedRequestInvalidSignature`, naming the signer, where nothing is said. */
  refusals?: string[];
  /** What the same request is told the second time. */
  replayed: string;
  /** The domain's name, where it is not Hearth's. */
  domainName?: string;
  /** Handed in as v, r and s, so without the short form and without wallets that are contracts. */
  split?: true;
  /** Checked by OpenZeppelin's SignatureChecker, which takes no short form and asks code, if any, instead of the key. */
  codeFirst?: true;
}

const LATER = 2n ** 40n;
const SIGNED = { field: "deadline", error: "SignedRequestExpired" } as const;

/**
 * A signature of 65 bytes as the functions of ERC-20 and ERC-5805 take it, whatever it says.
 * @param signature The signature. Throws an Error for other lengths.
 */
function splitSignature(signature: string): { r: string; s: string; v: number } {
  if (dataLength(signature) !== 65) throw new Error(`${signature} has no r, s and v`);
  const v = Number(dataSlice(signature, 64));
  return { r: dataSlice(signature, 0, 32), s: dataSlice(signature, 32, 64), v };
}

/** Keeps the type of the request between the parts of an action, then forgets it. */
function action<Type extends keyof SignedRequest>(each: SignedAction<Type>): SignedAction {
  return each as unknown as SignedAction;
}

async function inviteFrom(stage: SignatureStage, inviter: string) {
  const { membership, accounts } = stage;
  const signer = Object.values(accounts).find(({ address }) => address === inviter);
  if (!signer) throw new Error(`Nobody here has the address ${inviter}`);
  const invite = { inviter, invitee: ZeroAddress, nonce: 77n, deadline: LATER };
  return [invite, await sign(signer, membership, "Invite", invite)] as const;
}

const membershipActions = [
  action({
    title: "Membership.joinFor",
    type: "Join",
    contract: ({ membership }) => membership,
    signer: ({ newcomer }) => newcomer,
    request: async ({ newcomer }) => ({
      account: newcomer.address,
      inviter: ZeroAddress,
      nonce: 0n,
      deadline: LATER,
    }),
    other: async ({ accounts }) => ({
      account: accounts.stranger.address,
      inviter: accounts.ada.address,
      nonce: 1n,
      deadline: LATER + 1n,
    }),
    submit: (_, { account, deadline }, signature) => ({
      name: "joinFor",
      args: [account, deadline, signature],
    }),
    signerField: "account",
    derived: ["inviter", "nonce"],
    deadline: SIGNED,
    replayed: "SignedRequestInvalidSignature",
  }),
  action({
    title: "Membership.joinWithInviteFor",
    type: "Join",
    contract: ({ membership }) => membership,
    signer: ({ newcomer }) => newcomer,
    request: async ({ newcomer, accounts }) => ({
      account: newcomer.address,
      inviter: accounts.ada.address,
      nonce: 0n,
      deadline: LATER,
    }),
    other: async ({ accounts }) => ({
      account: accounts.stranger.address,
      inviter: accounts.operator.address,
      nonce: 1n,
      deadline: LATER + 1n,
    }),
    submit: async (stage, { account, inviter, deadline }, signature) => ({
      name: "joinWithInviteFor",
      args: [...(await inviteFrom(stage, String(inviter))), account, deadline, signature],
    }),
    signerField: "account",
    derived: ["nonce"],
    deadline: SIGNED,
    replayed: "SignedRequestInvalidSignature",
  }),
  action({
    title: "Membership.joinWithInvite",
    type: "Invite",
    contract: ({ membership }) => membership,
    request: async ({ actor }) => ({
      inviter: actor.address,
      invitee: ZeroAddress,
      nonce: 0n,
      deadline: LATER,
    }),
    other: async ({ accounts }) => ({
      inviter: accounts.ada.address,
      invitee: accounts.stranger.address,
      nonce: 1n,
      deadline: LATER + 1n,
    }),
    submit: ({ accounts }, invite, signature) => ({
      name: "joinWithInvite",
      args: [invite, signature],
      from: accounts.stranger.address,
    }),
    signerField: "inviter",
    deadline: SIGNED,
    replayed: "MembershipInviteSpent",
  }),
  action({
    title: "Membership.delegateBySig",
    type: "Delegation",
    contract: ({ membership }) => membership,
    request: async ({ accounts }) => ({ delegatee: accounts.ada.address, nonce: 0n, expiry: LATER }),
    other: async ({ accounts }) => ({
      delegatee: accounts.ben.address,
      nonce: 5n << 64n,
      expiry: LATER + 1n,
    }),
    submit: (_, { delegatee, nonce, expiry }, signature) => {
      const { v, r, s } = splitSignature(signature);
      return { name: "delegateBySig", args: [delegatee, nonce, expiry, v, r, s] };
    },
    deadline: { field: "expiry", error: "VotesExpiredSignature" },
    // Whose signature it is follows from the signature: a wrong one is that of nobody who is a member.
    refusals: ["MembershipNotMember"],
    replayed: "InvalidAccountNonce",
    split: true,
  }),
];

const earningActions = [
  action({
    title: "Campaigns.claim",
    type: "Attestation",
    contract: ({ campaigns }) => campaigns,
    request: async ({ campaignIds, adaId }) => ({
      campaignId: campaignIds[0],
      memberId: adaId,
      subject: id("a product"),
      contentHash: id("words"),
      amount: parseEther("20"),
      deadline: LATER,
    }),
    other: async ({ campaignIds, benId }) => ({
      campaignId: campaignIds[1],
      memberId: benId,
      subject: id("another product"),
      contentHash: id("other words"),
      amount: parseEther("21"),
      deadline: LATER + 1n,
    }),
    submit: ({ actor }, attestation, signature) => ({
      name: "claim",
      args: [attestation, [{ signer: actor.address, signature }]],
    }),
    deadline: { field: "deadline", error: "CampaignsAttestationExpired" },
    replayed: "CampaignsAlreadyPaid",
  }),
  action({
    title: "RewardToken.permit",
    type: "Permit",
    contract: ({ token }) => token,
    request: async ({ actor, accounts }) => ({
      owner: actor.address,
      spender: accounts.ada.address,
      value: 5n,
      nonce: 0n,
      deadline: LATER,
    }),
    other: async ({ accounts }) => ({
      owner: accounts.stranger.address,
      spender: accounts.ben.address,
      value: 6n,
      nonce: 1n,
      deadline: LATER + 1n,
    }),
    submit: (_, { owner, spender, value, deadline }, signature) => {
      const { v, r, s } = splitSignature(signature);
      return { name: "permit", args: [owner, spender, value, deadline, v, r, s] };
    },
    signerField: "owner",
    derived: ["nonce"],
    deadline: { field: "deadline", error: "ERC2612ExpiredSignature" },
    refusals: ["ERC2612InvalidSigner"],
    replayed: "ERC2612InvalidSigner",
    domainName: "Ember",
    split: true,
  }),
];

const rewardsActions = [
  action({
    title: "RewardsStore.redeemFor",
    type: "Redeem",
    contract: ({ store }) => store,
    request: async ({ actor, rewardIds }) => ({
      account: actor.address,
      rewardId: rewardIds[0],
      variant: 0n,
      maxPrice: PRICE,
      deliveryHash: id("here"),
      nonce: 0n,
      deadline: LATER,
    }),
    other: async ({ accounts, rewardIds }) => ({
      account: accounts.ada.address,
      rewardId: rewardIds[1],
      variant: 1n,
      maxPrice: PRICE + 1n,
      deliveryHash: id("there"),
      nonce: 5n << 64n,
      deadline: LATER + 1n,
    }),
    submit: (_, request, signature) => ({ name: "redeemFor", args: [request, signature] }),
    signerField: "account",
    deadline: SIGNED,
    replayed: "InvalidAccountNonce",
  }),
  action({
    title: "EventTickets.checkIn",
    type: "Presence",
    contract: ({ tickets }) => tickets,
    request: async ({ ticketIds, event }) => ({ ticketId: ticketIds[0], at: event.doorsOpen }),
    other: async ({ ticketIds, event }) => ({ ticketId: ticketIds[1], at: event.doorsOpen + 1n }),
    submit: ({ accounts }, { ticketId, at }, signature) => ({
      name: "checkIn",
      args: [[{ ticketId, at, signature }]],
      from: accounts.door.address,
    }),
    replayed: "EventTicketsAlreadyCheckedIn",
  }),
];

/** Two proposals, made a while ago, so that their votes are open. */
function stories(stage: SignatureStage): [GovernorStory, GovernorStory] {
  const calls: Call[] = [{ target: String(stage.timelock.target), data: "0x" }];
  return [new GovernorStory(stage, calls, "One thing"), new GovernorStory(stage, calls, "Another thing")];
}

async function propose(stage: SignatureStage): Promise<void> {
  const [one, another] = stories(stage);
  await one.propose(stage.accounts.cleo);
  await another.propose(stage.accounts.dan);
  await another.passDelay();
}

const ballot = async (stage: SignatureStage) => ({
  proposalId: await stories(stage)[0].id(),
  support: 1n,
  voter: stage.actor.address,
  nonce: 0n,
});
const otherBallot = async (stage: SignatureStage) => ({
  proposalId: await stories(stage)[1].id(),
  support: 0n,
  voter: stage.accounts.ada.address,
  nonce: 9n,
});

const governanceActions = [
  action({
    title: "CommunityGovernor.castVoteBySig",
    type: "Ballot",
    contract: ({ governor }) => governor,
    arrange: propose,
    request: ballot,
    other: otherBallot,
    submit: (_, { proposalId, support, voter }, signature) => ({
      name: "castVoteBySig",
      args: [proposalId, support, voter, signature],
    }),
    signerField: "voter",
    derived: ["nonce"],
    refusals: ["GovernorInvalidSignature"],
    replayed: "GovernorInvalidSignature",
    domainName: "Hearth Governor",
    codeFirst: true,
  }),
  action({
    title: "CommunityGovernor.castVoteWithReasonAndParamsBySig",
    type: "ExtendedBallot",
    contract: ({ governor }) => governor,
    arrange: propose,
    request: async (stage) => ({ ...(await ballot(stage)), reason: "yes", params: "0x" }),
    other: async (stage) => ({ ...(await otherBallot(stage)), reason: "no", params: "0x00" }),
    submit: (_, { proposalId, support, voter, reason, params }, signature) => ({
      name: "castVoteWithReasonAndParamsBySig",
      args: [proposalId, support, voter, reason, params, signature],
    }),
    signerField: "voter",
    derived: ["nonce"],
    refusals: ["GovernorInvalidSignature"],
    replayed: "GovernorInvalidSignature",
    domainName: "Hearth Governor",
    codeFirst: true,
  }),
];

/** Every way to hand in something signed. */
export const signedActions: readonly SignedAction[] = [
  ...membershipActions,
  ...earningActions,
  ...rewardsActions,
  ...governanceActions,
];

/** A second far enough ahead to be a deadline. */
export async function soon(): Promise<bigint> {
  return BigInt((await now()) + 1000);
}
