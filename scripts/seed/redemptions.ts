import { rewardsStoreAbi } from "@hearth/protocol/generated/abis";
import { sealDelivery } from "@hearth/protocol/delivery";
import { deliveryKeyToSign, newDeliveryKey } from "@hearth/protocol/deliveryKey";
import { demoDeliveryPassphrase } from "@hearth/protocol/personas";
import { zeroHash, type Hex } from "viem";
import { z } from "zod";
import type { DemoChain } from "./chain.ts";
import { OPERATOR_INDEX, walletIndex, type MemberName } from "./content/members.ts";
import {
  OPERATOR_CANCEL_REASON,
  redemptions,
  tickets,
  type RedemptionContent,
} from "./content/redemptions.ts";
import type { Demo } from "./demo.ts";
import { memberNumber } from "./members.ts";
import { listedReward } from "./proposalActions.ts";

const currentKeySchema = z.object({
  key: z.object({ keyId: z.string(), publicKey: z.string() }).nullable(),
});

/** `IRewardsStore.RewardKind.Ticket`. */
const TICKET_KIND = 1;

/**
 * Places the orders of merch that are missing and takes each to where it stands at the end.
 * @param from Part of the demo's past in which the first was placed; see {@link DemoClock.reach}.
 * @param until Part in which the last was.
 * @returns How many were missing.
 */
export async function addRedemptions(demo: Demo, from: number, until: number): Promise<number> {
  let placed = 0;
  for (const [position, content] of redemptions.entries()) {
    const { rewardId, terms } = await listedReward(demo.chain, content.reward);
    if (await hasOrdered(demo.chain, content.member, rewardId)) continue;
    await demo.clock.reach(from + ((until - from) * position) / redemptions.length);
    const { variant } = content;
    const kept = await keepDelivery(demo, content);
    await redeem(demo.chain, content.member, {
      rewardId,
      variant,
      maxPrice: terms.price,
      deliveryHash: kept,
    });
    await finish(demo.chain, content);
    placed++;
  }
  return placed;
}

/**
 * Publishes the demo's delivery key, which opens with a public passphrase, as the operator does in the dashboard.
 * @returns 1 if it was missing.
 */
export async function publishDeliveryKey(demo: Demo): Promise<number> {
  const { chain, server } = demo;
  const { key } = await server.get("/delivery-keys/current", currentKeySchema);
  if (key) return 0;
  const made = await newDeliveryKey(demoDeliveryPassphrase);
  const signature = await chain
    .account(OPERATOR_INDEX)
    .signTypedData(deliveryKeyToSign(made.publicKey, placeOf(demo)));
  await server.post("/delivery-keys", { ...made, signature }, z.unknown());
  return 1;
}

/**
 * Gets members their tickets.
 * @returns How many were missing.
 */
export async function addTickets({ chain }: Demo): Promise<number> {
  let issued = 0;
  for (const { member, event } of tickets) {
    const { rewardId, terms } = await listedReward(chain, event);
    if (terms.kind !== TICKET_KIND) throw new Error(`The reward with the picture ${event}.svg is no ticket.`);
    if (await hasOrdered(chain, member, rewardId)) continue;
    await redeem(chain, member, { rewardId, variant: 0, maxPrice: terms.price, deliveryHash: zeroHash });
    issued++;
  }
  return issued;
}

/** Whether the member ever ordered the reward, whatever became of it. */
async function hasOrdered(chain: DemoChain, member: MemberName, rewardId: bigint): Promise<boolean> {
  const orders = await chain.client.getContractEvents({
    address: chain.address("RewardsStore"),
    abi: rewardsStoreAbi,
    eventName: "RedemptionPlaced",
    args: { rewardId, memberId: await memberNumber(chain, member) },
    fromBlock: chain.deployment.startBlock,
  });
  return orders.length > 0;
}

/** Leaves the delivery details with the server, sealed, as the dashboard does before it redeems. */
async function keepDelivery(demo: Demo, { delivery }: RedemptionContent): Promise<Hex> {
  const { server } = demo;
  const { key } = await server.get("/delivery-keys/current", currentKeySchema);
  if (!key) throw new Error("The demo's delivery key was not published.");
  const sealed = await sealDelivery({ note: "", ...delivery }, key.publicKey as Hex, placeOf(demo));
  await server.post("/deliveries", { ...sealed, keyId: key.keyId }, z.unknown());
  return sealed.deliveryHash;
}

function placeOf({ chain }: Demo) {
  return { chainId: chain.deployment.chainId, store: chain.address("RewardsStore") };
}

async function redeem(
  chain: DemoChain,
  member: MemberName,
  order: { rewardId: bigint; variant: number; maxPrice: bigint; deliveryHash: Hex },
): Promise<void> {
  const { rewardId, variant, maxPrice, deliveryHash: hash } = order;
  const { termsVersion } = await chain.client.readContract({
    address: chain.address("RewardsStore"),
    abi: rewardsStoreAbi,
    functionName: "reward",
    args: [rewardId],
  });
  await chain.send(walletIndex(member), {
    contract: "RewardsStore",
    abi: rewardsStoreAbi,
    functionName: "redeem",
    args: [rewardId, BigInt(termsVersion), variant, maxPrice, hash],
  });
}

/** Takes the newest order to its end. */
async function finish(chain: DemoChain, { end, member }: RedemptionContent): Promise<void> {
  const call = { contract: "RewardsStore", abi: rewardsStoreAbi } as const;
  const order = await chain.client.readContract({
    address: chain.address("RewardsStore"),
    abi: rewardsStoreAbi,
    functionName: "redemptionCount",
  });
  switch (end) {
    case "placed":
      return;
    case "fulfilled":
      return chain.send(OPERATOR_INDEX, {
        ...call,
        functionName: "fulfil",
        args: [[{ redemptionId: order, trackingHash: zeroHash }]],
      });
    case "cancelled by member":
      return chain.send(walletIndex(member), { ...call, functionName: "cancel", args: [order] });
    case "cancelled by operator":
      return chain.send(OPERATOR_INDEX, {
        ...call,
        functionName: "cancelByOperator",
        args: [[order], true, OPERATOR_CANCEL_REASON],
      });
  }
}
