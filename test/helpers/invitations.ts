import { ZeroAddress } from "ethers";
import type { Signer } from "./chain.ts";
import { inviteCommunity, type Community } from "./community.ts";
import { earn, NEVER, standingOf } from "./members.ts";
import { sign } from "./signing.ts";

/** An invitation as `Membership` takes it. */
export interface Invite {
  inviter: string;
  invitee: string;
  nonce: bigint;
  deadline: bigint;
}

/** What differs from an invitation for anybody, number 0, without end. */
export interface InviteChanges {
  invitee?: Signer;
  nonce?: bigint;
  deadline?: bigint;
}

/**
 * An invitation and its signature, as arguments.
 * @param community The community.
 * @param inviter Who invites and signs.
 * @param changes What differs.
 */
export async function inviteBy(
  { membership }: Community,
  inviter: Signer,
  changes: InviteChanges = {},
): Promise<[Invite, string]> {
  const invite = {
    inviter: inviter.address,
    invitee: changes.invitee?.address ?? ZeroAddress,
    nonce: changes.nonce ?? 0n,
    deadline: changes.deadline ?? NEVER,
  };
  return [invite, await sign(inviter, membership, "Invite", invite)];
}

/** Fixture: entry by invitation; Ada is member 1 and may invite; the operator is no member and may invite too. */
export async function invitingCommunity(): Promise<Community> {
  const community = await inviteCommunity();
  const { ada, operator } = community.accounts;
  await community.membership
    .connect(ada)
    .joinWithInvite(...(await inviteBy(community, operator, { nonce: 99n })));
  await earn(community, ada, standingOf.regular);
  return community;
}
