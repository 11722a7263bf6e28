import { relayAbi, membershipAbi } from "@hearth/protocol/generated/abis";
import { eq, inArray } from "drizzle-orm";
import { keccak256, type Address, type Hex } from "viem";
import type { Database } from "../../src/database/connection.ts";
import { relayRequests, relayTransactions } from "../../src/relay/tables.ts";
import type { LiveCommunity } from "./liveCommunity.ts";

/** How many blocks are read at once. */
const BLOCKS = 20n;

/** A request that a client was told is stored, as the client wrote it down. */
export interface Accepted {
  id: string;
  account: Address;
  data: Hex;
}

/** What became of everything that was accepted. */
export interface Account {
  accepted: number;
  /** Carried out on chain. */
  effected: number;
  /** Not carried out, with a final state and a reason. */
  explained: number;
  /** Neither. */
  lost: string[];
  /** Sent to the relay contract more than once. */
  doubled: number;
  /** Requests whose state in the database is not what the chain says. */
  contradicted: string[];
}

/**
 * Compares three things and nothing else: the chain, the database, and what the clients were told. All requests are of
 * people who join.
 */
export async function takeAccount(
  { chain, deployment }: LiveCommunity,
  database: Database,
  log: readonly Accepted[],
): Promise<Account> {
  const seen = new Map<Hex, number>();
  const members = new Set<Address>();
  const head = await chain.getBlockNumber();
  // In parts: one answer has a limit.
  for (let fromBlock = 0n; fromBlock <= head; fromBlock += BLOCKS) {
    const part = { fromBlock, toBlock: fromBlock + BLOCKS - 1n, strict: true } as const;
    const { Relay, Membership } = deployment.contracts;
    const relayed = await chain.getContractEvents({ address: Relay.address, abi: relayAbi, ...part });
    for (const { args } of relayed) seen.set(args.requestHash, (seen.get(args.requestHash) ?? 0) + 1);
    const joined = await chain.getContractEvents({
      address: Membership.address,
      abi: membershipAbi,
      eventName: "MemberJoined",
      ...part,
    });
    for (const { args } of joined) members.add(args.account);
  }
  const ids = [...new Set(log.map(({ id }) => id))];
  const rows = new Map<string, typeof relayRequests.$inferSelect>();
  for (let index = 0; index < ids.length; index += 1_000) {
    const part = ids.slice(index, index + 1_000);
    const found = await database.select().from(relayRequests).where(inArray(relayRequests.id, part));
    for (const row of found) rows.set(row.id, row);
  }
  const toldOf = new Map(log.map((each) => [each.id, each]));
  const account: Account = {
    accepted: ids.length,
    effected: 0,
    explained: 0,
    lost: [],
    doubled: [...seen.values()].filter((times) => times > 1).length,
    contradicted: [],
  };
  for (const id of ids) {
    const told = toldOf.get(id);
    const row = rows.get(id);
    const isRelayed = told !== undefined && seen.has(keccak256(told.data)) && members.has(told.account);
    const isExplained =
      row?.reason !== null && ["expired", "rejected", "mined-reverted"].includes(row?.state ?? "");
    if (isRelayed) account.effected += 1;
    else if (isExplained) account.explained += 1;
    else account.lost.push(id);
    if ((row?.state === "mined-ok") !== isRelayed) account.contradicted.push(id);
  }
  return account;
}

/** Whether the relay's books are the chain's: each nonce once, without a gap, and what was spent. */
export async function checkBooks(
  { chain }: LiveCommunity,
  database: Database,
  sender: Address,
  funded: bigint,
): Promise<{ nonces: number[]; mined: number; spent: bigint; paid: bigint }> {
  const rows = await database
    .select()
    .from(relayTransactions)
    .where(eq(relayTransactions.account, sender))
    .orderBy(relayTransactions.nonce);
  return {
    nonces: rows.map(({ nonce }) => nonce),
    mined: await chain.getTransactionCount({ address: sender }),
    spent: rows.reduce((sum, { feePaid }) => sum + (feePaid ?? 0n), 0n),
    paid: funded - (await chain.getBalance({ address: sender })),
  };
}
