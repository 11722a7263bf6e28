import type { Community } from "../helpers/community.ts";
import { sign } from "../helpers/signing.ts";
import type { Person } from "./people.ts";
import { LATER, nonceOf, type Request } from "./requests.ts";

/** A member names guardians, so many of whom have to agree. */
export async function namingGuardians(
  { recovery }: Community,
  member: Person,
  guardians: string[],
  threshold: bigint,
): Promise<Request> {
  const { address: account } = member;
  const nonce = await nonceOf(recovery, member);
  const request = { account, guardians, threshold, nonce, deadline: LATER };
  const signature = await sign(member, recovery, "Guardians", request);
  return {
    contract: recovery,
    name: "setGuardiansFor",
    args: [account, guardians, threshold, nonce, LATER, signature],
  };
}

/** An account asks for a membership, which it thereby consents to take. */
export async function asking(
  { recovery }: Community,
  newAccount: Person,
  memberId: bigint,
): Promise<Request> {
  const { address } = newAccount;
  const nonce = await nonceOf(recovery, newAccount);
  const request = { memberId, newAccount: address, nonce, deadline: LATER };
  const signature = await sign(newAccount, recovery, "RecoveryConsent", request);
  return { contract: recovery, name: "requestFor", args: [memberId, address, nonce, LATER, signature] };
}

/** What guardians and the old account sign of a request. */
async function moveOf({ recovery }: Community, requestId: bigint) {
  const { memberId, oldAccount, newAccount } = await recovery.requestOf(requestId);
  return { memberId, oldAccount, newAccount, requestId, deadline: LATER };
}

/** A guardian agrees to a request. */
export async function consenting(
  community: Community,
  guardian: Person,
  requestId: bigint,
): Promise<Request> {
  const { recovery } = community;
  const request = { guardian: guardian.address, ...(await moveOf(community, requestId)) };
  const signature = await sign(guardian, recovery, "GuardianConsent", request);
  return { contract: recovery, name: "approveFor", args: [requestId, guardian.address, LATER, signature] };
}

/** The old account stops a request. */
export async function vetoing(community: Community, owner: Person, requestId: bigint): Promise<Request> {
  const { recovery } = community;
  const signature = await sign(owner, recovery, "RecoveryVeto", await moveOf(community, requestId));
  return { contract: recovery, name: "vetoFor", args: [requestId, LATER, signature] };
}
