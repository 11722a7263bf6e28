import {
  governorDomainName,
  governorTypes,
  eventTicketsTypes,
  membershipTypes,
  rewardsStoreTypes,
} from "@hearth/protocol/typedData";
import { voteTypes } from "@hearth/protocol/voteTypedData";
import type { ContractName } from "@hearth/protocol/contracts";
import {
  encodeAbiParameters,
  encodeFunctionData,
  hexToBigInt,
  keccak256,
  parseAbiParameters,
  stringToHex,
  zeroAddress,
  type Address,
  type Hex,
  type TypedDataDefinition,
} from "viem";
import { readContract } from "wagmi/actions";
import { config } from "./config.ts";
import { contracts, domainOf } from "./contracts.ts";
import type { ContractCall } from "./transaction.ts";

/** Seconds for which a signed request is good. */
export const GOOD_FOR = 3600n;

/** What a relay is asked to carry. */
export interface Submission {
  contract: ContractName;
  data: Hex;
}

/** The same call for somebody else to submit: what its member signs, if anything, and what is then called. */
export interface SignedForm {
  /** As in `Membership.joinFor`. */
  name: string;
  typedData: TypedDataDefinition | undefined;
  submission: (signature: Hex) => Submission;
}

type Of<Name extends ContractName> = Extract<ContractCall, { contract: Name }>;

/** Who signs, and until when it is good. */
interface Signer {
  account: Address;
  deadline: bigint;
}

/** A number of one's own for a request that no other must wait for: a fresh row of nonces, and the first of it. */
function freshNonce(): bigint {
  const row = crypto.getRandomValues(new Uint8Array(8));
  return row.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n) << 64n;
}

/**
 * The signed form of a call; `undefined` where there is none, and its wallet has to send it.
 * @param call The call.
 * @param signer Who makes it.
 */
export async function signedFormOf(call: ContractCall, signer: Signer): Promise<SignedForm | undefined> {
  switch (call.contract) {
    case "Membership":
      return membershipForm(call, signer);
    case "Campaigns":
      return campaignsForm(call);
    case "CommunityGovernor":
      return governorForm(call, signer);
    case "RewardsStore":
      return storeForm(call, signer);
    case "EventTickets":
      return ticketsForm(call, signer);
    default:
      return undefined;
  }
}

async function membershipForm(
  call: Of<"Membership">,
  { account, deadline }: Signer,
): Promise<SignedForm | undefined> {
  const { address, abi } = contracts.Membership;
  const base = { domain: domainOf("Membership"), types: membershipTypes } as const;
  const joins = () => readContract(config, { address, abi, functionName: "joinsOf", args: [account] });
  const form = (
    name: string,
    typedData: TypedDataDefinition,
    encode: (signature: Hex) => Hex,
  ): SignedForm => ({
    name: `Membership.${name}`,
    typedData,
    submission: (signature) => ({ contract: "Membership", data: encode(signature) }),
  });
  switch (call.functionName) {
    case "join": {
      const message = { account, inviter: zeroAddress, nonce: await joins(), deadline };
      return form("joinFor", { ...base, primaryType: "Join", message }, (signature) =>
        encodeFunctionData({ abi, functionName: "joinFor", args: [account, deadline, signature] }),
      );
    }
    case "joinWithInvite": {
      const [invite, inviteSignature] = call.args;
      const message = { account, inviter: invite.inviter, nonce: await joins(), deadline };
      return form("joinWithInviteFor", { ...base, primaryType: "Join", message }, (signature) =>
        encodeFunctionData({
          abi,
          functionName: "joinWithInviteFor",
          args: [invite, inviteSignature, account, deadline, signature],
        }),
      );
    }
    case "delegate": {
      const [delegatee] = call.args;
      const message = { account, delegatee, nonce: freshNonce(), deadline };
      return form("delegateFor", { ...base, primaryType: "Delegate", message }, (signature) =>
        encodeFunctionData({
          abi,
          functionName: "delegateFor",
          args: [account, delegatee, message.nonce, deadline, signature],
        }),
      );
    }
    case "leave": {
      const message = { account, nonce: await joins(), deadline };
      return form("leaveFor", { ...base, primaryType: "Leave", message }, (signature) =>
        encodeFunctionData({ abi, functionName: "leaveFor", args: [account, deadline, signature] }),
      );
    }
    default:
      return undefined;
  }
}

/** A claim carries the signatures of those who approved it, and pays whom they named. */
function campaignsForm(call: Of<"Campaigns">): SignedForm | undefined {
  if (call.functionName !== "claim") return undefined;
  const { abi } = contracts.Campaigns;
  const data = encodeFunctionData({ abi, functionName: "claim", args: call.args });
  return {
    name: "Campaigns.claim",
    typedData: undefined,
    submission: () => ({ contract: "Campaigns", data }),
  };
}

