import { id, ZeroHash } from "ethers";
import type { Community } from "../helpers/community.ts";
import { sign } from "../helpers/signing.ts";
import type { Person } from "./people.ts";
import { LATER, nonceOf, signed, type Request } from "./requests.ts";

/** A commitment to delivery details that nobody needs to know. */
const DELIVERY = id("Ada, Hearth Street 1");

/* STORE */

/** What somebody orders, where it is not the plainest. */
interface Wish {
  variant?: bigint;
  maxPrice?: bigint;
}

async function order(
  { store }: Community,
  type: "Redeem" | "JoinWaitingList",
  person: Person,
  rewardId: bigint,
  { variant = 0n, maxPrice }: Wish,
): Promise<Request> {
  const { termsVersion, price, kind } = await store.reward(rewardId);
  const request = {
    account: person.address,
    rewardId,
    termsVersion,
    variant,
    maxPrice: maxPrice ?? price,
    deliveryHash: kind === 0n ? DELIVERY : ZeroHash,
    nonce: await nonceOf(store, person),
    deadline: LATER,
  };
  const name = type === "Redeem" ? "redeemFor" : "joinWaitingListFor";
  return await signed(store, person, type, name, request);
}

/** A member orders a reward at the price it has. */
export async function redeeming(
  community: Community,
  person: Person,
  rewardId: bigint,
  wish: Wish = {},
): Promise<Request> {
  return await order(community, "Redeem", person, rewardId, wish);
}

/** A member joins the waiting list for a reward. */
export async function waiting(
  community: Community,
  person: Person,
  rewardId: bigint,
  wish: Wish = {},
): Promise<Request> {
  return await order(community, "JoinWaitingList", person, rewardId, wish);
}

/** A member leaves the waiting list. */
export async function leavingLine(
  { store }: Community,
  person: Person,
  redemptionId: bigint,
): Promise<Request> {
  const request = { redemptionId, deadline: LATER };
  return await signed(store, person, "LeaveWaitingList", "leaveWaitingListFor", request);
}

/** A member cancels an order. */
export async function cancelling(
  { store }: Community,
  person: Person,
  redemptionId: bigint,
): Promise<Request> {
  const request = { redemptionId, deadline: LATER };
  return await signed(store, person, "CancelOrder", "cancelFor", request);
}

/* TICKETS */

async function ticketNonce({ tickets }: Community, holder: Person, ticketId: bigint): Promise<bigint> {
  const keyed = await tickets["nonces(address,uint192)"](holder, ticketId);
  return keyed & (2n ** 64n - 1n);
}

/** A holder gives a ticket back. */
export async function returning(community: Community, holder: Person, ticketId: bigint): Promise<Request> {
  const { tickets } = community;
  const nonce = await ticketNonce(community, holder, ticketId);
  const signature = await sign(holder, tickets, "TicketReturn", { ticketId, nonce, deadline: LATER });
  return { contract: tickets, name: "returnTicketFor", args: [ticketId, LATER, signature] };
}

/** A holder offers a ticket to another member. */
export async function offering(
  community: Community,
  holder: Person,
  ticketId: bigint,
  { address: buyer }: Person,
): Promise<Request> {
  const { tickets } = community;
  const nonce = await ticketNonce(community, holder, ticketId);
  const request = { ticketId, buyer, nonce, deadline: LATER };
  const signature = await sign(holder, tickets, "TicketOffer", request);
  return { contract: tickets, name: "offerTicketFor", args: [ticketId, buyer, LATER, signature] };
}

/** A member takes a ticket that was offered, for at most a price. */
export async function accepting(
  { tickets }: Community,
  buyer: Person,
  ticketId: bigint,
  maxPrice: bigint,
): Promise<Request> {
  const nonce = await nonceOf(tickets, buyer);
  const request = { buyer: buyer.address, ticketId, maxPrice, nonce, deadline: LATER };
  return await signed(tickets, buyer, "TicketAcceptance", "acceptTicketFor", request);
}
