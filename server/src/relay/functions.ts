import { abis, contractNames, type ContractName } from "@hearth/protocol/contracts";
import type { Deployment } from "@hearth/protocol/deployment";
import { relayedFunctions } from "@hearth/protocol/relay";
import {
  decodeFunctionData,
  encodeFunctionData,
  slice,
  size,
  toFunctionSelector,
  type AbiFunction,
  type Address,
  type Hex,
} from "viem";

/**
 * Who is served by a call, and so whose budget it counts against: where in its arguments an account, a member's number
 * or something that belongs to a member is found. `open`: those who are no members may ask too.
 */
export interface Beneficiary {
  kind: "account" | "member" | "order" | "ticket" | "recovery" | "deposit";
  path: string;
  open?: true;
}

const of = (kind: Beneficiary["kind"], path: string): Beneficiary => ({ kind, path });
const account = of("account", "account");
const asked = of("account", "request.account");
const ticket = of("ticket", "ticketId");
const newcomer: Beneficiary = { ...account, open: true };

/** Every function that the server takes, with whom it serves. */
const beneficiaries: Readonly<Record<string, Beneficiary>> = {
  "RewardToken.permit": of("account", "owner"),
  "Membership.joinFor": newcomer,
  "Membership.joinWithInviteFor": newcomer,
  "Membership.joinWithProofFor": newcomer,
  "Membership.leaveFor": account,
  "Membership.delegateFor": account,
  "Membership.revokeInviteFor": of("account", "inviter"),
  "Recovery.setGuardiansFor": account,
  "Recovery.requestFor": { kind: "account", path: "newAccount", open: true },
  "Recovery.approveFor": { kind: "account", path: "guardian", open: true },
  "Recovery.vetoFor": of("recovery", "requestId"),
  "Recovery.execute": of("recovery", "requestId"),
  "Badges.renounceFor": asked,
  "Rooms.joinRoomFor": asked,
  "Rooms.joinRoomWithInviteFor": asked,
  "Rooms.leaveRoomFor": asked,
  "Rooms.liftBarFor": of("account", "request.steward"),
  "Rooms.removeFromRoomFor": of("account", "request.steward"),
  "Rooms.setRoomURIFor": of("account", "request.steward"),
  "Campaigns.claim": of("member", "attestation.memberId"),
  "Campaigns.claimAttendance": ticket,
  "Campaigns.claimEpoch": of("member", "leaf.memberId"),
  "Campaigns.claimReferral": of("member", "inviteeId"),
  "ProposalDeposits.reclaim": of("deposit", "proposalId"),
  "CommunityGovernor.castVoteBySig": of("account", "voter"),
  "CommunityGovernor.castVoteWithReasonAndParamsBySig": of("account", "voter"),
  "CommunityGovernor.proposeFor": of("account", "author"),
  "RewardsStore.redeemFor": asked,
  "RewardsStore.joinWaitingListFor": asked,
  "RewardsStore.cancelFor": of("order", "request.redemptionId"),
  "RewardsStore.leaveWaitingListFor": of("order", "request.redemptionId"),
  "EventTickets.acceptTicketFor": of("account", "acceptance.buyer"),
  "EventTickets.offerTicketFor": ticket,
  "EventTickets.refundCancelled": ticket,
  "EventTickets.returnTicketFor": ticket,
  "EventTickets.withdrawOfferFor": ticket,
  "Polls.createPollFor": of("account", "request.author"),
  "Polls.cancelPollFor": of("account", "author"),
  "Polls.castFor": of("account", "voter"),
  "Polls.commitFor": of("account", "voter"),
  "Polls.reveal": of("member", "opening.memberId"),
};

/**
 * What the contract `Relay` passes on and the server does not take. Nobody signs `refresh` and `burn`, and they can be
 * called without end; who serves many at once can pay; `delegateBySig` names nobody, and `delegateFor` does the same.
 */
export const notTaken: readonly string[] = [
  "Membership.refresh",
  "Membership.delegateBySig",
  "Campaigns.claimMany",
  "Campaigns.claimEpochMany",
  "ProposalDeposits.burn",
  "Polls.castMany",
  "Polls.revealMany",
];

/** A function that the server takes. */
export interface TakenFunction {
  contract: ContractName;
  /** As in `Membership.joinFor`. */
  name: string;
  selector: Hex;
  abi: AbiFunction;
  beneficiary: Beneficiary;
}

/** All of them, in the order of the contracts. */
export const takenFunctions: readonly TakenFunction[] = contractNames.flatMap((contract) =>
  relayedFunctions(contract).flatMap((abi) => {
    const name = `${contract}.${abi.name}`;
    const beneficiary = beneficiaries[name];
    return beneficiary ? [{ contract, name, selector: toFunctionSelector(abi), abi, beneficiary }] : [];
  }),
);

/** A request, read. */
export interface ReadRequest {
  taken: TakenFunction;
  target: Address;
  data: Hex;
  /** Arguments by name. */
  args: Readonly<Record<string, unknown>>;
}

/** Why a call is no request that the server takes. */
export type Unreadable = "unknown function" | "malformed arguments";

/**
 * Reads a call of one of the community's contracts. Data that says the same in other bytes is not taken, so that a
 * request has one form only.
 * @param deployment Where the contracts are.
 * @param contract Which one is called.
 * @param data The call.
 */
export function readRequest(
  { contracts }: Pick<Deployment, "contracts">,
  contract: ContractName,
  data: Hex,
): ReadRequest | Unreadable {
  const selector = size(data) >= 4 ? slice(data, 0, 4) : "0x";
  const taken = takenFunctions.find((each) => each.contract === contract && each.selector === selector);
  if (!taken) return "unknown function";
  const args = decodeArguments(taken.abi, data);
  if (!args) return "malformed arguments";
  return { taken, target: contracts[contract].address, data, args };
}

function decodeArguments(abi: AbiFunction, data: Hex): Record<string, unknown> | undefined {
  try {
    const { args = [] } = decodeFunctionData({ abi: [abi], data }) as { args?: readonly unknown[] };
    if (encodeFunctionData({ abi: [abi], args }) !== data) return undefined;
    return Object.fromEntries(abi.inputs.map(({ name = "" }, index) => [name, args[index]]));
  } catch {
    return undefined;
  }
}

/**
 * An argument of a call.
 * @param args The arguments.
 * @param path Such as `request.account`.
 */
export function argumentAt(args: unknown, path: string): unknown {
  return path.split(".").reduce((value: unknown, key) => Reflect.get(Object(value), key) as unknown, args);
}

/** The earliest second after which a call is refused for its age; null where it names none. */
export function deadlineOf(args: Readonly<Record<string, unknown>>): bigint | null {
  const values = [args, ...Object.values(args)].flatMap((holder) =>
    ["deadline", "expiry"].flatMap((key) => {
      const value: unknown =
        typeof holder === "object" && holder !== null ? Reflect.get(holder, key) : undefined;
      return typeof value === "bigint" ? [value] : [];
    }),
  );
  return values.reduce<bigint | null>((least, each) => (least === null || each < least ? each : least), null);
}

/** ABI of the relay contract. */
export const relayAbi = abis.Relay;
