import type { Address } from "viem";
import { keys } from "../../api/keys.ts";
import type { TransactionRequest } from "../../chain/transaction.ts";

/** An invitation with the inviter's signature, as a link carries it. */
export interface SignedInvite {
  inviter: Address;
  invitee: Address;
  nonce: bigint;
  deadline: bigint;
  signature: `0x${string}`;
}

/** Becomes a member where entry is open. */
export function joinCommunity(community: string): TransactionRequest {
  return {
    title: `Join ${community}`,
    call: { contract: "Membership", functionName: "join", args: [] },
    makesStale: [keys.membership(), keys.token()],
  };
}

/** Becomes a member with an invitation. */
export function joinWithInvite(
  community: string,
  { signature, ...invite }: SignedInvite,
): TransactionRequest {
  return {
    title: `Join ${community}`,
    call: { contract: "Membership", functionName: "joinWithInvite", args: [invite, signature] },
    makesStale: [keys.membership(), keys.token()],
  };
}

/** Lets another member vote with one's units; oneself takes them back. */
export function delegateVotes(delegate: Address, toSelf: boolean): TransactionRequest {
  return {
    title: toSelf ? "Take my vote back" : "Let somebody else vote for me",
    call: { contract: "Membership", functionName: "delegate", args: [delegate] },
    makesStale: [keys.membership()],
  };
}

/** Gives the membership up. */
export function leaveCommunity(community: string): TransactionRequest {
  return {
    title: `Leave ${community}`,
    call: { contract: "Membership", functionName: "leave", args: [] },
    makesStale: [keys.membership()],
  };
}
