import { roles } from "@hearth/protocol/roles";
import { parseEther, ZeroHash, type BaseContract } from "ethers";
import { ethers, type Signer } from "../helpers/chain.ts";
import type { Target } from "./theft.ts";

const MAX = 2n ** 256n - 1n;

/** Something a thief tries, and what the answer has to be. */
export interface Attempt {
  title: string;
  try: () => Promise<unknown>;
  contract: BaseContract;
  error: string;
  args?: unknown[];
}

const authority = "AccessManagedUnauthorized";

function onTokens(target: Target, thief: Signer): Attempt[] {
  const { token, accounts } = target;
  const asThief = token.connect(thief);
  const { ada } = accounts;
  const reserved = { contract: token, error: "RewardTokenUnauthorized", args: [thief.address] };
  const denied = { contract: token, error: "ERC20InsufficientAllowance", args: [thief.address, 0n, 1n] };
  const word = BigInt(thief.address) | (1n << 160n);
  return [
    { title: "mint", try: () => asThief.mint(thief, 1n), ...reserved },
    { title: "mint a batch", try: () => asThief.mintBatch([word]), ...reserved },
    { title: "revoke", try: () => asThief.revoke(ada, 1n), ...reserved },
    { title: "take into escrow", try: () => asThief.escrow(ada, 1n), ...reserved },
    { title: "re-bind tokens", try: () => asThief.rebind(ada, thief), ...reserved },
    { title: "move tokens", try: () => asThief.transferFrom(ada, thief, 1n), ...denied },
    { title: "burn tokens", try: () => asThief.burnFrom(ada, 1n), ...denied },
    {
      title: "raise the emission",
      try: () => asThief.setEmissionCap(2n ** 96n - 1n),
      contract: token,
      error: authority,
      args: [thief.address],
    },
  ];
}

function onMembers(target: Target, thief: Signer): Attempt[] {
  const { membership, store, tickets, accounts, ids, orders, ticketId } = target;
  const asThief = membership.connect(thief);
  const byTickets = { contract: store, error: "RewardsStoreUnauthorized", args: [thief.address] };
  return [
    {
      title: "re-bind at once",
      try: () => asThief.rebind(ids.ada, thief),
      contract: membership,
      error: "MembershipUnauthorized",
      args: [thief.address],
    },
    {
      title: "take away units by other tiers",
      try: () => asThief.setTiers([{ name: "None", threshold: 0n, units: 0n, rights: 0n }]),
      contract: membership,
      error: authority,
      args: [thief.address],
    },
    {
      title: "send away the escrow",
      try: () => store.connect(thief).recoverSurplus(thief, 1n),
      contract: store,
      error: authority,
      args: [thief.address],
    },
    {
      title: "refund a ticket",
      try: () => store.connect(thief).refundTicket(orders.ticket, true),
      ...byTickets,
    },
    {
      title: "pass on an order",
      try: () => store.connect(thief).transferOrder(orders.ticket, ids.ben, MAX),
      ...byTickets,
    },
    {
      title: "cancel somebody's order",
      try: () => store.connect(thief).cancel(orders.mug),
      contract: store,
      error: "RewardsStoreCancelNotAllowed",
      args: [orders.mug, thief.address],
    },
    {
      title: "make a ticket",
      try: () => tickets.connect(thief).issue(ticketId >> 32n, ids.ben, orders.ticket),
      contract: tickets,
      error: "EventTicketsUnauthorized",
      args: [thief.address],
    },
    {
      title: "carry off a ticket",
      try: () => tickets.connect(thief).transferFrom(accounts.ada, thief, ticketId),
      contract: tickets,
      error: "SoulboundToken",
    },
  ];
}

async function onControl(target: Target, thief: Signer): Promise<Attempt[]> {
  const { manager, timelock, governor, deposits, token } = target;
  const [to, tokenAddress] = [thief.address, await token.getAddress()];
  const byAdmin = {
    contract: manager,
    error: "AccessManagerUnauthorizedAccount",
    args: [thief.address, roles.ADMIN],
  };
  const role = (name: string) => ({
    contract: timelock,
    error: "AccessControlUnauthorizedAccount",
    args: [thief.address, name],
  });
  const proposer = await timelock.PROPOSER_ROLE();
  const operation = await timelock.hashOperation(to, parseEther("10"), "0x", ZeroHash, ZeroHash);
  return [
    { title: "take a role", try: () => manager.connect(thief).grantRole(roles.ATTESTER, to, 0), ...byAdmin },
    { title: "become admin", try: () => manager.connect(thief).grantRole(roles.ADMIN, to, 0), ...byAdmin },
    {
      title: "open a function",
      try: () => manager.connect(thief).setTargetFunctionRole(tokenAddress, ["0x40c10f19"], MAX >> 192n),
      ...byAdmin,
    },
    {
      title: "schedule a payment out of the treasury",
      try: () => timelock.connect(thief).schedule(to, parseEther("10"), "0x", ZeroHash, ZeroHash, 0n),
      ...role(proposer),
    },
    {
      title: "execute a payment that was never scheduled",
      try: () => timelock.connect(thief).execute(to, parseEther("10"), "0x", ZeroHash, ZeroHash),
      contract: timelock,
      error: "TimelockUnexpectedOperationState",
      args: [operation, READY],
    },
    {
      title: "speak for the governor",
      try: () => governor.connect(thief).relay(to, 0n, "0x"),
      contract: governor,
      error: "GovernorOnlyExecutor",
      args: [thief.address],
    },
    {
      title: "name another guardian",
      try: () => governor.connect(thief).setProposalGuardian(thief),
      contract: governor,
      error: "GovernorOnlyExecutor",
      args: [thief.address],
    },
    {
      title: "propose",
      try: () => governor.connect(thief).propose([to], [parseEther("10")], ["0x"], "All to me"),
      contract: governor,
      error: "GovernorInsufficientProposerVotes",
      args: [thief.address, 0n, 3n],
    },
    {
      title: "change what proposals cost",
      try: () => deposits.connect(thief).setProposalDeposit(0n),
      contract: deposits,
      error: authority,
      args: [thief.address],
    },
    {
      title: "take a deposit",
      try: () => deposits.connect(thief).take(1n, 1n, target.accounts.ada),
      contract: deposits,
      error: "ProposalDepositsUnauthorized",
      args: [thief.address],
    },
  ];
}

/** `TimelockController` names the states it wants by one bit each; bit 2 is `Ready`. */
const READY = ethers.toBeHex(1n << 2n, 32);

/**
 * What no role of the brand may do, as somebody who has stolen its key would try it.
 * @param target The community.
 * @param thief The stolen account.
 */
export async function attempts(target: Target, thief: Signer): Promise<Attempt[]> {
  return [...onTokens(target, thief), ...onMembers(target, thief), ...(await onControl(target, thief))];
}
