import { queryOptions, skipToken } from "@tanstack/react-query";
import { getBlock, readContract } from "wagmi/actions";
import type { Address, Hash } from "viem";
import { z } from "zod";
import { keys } from "../../api/keys.ts";
import { config } from "../../chain/config.ts";
import { contracts } from "../../chain/contracts.ts";
import { readEvents } from "../../chain/reads/logs.ts";

/** What a card says of itself: ERC-721 metadata with the picture as a data URI. */
const cardSchema = z.object({ name: z.string(), image: z.string().startsWith("data:image/svg+xml;base64,") });

/** The card of a member, drawn by the contract. */
export function cardQuery(memberId: bigint | undefined) {
  return queryOptions({
    queryKey: keys.card(memberId ?? 0n),
    queryFn: memberId
      ? async () => {
          const uri = await readContract(config, {
            ...contracts.Membership,
            functionName: "tokenURI",
            args: [memberId],
          });
          const bytes = Uint8Array.from(atob(uri.split(",")[1] ?? ""), (char) => char.charCodeAt(0));
          return cardSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
        }
      : skipToken,
  });
}

/** Whether joining needs an invitation. */
export function entryPolicyQuery() {
  return queryOptions({
    queryKey: keys.entryPolicy(),
    queryFn: async () => {
      const policy = await readContract(config, { ...contracts.Membership, functionName: "entryPolicy" });
      return policy === 0 ? ("open" as const) : ("invite" as const);
    },
  });
}

/** One line of a member's history. */
export interface HistoryEntry {
  kind: "joined" | "left" | "tier" | "earned" | "spent" | "refunded" | "sent" | "received" | "voted";
  /** In the token's smallest unit, where tokens moved. */
  amount?: bigint;
  /** Index of the tier reached, where it changed. */
  tier?: number;
  at: Date;
  transactionHash: Hash;
}

type Dated = Omit<HistoryEntry, "at"> & { blockNumber: bigint; logIndex: number };

const NOBODY = "0x0000000000000000000000000000000000000000";

async function readTokenMoves(account: Address): Promise<Dated[]> {
  const store = contracts.RewardsStore.address.toLowerCase();
  const [received, sent] = await Promise.all([
    readEvents(contracts.RewardToken, "Transfer", { to: account }),
    readEvents(contracts.RewardToken, "Transfer", { from: account }),
  ]);
  return [
    ...received.map(({ args, ...log }) => ({
      ...place(log),
      kind:
        args.from === NOBODY
          ? ("earned" as const)
          : isStore(args.from)
            ? ("refunded" as const)
            : ("received" as const),
      amount: args.value,
    })),
    ...sent.map(({ args, ...log }) => ({
      ...place(log),
      kind: isStore(args.to) ? ("spent" as const) : ("sent" as const),
      amount: -args.value,
    })),
  ];

  function isStore(address: Address): boolean {
    return address.toLowerCase() === store;
  }
}

async function readMembershipMoves(account: Address, memberId: bigint): Promise<Dated[]> {
  const [joined, left, tiers, votes] = await Promise.all([
    readEvents(contracts.Membership, "MemberJoined", { memberId }),
    readEvents(contracts.Membership, "MemberLeft", { memberId }),
    readEvents(contracts.Membership, "MemberTierChanged", { memberId }),
    readEvents(contracts.CommunityGovernor, "VoteCast", { voter: account }),
  ]);
  return [
    ...joined.map((log) => ({ ...place(log), kind: "joined" as const })),
    ...left.map((log) => ({ ...place(log), kind: "left" as const })),
    ...tiers.map(({ args, ...log }) => ({
      ...place(log),
      kind: "tier" as const,
      tier: Number(args.newTier),
    })),
    ...votes.map((log) => ({ ...place(log), kind: "voted" as const })),
  ];
}

function place(log: { blockNumber: bigint; logIndex: number; transactionHash: Hash }) {
  return { blockNumber: log.blockNumber, logIndex: log.logIndex, transactionHash: log.transactionHash };
}

async function readHistory(account: Address, memberId: bigint): Promise<HistoryEntry[]> {
  const entries = (
    await Promise.all([readTokenMoves(account), readMembershipMoves(account, memberId)])
  ).flat();
  entries.sort((a, b) => Number(b.blockNumber - a.blockNumber) || b.logIndex - a.logIndex);
  const blocks = [...new Set(entries.map(({ blockNumber }) => blockNumber))];
  const times = new Map(
    await Promise.all(
      blocks.map(async (blockNumber) => {
        const { timestamp } = await getBlock(config, { blockNumber });
        return [blockNumber, new Date(Number(timestamp) * 1000)] as const;
      }),
    ),
  );
  return entries.map(({ blockNumber, kind, amount, tier, transactionHash }) => ({
    kind,
    transactionHash,
    at: times.get(blockNumber) ?? new Date(0),
    ...(amount === undefined ? {} : { amount }),
    ...(tier === undefined ? {} : { tier }),
  }));
}

/** What a member did and got, newest first, read from the chain's events. */
export function historyQuery(account: Address | undefined, memberId: bigint | undefined) {
  return queryOptions({
    queryKey: keys.history(account ?? ""),
    queryFn: account && memberId ? () => readHistory(account, memberId) : skipToken,
  });
}
