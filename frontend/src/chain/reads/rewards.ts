import { decodeMetadata, type Metadata } from "@hearth/protocol/metadata";
import { queryOptions, skipToken } from "@tanstack/react-query";
import type { Hash, Hex } from "viem";
import { readContract } from "wagmi/actions";
import { keys } from "../../api/keys.ts";
import { config } from "../config.ts";
import { contracts } from "../contracts.ts";
import { numbersDown, readEvents } from "./logs.ts";

/** A reward as it stands. Price in the token's smallest unit, times and spans in seconds. */
export interface RewardNow {
  rewardId: bigint;
  kind: "merch" | "ticket";
  metadata: Metadata;
  price: bigint;
  stock: number;
  /** 0: no limit. */
  perMember: number;
  minTier: number;
  variants: number;
  opens: bigint;
  /** 0n: no end. */
  closes: bigint;
  cancelWindow: number;
  fulfilWithin: number;
  /** 0n for merch. */
  eventId: bigint;
  /** Rises with every change of the terms; who redeems names the one they saw. */
  termsVersion: number;
}

/** Where an order stands, in the order of `IRewardsStore.RedemptionState`. */
export const redemptionStates = ["none", "placed", "fulfilled", "cancelled", "waiting"] as const;

/** One order. */
export interface RedemptionNow {
  redemptionId: bigint;
  rewardId: bigint;
  memberId: bigint;
  paid: bigint;
  variant: number;
  state: (typeof redemptionStates)[number];
  /** In seconds. */
  placedAt: bigint;
  /** Zero where nothing is delivered. */
  deliveryHash: Hex;
  /** 0n for merch. */
  ticketId: bigint;
  transactionHash: Hash;
}

async function readReward(rewardId: bigint): Promise<RewardNow> {
  const [reward, uri] = await Promise.all([
    readContract(config, { ...contracts.RewardsStore, functionName: "reward", args: [rewardId] }),
    readContract(config, { ...contracts.RewardsStore, functionName: "rewardURI", args: [rewardId] }),
  ]);
  return {
    ...reward,
    rewardId,
    kind: reward.kind === 1 ? "ticket" : "merch",
    metadata: decodeMetadata(uri),
    opens: BigInt(reward.opens),
    closes: BigInt(reward.closes),
    eventId: BigInt(reward.eventId),
  };
}

/** The whole catalogue, in the order it was listed. */
export function rewardsQuery() {
  return queryOptions({
    queryKey: keys.rewards(),
    queryFn: async () => {
      const count = await readContract(config, { ...contracts.RewardsStore, functionName: "rewardCount" });
      return Promise.all(numbersDown(count).reverse().map(readReward));
    },
  });
}

/** One reward. */
export function rewardQuery(rewardId: bigint) {
  return queryOptions({ queryKey: keys.reward(rewardId), queryFn: () => readReward(rewardId) });
}

type PlacedEvents = Awaited<ReturnType<typeof readPlaced>>;

/** Orders as they began: placed at once, or on a waiting list, from where they got their ticket later if at all. */
async function readPlaced(memberId?: bigint) {
  const filter = memberId === undefined ? undefined : { memberId };
  const [placed, joined, promoted] = await Promise.all([
    readEvents(contracts.RewardsStore, "RedemptionPlaced", filter),
    readEvents(contracts.RewardsStore, "WaitingListJoined", filter),
    readEvents(contracts.RewardsStore, "RedemptionPromoted", filter),
  ]);
  const tickets = new Map(promoted.map(({ args }) => [args.redemptionId, args.ticketId]));
  const waited = joined.map(({ args, transactionHash }) => ({
    args: { ...args, ticketId: tickets.get(args.redemptionId) ?? 0n },
    transactionHash,
  }));
  const all = [...placed.map(({ args, transactionHash }) => ({ args, transactionHash })), ...waited];
  return all.sort((one, other) => (one.args.redemptionId < other.args.redemptionId ? -1 : 1));
}

async function readRedemptions(placed: PlacedEvents): Promise<RedemptionNow[]> {
  const redemptions = await Promise.all(
    placed.map(async ({ args, transactionHash }): Promise<RedemptionNow> => {
      const now = await readContract(config, {
        ...contracts.RewardsStore,
        functionName: "redemption",
        args: [args.redemptionId],
      });
      return {
        redemptionId: args.redemptionId,
        rewardId: args.rewardId,
        memberId: args.memberId,
        paid: args.paid,
        variant: now.variant,
        state: redemptionStates[now.state] ?? "none",
        placedAt: BigInt(now.placedAt),
        deliveryHash: args.deliveryHash,
        ticketId: args.ticketId,
        transactionHash,
      };
    }),
  );
  return redemptions.reverse();
}

/** All orders of one member, newest first. */
export function redemptionsOfQuery(memberId: bigint | undefined) {
  return queryOptions({
    queryKey: keys.redemptionsOf(memberId ?? 0n),
    queryFn: memberId ? async () => readRedemptions(await readPlaced(memberId)) : skipToken,
  });
}

/** Everybody's orders that wait for their final step, oldest first. */
export function openRedemptionsQuery() {
  return queryOptions({
    queryKey: keys.openRedemptions(),
    queryFn: async () => {
      const all = await readRedemptions(await readPlaced());
      return all.filter(({ state }) => state === "placed").reverse();
    },
  });
}
