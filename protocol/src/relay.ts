import { type AbiFunction } from "viem";
import { abis, type ContractName } from "./contracts.ts";

/**
 * Functions that carry no signature, or not by name, and serve whom they name whoever calls them. Not among them are those
 * that serve the brand or many at once (`closeEpoch`, `settleTickets`, `promote`, `refundCancelledBatch`): whoever calls
 * these can pay.
 */
const besides: { [Name in ContractName]?: readonly string[] } = {
  Membership: ["refresh"],
  Recovery: ["execute"],
  Polls: ["castMany", "reveal", "revealMany"],
  Campaigns: ["claim", "claimMany", "claimReferral", "claimAttendance", "claimEpoch", "claimEpochMany"],
  ProposalDeposits: ["reclaim", "burn"],
  EventTickets: ["refundCancelled"],
};

/**
 * The functions of a contract that the community's relay passes on: the signed forms of what members do
 * (`joinFor`, `castVoteBySig`, `permit`) and those that serve whom they name.
 * @param contract The contract.
 */
export function relayedFunctions(contract: ContractName): AbiFunction[] {
  const functions: readonly AbiFunction[] = abis[contract].filter((entry) => entry.type === "function");
  return functions.filter(({ name, stateMutability }) => {
    const signed = /[a-zA-Z](For|BySig)$/.test(name) || name === "permit";
    return stateMutability === "nonpayable" && (signed || besides[contract]?.includes(name));
  });
}
