import { ZeroAddress } from "ethers";
import { leafOf } from "../../helpers/merkle.ts";
import { sign } from "../../helpers/signing.ts";
import type { SignatureStage } from "../actors.ts";
import { action, LATER, SIGNED, splitSignature } from "../action.ts";

async function inviteFrom(stage: SignatureStage, inviter: string) {
  const { membership, accounts } = stage;
  const signer = Object.values(accounts).find(({ address }) => address === inviter);
  if (!signer) throw new Error(`Nobody here has the address ${inviter}`);
  const invite = { inviter, invitee: ZeroAddress, nonce: 77n, deadline: LATER };
  return [invite, await sign(signer, membership, "Invite", invite)] as const;
}

/** What is signed for the membership. */
export const membershipActions = [
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
      args: [...(await inviteFrom(stage, inviter)), account, deadline, signature],
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
    title: "Membership.joinWithProofFor",
    type: "Join",
    contract: ({ membership }) => membership,
    signer: ({ newcomer }) => newcomer,
    arrange: async ({ membership, newcomer, accounts }) => {
      await membership.connect(accounts.operator).setEntryPolicy(2n);
      await membership.connect(accounts.operator).setAllowlist(leafOf(newcomer.address), "");
    },
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
      name: "joinWithProofFor",
      args: [account, [], deadline, signature],
    }),
    signerField: "account",
    derived: ["inviter", "nonce"],
    deadline: SIGNED,
    replayed: "SignedRequestInvalidSignature",
  }),
  action({
    title: "Membership.revokeInviteFor",
    type: "RevokeInvite",
    contract: ({ membership }) => membership,
    request: async ({ actor }) => ({ inviter: actor.address, nonce: 0n, deadline: LATER }),
    other: async ({ accounts }) => ({ inviter: accounts.ada.address, nonce: 1n, deadline: LATER + 1n }),
    submit: (_, { inviter, nonce, deadline }, signature) => ({
      name: "revokeInviteFor",
      args: [inviter, nonce, deadline, signature],
    }),
    signerField: "inviter",
    deadline: SIGNED,
    replayed: "MembershipInviteSpent",
  }),
  action({
    title: "Membership.leaveFor",
    type: "Leave",
    contract: ({ membership }) => membership,
    request: async ({ actor }) => ({ account: actor.address, nonce: 1n, deadline: LATER }),
    other: async ({ accounts }) => ({ account: accounts.ada.address, nonce: 2n, deadline: LATER + 1n }),
    submit: (_, { account, deadline }, signature) => ({
      name: "leaveFor",
      args: [account, deadline, signature],
    }),
    signerField: "account",
    derived: ["nonce"],
    deadline: SIGNED,
    replayed: "MembershipNotMember",
  }),
  action({
    title: "Membership.delegateFor",
    type: "Delegate",
    contract: ({ membership }) => membership,
    request: async ({ actor, accounts }) => ({
      account: actor.address,
      delegatee: accounts.ada.address,
      nonce: 0n,
      deadline: LATER,
    }),
    other: async ({ accounts }) => ({
      account: accounts.ada.address,
      delegatee: accounts.ben.address,
      nonce: 5n << 64n,
      deadline: LATER + 1n,
    }),
    submit: (_, { account, delegatee, nonce, deadline }, signature) => ({
      name: "delegateFor",
      args: [account, delegatee, nonce, deadline, signature],
    }),
    signerField: "account",
    deadline: SIGNED,
    replayed: "InvalidAccountNonce",
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
