import { packPresences } from "@hearth/protocol/ticket";
import { id, parseEther, ZeroHash } from "ethers";
import { DAY, HOUR, now, type Signer } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { joinAs } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";

/** Kinds of reward, as the contract numbers them. */
export const kind = { merch: 0n, ticket: 1n } as const;

/** States of a redemption, as the contract numbers them. */
export const state = { none: 0n, placed: 1n, fulfilled: 2n, cancelled: 3n, waiting: 4n } as const;

/** Terms of a reward with every number settled. */
export type RewardTerms = { variantStock: bigint[] } & Record<
  | "kind"
  | "price"
  | "stock"
  | "perMember"
  | "minTier"
  | "roomId"
  | "badgeId"
  | "opens"
  | "closes"
  | "cancelWindow"
  | "fulfilWithin"
  | "eventId",
  bigint
>;

/** Terms of an event with every number settled. */
export type EventTerms = Record<
  "capacity" | "doorsOpen" | "ends" | "returnUntil" | "transferUntil" | "badgeId",
  bigint
>;

/** Price of the rewards in these tests. */
export const PRICE = parseEther("60");

/** A community with members who have something to spend, and a mug in the catalogue. */
export interface StoreStage extends Community {
  /** The mug. */
  rewardId: bigint;
  /** Pillars with 500 tokens each. */
  adaId: bigint;
  benId: bigint;
}

/** A community with an event and tickets to it on sale. */
export interface TicketStage extends StoreStage {
  eventId: bigint;
  event: EventTerms;
  /** The reward that sells the tickets. */
  ticketRewardId: bigint;
}

/**
 * Terms of a mug: 60 tokens, five in stock, no limits, an hour to cancel, fourteen days to fulfil.
 * @param changes What differs.
 */
export function merchTerms(changes: Partial<RewardTerms> = {}): RewardTerms {
  return {
    kind: kind.merch,
    price: PRICE,
    stock: 5n,
    perMember: 0n,
    minTier: 0n,
    variantStock: [],
    roomId: 0n,
    badgeId: 0n,
    opens: 0n,
    closes: 0n,
    cancelWindow: BigInt(HOUR),
    fulfilWithin: BigInt(14 * DAY),
    eventId: 0n,
    ...changes,
  };
}

/**
 * Lists a reward as the operator.
 * @param community The community.
 * @param changes How it differs from {@link merchTerms}.
 * @returns Its number.
 */
export async function list(
  { store, accounts }: Community,
  changes: Partial<RewardTerms> = {},
): Promise<bigint> {
  await store.connect(accounts.operator).listReward(merchTerms(changes), "data:,a reward");
  return await store.rewardCount();
}

/**
 * Terms of an event with two seats: doors open in three days, for four hours; tickets go back until a day before.
 * @param changes What differs.
 */
export async function eventTerms(changes: Partial<EventTerms> = {}): Promise<EventTerms> {
  const doorsOpen = BigInt((await now()) + 3 * DAY);
  return {
    capacity: 2n,
    doorsOpen,
    ends: doorsOpen + BigInt(4 * HOUR),
    returnUntil: doorsOpen - BigInt(DAY),
    transferUntil: 0n,
    badgeId: 0n,
    ...changes,
  };
}

/**
 * Announces an event as the operator and puts its tickets on sale.
 * @param community The community.
 * @param changes How the event differs from {@link eventTerms}.
 * @param rewardChanges How the reward that sells the tickets differs.
 */
export async function announce(
  community: Community,
  changes: Partial<EventTerms> = {},
  rewardChanges: Partial<RewardTerms> = {},
) {
  const { tickets, accounts } = community;
  const event = await eventTerms(changes);
  await tickets.connect(accounts.operator).createEvent(event, "data:,an event");
  const eventId = await tickets.eventCount();
  const ticketRewardId = await list(community, {
    kind: kind.ticket,
    eventId,
    cancelWindow: 0n,
    fulfilWithin: 0n,
    ...rewardChanges,
  });
  return { event, eventId, ticketRewardId };
}

/** Fixture: ada and ben have 500 tokens each; the store has five mugs. */
export async function storeStage(): Promise<StoreStage> {
  const community = await plainCommunity();
  const [adaId = 0n, benId = 0n] = await joinAs(
    community,
    "pillar",
    community.accounts.ada,
    community.accounts.ben,
  );
  return { ...community, rewardId: await list(community), adaId, benId };
}

/** Fixture: {@link storeStage} with an event of two seats. */
export async function ticketStage(): Promise<TicketStage> {
  const stage = await storeStage();
  return { ...stage, ...(await announce(stage)) };
}

/** What a redemption may say beside who and what. */
export interface Wish {
  variant?: bigint;
  maxPrice?: bigint;
  deliveryHash?: string;
  /** The version of the terms that the member saw; left out for the one that holds. */
  termsVersion?: bigint;
}

/** A commitment to delivery details that nobody needs to know. */
export const DELIVERY = id("Ada, Hearth Street 1");

/**
 * Redeems as the member.
 * @param community The community.
 * @param person The member.
 * @param rewardId The reward.
 * @param wish What is not the plainest.
 */
export async function redeem(
  { store }: Pick<Community, "store">,
  person: Signer,
  rewardId: bigint,
  { variant = 0n, maxPrice = PRICE, deliveryHash = ZeroHash, termsVersion }: Wish = {},
) {
  const seen = termsVersion ?? (await store.reward(rewardId)).termsVersion;
  return await store.connect(person).redeem(rewardId, seen, variant, maxPrice, deliveryHash);
}

/**
 * Orders as the fulfilment sends them, without tracking.
 * @param redemptionIds The orders.
 */
export function parcels(...redemptionIds: bigint[]) {
  return redemptionIds.map((redemptionId) => ({ redemptionId, trackingHash: ZeroHash }));
}

/**
 * Places an order.
 * @param community The community.
 * @param person The member.
 * @param rewardId The reward.
 * @returns Number of the order.
 */
export async function order(community: Community, person: Signer, rewardId: bigint): Promise<bigint> {
  await redeem(community, person, rewardId);
  return await community.store.redemptionCount();
}

/**
 * Buys a ticket.
 * @param stage The community.
 * @param person The member.
 * @param ticketRewardId The reward that sells it.
 * @param eventId The event.
 */
export async function buy(
  stage: TicketStage,
  person: Signer,
  ticketRewardId = stage.ticketRewardId,
  eventId = stage.eventId,
) {
  const redemptionId = await order(stage, person, ticketRewardId);
  const { lastSerial } = await stage.tickets.eventOf(eventId);
  return { redemptionId, ticketId: (eventId << 32n) | lastSerial };
}

/**
 * A holder's proof of being at the door.
 * @param community The community.
 * @param holder Who signs.
 * @param ticketId The ticket.
 * @param at Second of signing.
 */
export async function presence(
  { tickets }: Pick<Community, "tickets">,
  holder: Pick<Signer, "signTypedData">,
  ticketId: bigint,
  at: bigint,
) {
  return { ticketId, at, signature: await sign(holder, tickets, "Presence", { ticketId, at }) };
}

/** A proof as it was shown: what `checkIn` takes. */
export type Proof = Awaited<ReturnType<typeof presence>>;

/**
 * Proofs one after the other, as `checkInBatch` takes them.
 * @param proofs The proofs.
 */
export function packed(proofs: readonly Proof[]): string {
  return packPresences(proofs.map((proof) => ({ ...proof, signature: proof.signature as `0x${string}` })));
}