const governorDomain = { ...domainOf("CommunityGovernor"), name: governorDomainName };

async function governorForm(call: Of<"CommunityGovernor">, signer: Signer): Promise<SignedForm | undefined> {
  switch (call.functionName) {
    case "castVoteWithReason":
      return voteForm(call.args, signer);
    case "propose":
      return proposalForm(call.args, signer);
    default:
      return undefined;
  }
}

async function voteForm(
  [proposalId, support, reason]: readonly [bigint, number, string],
  { account }: Signer,
): Promise<SignedForm> {
  const { address, abi } = contracts.CommunityGovernor;
  const key = BigInt.asUintN(192, proposalId);
  const nonce = await readContract(config, { address, abi, functionName: "nonces", args: [account, key] });
  const message = { proposalId, support, voter: account, nonce, reason, params: "0x" } as const;
  return {
    name: "CommunityGovernor.castVoteWithReasonAndParamsBySig",
    typedData: { domain: governorDomain, types: voteTypes, primaryType: "ExtendedBallot", message },
    submission: (signature) => ({
      contract: "CommunityGovernor",
      data: encodeFunctionData({
        abi,
        functionName: "castVoteWithReasonAndParamsBySig",
        args: [proposalId, support, account, reason, "0x", signature],
      }),
    }),
  };
}

function proposalForm(
  [targets, values, calldatas, description]: readonly [
    readonly Address[],
    readonly bigint[],
    readonly Hex[],
    string,
  ],
  { account, deadline }: Signer,
): SignedForm {
  const { abi } = contracts.CommunityGovernor;
  const words = keccak256(stringToHex(description));
  const parameters = parseAbiParameters("address[], uint256[], bytes[], bytes32");
  const proposal = encodeAbiParameters(parameters, [targets, values, calldatas, words]);
  const message = { author: account, description, proposalId: hexToBigInt(keccak256(proposal)), deadline };
  return {
    name: "CommunityGovernor.proposeFor",
    typedData: { domain: governorDomain, types: governorTypes, primaryType: "Proposal", message },
    submission: (signature) => ({
      contract: "CommunityGovernor",
      data: encodeFunctionData({
        abi,
        functionName: "proposeFor",
        args: [account, targets, values, calldatas, description, deadline, signature],
      }),
    }),
  };
}

function storeForm(call: Of<"RewardsStore">, { account, deadline }: Signer): SignedForm | undefined {
  const { abi } = contracts.RewardsStore;
  const base = { domain: domainOf("RewardsStore"), types: rewardsStoreTypes } as const;
  switch (call.functionName) {
    case "redeem": {
      const [rewardId, termsVersion, variant, maxPrice, deliveryHash] = call.args;
      const terms = { rewardId, termsVersion, variant, maxPrice, deliveryHash };
      const message = { account, ...terms, nonce: freshNonce(), deadline };
      return {
        name: "RewardsStore.redeemFor",
        typedData: { ...base, primaryType: "Redeem", message },
        submission: (signature) => ({
          contract: "RewardsStore",
          data: encodeFunctionData({ abi, functionName: "redeemFor", args: [message, signature] }),
        }),
      };
    }
    case "cancel": {
      const [redemptionId] = call.args;
      const message = { redemptionId, deadline };
      return {
        name: "RewardsStore.cancelFor",
        typedData: { ...base, primaryType: "CancelOrder", message },
        submission: (signature) => ({
          contract: "RewardsStore",
          data: encodeFunctionData({ abi, functionName: "cancelFor", args: [message, signature] }),
        }),
      };
    }
    default:
      return undefined;
  }
}

async function ticketsForm(
  call: Of<"EventTickets">,
  { account, deadline }: Signer,
): Promise<SignedForm | undefined> {
  const { address, abi } = contracts.EventTickets;
  if (call.functionName === "refundCancelled") {
    // Nobody signs it: the refund goes to the holder, whoever asks for it.
    const data = encodeFunctionData({ abi, functionName: "refundCancelled", args: call.args });
    return {
      name: "EventTickets.refundCancelled",
      typedData: undefined,
      submission: () => ({ contract: "EventTickets", data }),
    };
  }
  if (call.functionName !== "returnTicket") return undefined;
  const [ticketId] = call.args;
  const args = [account, ticketId] as const;
  const keyed = await readContract(config, { address, abi, functionName: "nonces", args });
  const message = { ticketId, nonce: BigInt.asUintN(64, keyed), deadline };
  return {
    name: "EventTickets.returnTicketFor",
    typedData: {
      domain: domainOf("EventTickets"),
      types: eventTicketsTypes,
      primaryType: "TicketReturn",
      message,
    },
    submission: (signature) => ({
      contract: "EventTickets",
      data: encodeFunctionData({
        abi,
        functionName: "returnTicketFor",
        args: [ticketId, deadline, signature],
      }),
    }),
  };
}
