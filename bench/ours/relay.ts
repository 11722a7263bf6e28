import { plainCommunity, type Community } from "../../test/helpers/community.ts";
import { NEVER } from "../../test/helpers/members.ts";
import { sign } from "../../test/helpers/signing.ts";
import type { Floor, Needs } from "../floor.ts";
import type { Row } from "../rows.ts";
import { costsOf, inBatches, own, type Costs } from "./measure.ts";
import { regulars, type Regular } from "./regulars.ts";

/** Gas that each relayed call gets; the least that the relay allows. */
export const RELAYED_GAS = 500_000n;

/** Delegating: the member's two slots, whom it delegated to; the event. */
const DELEGATION: Needs = { reads: 3, logs: [[4, 0]] };
/** Withdrawing an invitation: the word of spent ones; the event. */
const WITHDRAWAL: Needs = { writes: 1, logs: [[2, 32]] };

/** Whether the relay passes it on; for each besides its own needs a signature, the relay's event, and the nonce if any. */
function relayedFloor(needs: Needs, nonces: 0 | 1): Floor {
  return {
    once: { contracts: 1, reads: 1 },
    each: {
      ...needs,
      writes: (needs.writes ?? 0) + nonces,
      signatures: 1,
      logs: [...(needs.logs ?? []), [3, 0]],
    },
  };
}

/**
 * What it costs here to have a request submitted by somebody else, less what it costs the member without intrinsic gas.
 * What is measured are requests in which members share nothing, so that a batch saves nothing else: taking one's vote
 * back, which spends a nonce, and withdrawing an invitation, which happens once and needs none.
 */
export async function relayRows(): Promise<Row[]> {
  const community = await plainCommunity();
  const { first, others } = await regulars(community);
  return [...(await delegating(community, first, others)), ...(await withdrawing(community, first, others))];
}

async function delegating(community: Community, first: Regular, others: Regular[]): Promise<Row[]> {
  const { membership } = community;
  const argsOf = async ({ wallet }: Regular, nonce: bigint) => {
    const account = wallet.address;
    const request = { account, delegatee: account, nonce, deadline: NEVER };
    const signature = await sign(wallet, membership, "Delegate", request);
    return [account, account, nonce, NEVER, signature] as const;
  };
  for (const member of [first, ...others]) await membership.delegateFor(...(await argsOf(member, 0n)));
  const { wallet } = first;
  const without = await costsOf("relayed", membership.connect(wallet).delegate(wallet), DELEGATION);
  const calls = await Promise.all(
    others.map(async (member) =>
      membership.interface.encodeFunctionData("delegateFor", [...(await argsOf(member, 1n))]),
    ),
  );
  return await relayed(community, calls, relayedFloor(DELEGATION, 1), without);
}

async function withdrawing(community: Community, first: Regular, others: Regular[]): Promise<Row[]> {
  const { membership } = community;
  const argsOf = async ({ wallet }: Regular, nonce: bigint) => {
    const inviter = wallet.address;
    const signature = await sign(wallet, membership, "RevokeInvite", { inviter, nonce, deadline: NEVER });
    return [inviter, nonce, NEVER, signature] as const;
  };
  for (const member of [first, ...others]) await membership.revokeInviteFor(...(await argsOf(member, 0n)));
  const sent = membership.connect(first.wallet).revokeInvite(1n);
  const without = await costsOf("relayed", sent, WITHDRAWAL);
  const calls = await Promise.all(
    others.map(async (member) =>
      membership.interface.encodeFunctionData("revokeInviteFor", [...(await argsOf(member, 1n))]),
    ),
  );
  return await relayed(community, calls, relayedFloor(WITHDRAWAL, 0), without, "no nonce");
}

async function relayed(
  { membership, relay, accounts }: Community,
  calls: readonly string[],
  floor: Floor,
  without: Costs,
  variant?: string,
): Promise<Row[]> {
  const target = await membership.getAddress();
  const rows: Row[] = [];
  for (const { batch, part } of inBatches(calls)) {
    const requests = part.map((data) => ({ target, gasLimit: RELAYED_GAS, data }));
    const sent = relay.connect(accounts.relayer).relay(requests);
    rows.push(await own("relayed", sent, floor, { batch, without, variant }));
  }
  return rows;
}
