import type { Anatomy } from "./anatomy.ts";

/** One measured figure. */
export interface Row {
  /** What was done, one of the keys of {@link actions}. */
  action: ActionName;
  /** Whose contracts. */
  who: string;
  /** The product's own rows: what distinguishes this one from the row that the peers are compared with. */
  variant?: string | undefined;
  /** Gas for each unit: the receipt's gas divided by `batch`. */
  gas: bigint;
  /** How many units one transaction did. */
  batch: number;
  /** The product's own rows: gas below which no contract could do it. */
  floor?: bigint;
  /** The product's own rows: where the gas of the whole transaction went. */
  anatomy?: Anatomy;
}

/** Every action that is compared, in the order of the report. */
export const actions = {
  join: "Join, new member, votes live",
  joinSigned: "Join by signature, submitted by somebody else",
  joinInvited: "Join with a signed invitation",
  award: "Award, returning member",
  claim: "Attested claim, returning member",
  claimMany: "Attested claims relayed together, returning members",
  epochClaim: "Merkle claim of 1,024 leaves, returning member",
  ballot: "Ballot, cast directly, later voter",
  ballotSigned: "Ballot by signature, later voters",
  propose: "Propose, one action",
  vote: "Vote on a proposal, later voter",
  voteSigned: "Vote on a proposal by signature",
  queue: "Queue a proposal",
  execute: "Execute a proposal that sets one value",
  redeem: "Redeem merch, second time",
  cancel: "Cancel an order",
  fulfil: "Fulfil orders",
  ticket: "Get a ticket, new holder",
  checkIn: "Check in against the holder's signature",
  badge: "Give a badge",
  roomJoin: "Join a room",
  rebind: "Re-bind a lost wallet",
  transfer: "Transfer tokens to another holder",
  relayed: "Overhead of relaying one signed request",
} as const;

/** Name of an action. */
export type ActionName = keyof typeof actions;

/** Name of the product's own rows. */
export const OURS = "Hearth";
