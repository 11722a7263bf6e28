import { membershipAbi } from "@hearth/protocol/generated/abis";
import { membershipTypes, typedDataDomain } from "@hearth/protocol/typedData";
import { LOCAL_CHAIN_ID, type DemoChain } from "./chain.ts";
import { invitations, walletIndex, type MemberName } from "./content/members.ts";

/** How long an invitation holds, in seconds. */
const INVITATION_LIFETIME = 7n * 86_400n;

/**
 * Lets members join, one after another so that their numbers are the same in every run.
 * @returns How many were not members yet.
 */
export async function joinMembers(chain: DemoChain, names: readonly MemberName[]): Promise<number> {
  let joined = 0;
  for (const name of names) {
    await chain.fund(walletIndex(name));
    if ((await memberNumber(chain, name)) !== 0n) continue;
    await join(chain, name);
    joined++;
  }
  return joined;
}

/** Number of a member; zero while there is none. */
export async function memberNumber(chain: DemoChain, name: MemberName): Promise<bigint> {
  return chain.client.readContract({
    address: chain.address("Membership"),
    abi: membershipAbi,
    functionName: "memberOf",
    args: [chain.account(walletIndex(name)).address],
  });
}

async function join(chain: DemoChain, name: MemberName): Promise<void> {
  const call = { contract: "Membership", abi: membershipAbi } as const;
  const position = invitations.findIndex(({ invitee }) => invitee === name);
  const invitation = invitations[position];
  if (!invitation) return chain.send(walletIndex(name), { ...call, functionName: "join", args: [] });

  const inviter = chain.account(walletIndex(invitation.inviter));
  const invite = {
    inviter: inviter.address,
    invitee: chain.account(walletIndex(name)).address,
    nonce: BigInt(position),
    deadline: (await chain.now()) + INVITATION_LIFETIME,
  };
  const signature = await inviter.signTypedData({
    domain: typedDataDomain(LOCAL_CHAIN_ID, chain.address("Membership")),
    types: membershipTypes,
    primaryType: "Invite",
    message: invite,
  });
  await chain.send(walletIndex(name), {
    ...call,
    functionName: "joinWithInvite",
    args: [invite, signature],
  });
}
