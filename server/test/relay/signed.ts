import type { Deployment } from "@hearth/protocol/deployment";
import { membershipAbi, pollsAbi } from "@hearth/protocol/generated/abis";
import { membershipTypes, pollsTypes, typedDataDomain } from "@hearth/protocol/typedData";
import { encodeFunctionData, zeroAddress, type Address, type LocalAccount } from "viem";
import type { Submission } from "../../src/relay/intake.ts";

/** A second that no test reaches. */
const NEVER = 2n ** 40n;

/** Somebody signs that they join. */
export async function signedJoin(
  { chainId, contracts }: Deployment,
  account: LocalAccount,
  { deadline = NEVER, nonce = 0n, signer = account } = {},
): Promise<Submission> {
  const signature = await signer.signTypedData({
    domain: typedDataDomain(chainId, contracts.Membership.address),
    types: membershipTypes,
    primaryType: "Join",
    message: { account: account.address, inviter: zeroAddress, nonce, deadline },
  });
  const args = [account.address, deadline, signature] as const;
  return {
    contract: "Membership",
    data: encodeFunctionData({ abi: membershipAbi, functionName: "joinFor", args }),
  };
}

/** A member signs to whom their votes go. */
export async function signedDelegate(
  { chainId, contracts }: Deployment,
  account: LocalAccount,
  delegatee: Address,
  { deadline = NEVER, nonce = 0n } = {},
): Promise<Submission> {
  const signature = await account.signTypedData({
    domain: typedDataDomain(chainId, contracts.Membership.address),
    types: membershipTypes,
    primaryType: "Delegate",
    message: { account: account.address, delegatee, nonce, deadline },
  });
  const args = [account.address, delegatee, nonce, deadline, signature] as const;
  return {
    contract: "Membership",
    data: encodeFunctionData({ abi: membershipAbi, functionName: "delegateFor", args }),
  };
}

/** A member signs a ballot of a single-choice poll. */
export async function signedBallot(
  { chainId, contracts }: Deployment,
  voter: LocalAccount,
  pollId: bigint,
  { option = 1n, sequence = 1n } = {},
): Promise<Submission> {
  const signature = await voter.signTypedData({
    domain: typedDataDomain(chainId, contracts.Polls.address),
    types: pollsTypes,
    primaryType: "SingleChoiceBallot",
    message: { voter: voter.address, pollId, option, sequence },
  });
  const args = [voter.address, pollId, option, sequence, signature] as const;
  return { contract: "Polls", data: encodeFunctionData({ abi: pollsAbi, functionName: "castFor", args }) };
}
