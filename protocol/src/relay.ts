import { type AbiFunction } from "viem";
import { abis, type ContractName } from "./contracts.ts";

/** Functions that carry no signature, or not by name, and serve whom they name whoever calls them. */
const besides: { [Name in ContractName]?: readonly string[] } = {
  Membership: ["refresh"],
  Polls: ["castMany", "reveal", "revealMany"],
  Campaigns: ["claim", "claimMany", "claimReferral", "claimAttendance", "claimEpoch", "claimEpochMany"],
  ProposalDeposits: ["reclaim", "burn"],
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
