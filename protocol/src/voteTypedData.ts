/**
 * What a member signs so that somebody else may submit a vote and its reason to `CommunityGovernor`, in OpenZeppelin's
 * form; the domain has the name `governorDomainName`. `nonce` is the voter's keyed one of the proposal (its lower 192
 * bits); `params` is empty.
 */
export const voteTypes = {
  ExtendedBallot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "reason", type: "string" },
    { name: "params", type: "bytes" },
  ],
} as const;
