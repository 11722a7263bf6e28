import {
  eventTicketsAbi,
  membershipAbi,
  proposalDepositsAbi,
  recoveryAbi,
  rewardsStoreAbi,
} from "@hearth/protocol/generated/abis";
import type { Deployment } from "@hearth/protocol/deployment";
import type { Address } from "viem";
import { argumentAt, type ReadRequest } from "./functions.ts";
import { isRefusal, type RelayNode } from "./node.ts";

/** `IMembership.Status.Active`. */
const ACTIVE = 1;

/** Whose budget a request counts against. */
export interface Payer {
  /** `member:<id>` or `account:<address>`. */
  scope: string;
  isNewcomer: boolean;
  /** The account that signed; undefined where its member did not have to. */
  account: Address | undefined;
}

/**
 * Finds out whom a request serves.
 * @returns Undefined for somebody who is no member, where only members are served.
 */
export async function findPayer(
  node: RelayNode,
  { contracts }: Pick<Deployment, "contracts">,
  { taken, args }: ReadRequest,
): Promise<Payer | undefined> {
  const { kind, path, open = false } = taken.beneficiary;
  const value = argumentAt(args, path);
  if (kind === "account") return payerOf(node, contracts, value as Address, open);
  const memberId = await memberServed(node, contracts, kind, value as bigint);
  if (memberId === 0n) return undefined;
  const served = { scope: `member:${memberId}`, isNewcomer: false };
  if (kind === "member" || kind === "deposit") return { ...served, account: undefined };
  const account = await accountOf(node, contracts, memberId);
  return account && { ...served, account };
}

async function payerOf(
  node: RelayNode,
  contracts: Deployment["contracts"],
  account: Address,
  open: boolean,
): Promise<Payer | undefined> {
  const { memberId, status } = await node.read({
    address: contracts.Membership.address,
    abi: membershipAbi,
    functionName: "accountOf",
    args: [account],
  });
  if (status === ACTIVE) return { scope: `member:${memberId}`, isNewcomer: false, account };
  return open ? { scope: `account:${account}`, isNewcomer: true, account } : undefined;
}

/** The account of a member; undefined for one who has left. */
async function accountOf(
  node: RelayNode,
  contracts: Deployment["contracts"],
  memberId: bigint,
): Promise<Address | undefined> {
  const { address } = contracts.Membership;
  const args = [memberId] as const;
  try {
    return await node.read({ address, abi: membershipAbi, functionName: "ownerOf", args });
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** The member to whom something belongs; zero for nobody. */
async function memberServed(
  node: RelayNode,
  contracts: Deployment["contracts"],
  kind: "member" | "order" | "ticket" | "recovery" | "deposit",
  value: bigint,
): Promise<bigint> {
  const args = [value] as const;
  switch (kind) {
    case "member":
      return value;
    case "order": {
      const { address } = contracts.RewardsStore;
      const order = await node.read({ address, abi: rewardsStoreAbi, functionName: "redemption", args });
      return BigInt(order.memberId);
    }
    case "ticket": {
      const { address } = contracts.EventTickets;
      return node.read({ address, abi: eventTicketsAbi, functionName: "ticketMember", args });
    }
    case "recovery": {
      const { address } = contracts.Recovery;
      const found = await node.read({ address, abi: recoveryAbi, functionName: "requestOf", args });
      return BigInt(found.memberId);
    }
    case "deposit": {
      const { address } = contracts.ProposalDeposits;
      const found = await node.read({ address, abi: proposalDepositsAbi, functionName: "depositOf", args });
      return found.memberId;
    }
  }
}
