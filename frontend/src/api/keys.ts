/**
 * Key of a query. Strings and numbers only, so that keys can be stored: pass ids as text.
 * `chain` keys are read from the chain and refreshed with new blocks; `server` keys come from the server.
 */
export type DataKey = readonly ["chain" | "server", ...(string | number)[]];

const id = (value: bigint | number | string): string => value.toString().toLowerCase();

/**
 * The one factory of query keys. A longer key lies under its shorter one, so that making
 * `keys.proposals()` stale reaches `keys.proposal(7n)` too.
 */
export const keys = {
  chain: () => ["chain"],
  latestBlock: () => ["chain", "latestBlock"],
  operatorRoles: (account: string) => ["chain", "operatorRoles", id(account)],

  membership: () => ["chain", "membership"],
  card: (memberId: bigint) => ["chain", "membership", "card", id(memberId)],
  entryPolicy: () => ["chain", "membership", "entryPolicy"],
  tiers: () => ["chain", "membership", "tiers"],
  memberNumber: (account: string) => ["chain", "membership", "number", id(account)],
  walletOf: (memberId: bigint) => ["chain", "membership", "walletOf", id(memberId)],
  history: (account: string) => ["chain", "membership", "history", id(account)],
  member: (account: string) => ["chain", "membership", "member", id(account)],
  token: () => ["chain", "token"],
  balance: (account: string) => ["chain", "token", "balance", id(account)],
  campaigns: () => ["chain", "campaigns"],
  campaign: (campaignId: bigint) => ["chain", "campaigns", id(campaignId)],
  payment: (campaignId: bigint, subject: string, memberId: bigint) => [
    "chain",
    "campaigns",
    id(campaignId),
    "payment",
    id(subject),
    id(memberId),
  ],
  verification: (version: string) => ["chain", "campaigns", "verification", id(version)],
  community: () => ["chain", "community"],
  proposals: () => ["chain", "proposals"],
  votesOn: (proposalId: bigint) => ["chain", "proposals", id(proposalId), "votes"],
  votedOn: (proposalId: bigint, account: string) => [
    "chain",
    "proposals",
    id(proposalId),
    "voted",
    id(account),
  ],
  votesFor: (proposalId: bigint, account: string) => [
    "chain",
    "proposals",
    id(proposalId),
    "votesFor",
    id(account),
  ],
  proposal: (proposalId: bigint) => ["chain", "proposals", id(proposalId)],
  rewards: () => ["chain", "rewards"],
  reward: (rewardId: bigint) => ["chain", "rewards", id(rewardId)],
  redemptions: () => ["chain", "redemptions"],
  openRedemptions: () => ["chain", "redemptions", "open"],
  redemption: (redemptionId: bigint) => ["chain", "redemptions", "one", id(redemptionId)],
  redemptionsOf: (memberId: bigint) => ["chain", "redemptions", "of", id(memberId)],
  redeemedCount: (rewardId: bigint, memberId: bigint) => [
    "chain",
    "redemptions",
    "count",
    id(rewardId),
    id(memberId),
  ],
  cancelReasons: (memberId: bigint) => ["chain", "redemptions", "reasons", id(memberId)],
  events: () => ["chain", "events"],
  cancelledBecause: (eventId: bigint) => ["chain", "events", id(eventId), "cancelled"],
  tickets: () => ["chain", "tickets"],
  ticketsOf: (account: string) => ["chain", "tickets", "of", id(account)],

  session: () => ["server", "session"],
  relay: () => ["server", "relay"],
  products: () => ["server", "products"],
  product: (slug: string) => ["server", "products", id(slug)],
  reviews: () => ["server", "reviews"],
  reviewsOn: (slug: string) => ["server", "reviews", "on", id(slug)],
  newestReviews: (count: number) => ["server", "reviews", "newest", id(count)],
  reviewsOf: (account: string) => ["server", "reviews", "of", id(account)],
  delivery: (deliveryHash: string, keyCount: number) => [
    "server",
    "deliveries",
    id(deliveryHash),
    id(keyCount),
  ],
  deliveryKeys: () => ["server", "deliveryKeys"],
  gradingQueue: () => ["server", "gradingQueue"],
  gradingQueueOf: (account: string) => ["server", "gradingQueue", id(account)],
} as const satisfies Record<string, (...parts: never[]) => DataKey>;
