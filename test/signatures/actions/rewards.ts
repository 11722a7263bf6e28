import { id } from "ethers";
import { PRICE } from "../../rewards/stage.ts";
import { action, LATER, SIGNED } from "../action.ts";

/** What is signed for the store and for the tickets. */
export const rewardsActions = [
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
