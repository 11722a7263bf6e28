import { id } from "ethers";
import { PRICE } from "../../rewards/stage.ts";
import { action, LATER, SIGNED } from "../action.ts";

/** Refused as a signature of something else, because the nonce has moved on. */
const SPENT = "SignedRequestInvalidSignature";

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
      args: [{ ticketId, at, signature }],
      from: accounts.door.address,
    }),
    replayed: "EventTicketsAlreadyCheckedIn",
  }),
  action({
    title: "EventTickets.returnTicketFor",
    type: "TicketReturn",
    contract: ({ tickets }) => tickets,
    request: async ({ laterTicketIds }) => ({ ticketId: laterTicketIds[0], nonce: 0n, deadline: LATER }),
    other: async ({ laterTicketIds }) => ({ ticketId: laterTicketIds[1], nonce: 1n, deadline: LATER + 1n }),
    submit: (_, { ticketId, deadline }, signature) => ({
      name: "returnTicketFor",
      args: [ticketId, deadline, signature],
    }),
    derived: ["nonce"],
    deadline: SIGNED,
    replayed: "ERC721NonexistentToken",
  }),
  action({
    title: "EventTickets.offerTicketFor",
    type: "TicketOffer",
    contract: ({ tickets }) => tickets,
    request: async ({ laterTicketIds, accounts }) => ({
      ticketId: laterTicketIds[0],
      buyer: accounts.cleo.address,
      nonce: 0n,
      deadline: LATER,
    }),
    other: async ({ laterTicketIds, accounts }) => ({
      ticketId: laterTicketIds[1],
      buyer: accounts.dan.address,
      nonce: 1n,
      deadline: LATER + 1n,
    }),
    submit: (_, { ticketId, buyer, deadline }, signature) => ({
      name: "offerTicketFor",
      args: [ticketId, buyer, deadline, signature],
    }),
    derived: ["nonce"],
    deadline: SIGNED,
    replayed: SPENT,
  }),
  action({
    title: "EventTickets.withdrawOfferFor",
    type: "TicketOfferWithdrawal",
    contract: ({ tickets }) => tickets,
    request: async ({ laterTicketIds }) => ({ ticketId: laterTicketIds[0], nonce: 0n, deadline: LATER }),
    other: async ({ laterTicketIds }) => ({ ticketId: laterTicketIds[1], nonce: 1n, deadline: LATER + 1n }),
    submit: (_, { ticketId, deadline }, signature) => ({
      name: "withdrawOfferFor",
      args: [ticketId, deadline, signature],
    }),
    derived: ["nonce"],
    deadline: SIGNED,
    replayed: SPENT,
  }),
  action({
    title: "EventTickets.acceptTicketFor",
    type: "TicketAcceptance",
    contract: ({ tickets }) => tickets,
    request: async ({ actor, offeredTicketIds }) => ({
      buyer: actor.address,
      ticketId: offeredTicketIds[0],
      maxPrice: PRICE,
      nonce: 0n,
      deadline: LATER,
    }),
    other: async ({ accounts, offeredTicketIds }) => ({
      buyer: accounts.ada.address,
      ticketId: offeredTicketIds[1],
      maxPrice: PRICE + 1n,
      nonce: 5n << 64n,
      deadline: LATER + 1n,
    }),
    submit: (_, request, signature) => ({ name: "acceptTicketFor", args: [request, signature] }),
    signerField: "buyer",
    deadline: SIGNED,
    replayed: "InvalidAccountNonce",
  }),
];
