import { and, eq, inArray, sql, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { deliveries } from "../deliveries/tables.ts";
import { deliveryKeys } from "../deliveryKeys/tables.ts";
import { reviewDrafts } from "../drafts/tables.ts";
import { grades } from "../grading/tables.ts";
import { moderationDecisions, reviewAppeals, reviewFlags } from "../moderation/tables.ts";
import { photos, photoUploads } from "../photos/tables.ts";
import { products } from "../products/tables.ts";
import { relayAccounts, relayBudgets, relayRequests, relayTransactions } from "../relay/tables.ts";
import { helpfulMarks, purchaseReceipts, reviews, reviewVersions } from "../reviews/tables.ts";
import { sessionNonces, sessions } from "../sessions/tables.ts";
import type { Person } from "./person.ts";

/** What becomes of somebody's rows when they ask to be forgotten. */
export interface Erasure {
  /** Those of their rows that stay; all go where it is undefined. */
  kept?: (person: Person) => SQL;
  /** Why those stay, as a sentence for them. */
  why?: string;
}

/** A table, and whose data it holds. */
export interface Holding {
  /** Its name in exports. */
  name: string;
  table: PgTable;
  /** Whether it goes with the community to another server. */
  isCommunitys: boolean;
  /** The rows about somebody; undefined where none is about anybody. */
  of?: (person: Person) => SQL;
  /** Columns that are secrets of the server. */
  hidden?: readonly string[];
  erasure?: Erasure;
}

const NONE = sql`false`;
const ALL = () => sql`true`;

const byMember = (column: Parameters<typeof eq>[0]) => (person: Person) =>
  person.memberId === null ? NONE : eq(column, person.memberId);

/** What belongs to a member's reviews. */
const byReview = (column: Parameters<typeof eq>[0]) => (person: Person) =>
  person.memberId === null
    ? NONE
    : inArray(
        column,
        sql`(select ${reviews.id} from ${reviews} where ${reviews.memberId} = ${String(person.memberId)}::numeric)`,
      );

/** What the relay calls somebody. */
function isPayer(column: Parameters<typeof eq>[0]) {
  return ({ account, memberId }: Person): SQL => {
    const scopes = [`account:${account}`, ...(memberId === null ? [] : [`member:${memberId}`])];
    return inArray(column, scopes);
  };
}

/** Every table there is. A test fails for a new one until it has an entry, and shows that exports hold it. */
export const holdings: readonly Holding[] = [
  { name: "products", table: products, isCommunitys: true },
  {
    name: "reviews",
    table: reviews,
    isCommunitys: true,
    of: byMember(reviews.memberId),
    erasure: {},
  },
  {
    name: "reviewDrafts",
    table: reviewDrafts,
    isCommunitys: true,
    of: byMember(reviewDrafts.memberId),
    erasure: {},
  },
  { name: "photos", table: photos, isCommunitys: true },
  {
    name: "photoUploads",
    table: photoUploads,
    isCommunitys: true,
    of: byMember(photoUploads.memberId),
    erasure: {},
  },
  {
    name: "reviewVersions",
    table: reviewVersions,
    isCommunitys: true,
    of: byReview(reviewVersions.reviewId),
    erasure: {},
  },
  {
    name: "purchaseReceipts",
    table: purchaseReceipts,
    isCommunitys: true,
    of: byReview(purchaseReceipts.reviewId),
    erasure: {},
  },
  {
    name: "helpfulMarks",
    table: helpfulMarks,
    isCommunitys: true,
    of: byMember(helpfulMarks.memberId),
    erasure: {},
  },
  {
    name: "reviewFlags",
    table: reviewFlags,
    isCommunitys: true,
    of: byMember(reviewFlags.memberId),
    erasure: {},
  },
  {
    name: "reviewAppeals",
    table: reviewAppeals,
    isCommunitys: true,
    of: byReview(reviewAppeals.reviewId),
    erasure: {},
  },
  {
    name: "moderationDecisions",
    table: moderationDecisions,
    isCommunitys: true,
    of: ({ account }) => sql`${account} = any(${moderationDecisions.deciders})`,
    erasure: {
      kept: ALL,
      why: "What you decided for the brand about reviews of others is on the public ledger.",
    },
  },
  {
    name: "grades",
    table: grades,
    isCommunitys: true,
    of: ({ account }) => eq(grades.signer, account),
    erasure: {
      kept: ALL,
      why: "What you decided about the reviews of others is part of why they were paid or refused.",
    },
  },
  {
    name: "deliveryKeys",
    table: deliveryKeys,
    isCommunitys: true,
    of: ({ account }) => eq(deliveryKeys.signer, account),
    erasure: {
      kept: ALL,
      why: "Addresses are sealed to the delivery keys that you published for the brand.",
    },
  },
  {
    name: "deliveries",
    table: deliveries,
    isCommunitys: true,
    of: (person) => inArray(deliveries.deliveryHash, [...person.deliveries]),
    erasure: {
      kept: (person) => inArray(deliveries.deliveryHash, [...person.underWay]),
      why: "Parcels on their way need their addresses, which are erased once the orders are over.",
    },
  },
  {
    name: "sessions",
    table: sessions,
    isCommunitys: false,
    of: ({ account }) => eq(sessions.account, account),
    hidden: ["tokenHash"],
    erasure: {},
  },
  { name: "sessionNonces", table: sessionNonces, isCommunitys: false },
  {
    name: "relayRequests",
    table: relayRequests,
    isCommunitys: false,
    of: isPayer(relayRequests.payer),
    erasure: {
      kept: () => inArray(relayRequests.state, ["stored", "sending"]),
      why: "What you signed and asked to be carried is still under way; ask again once it is over.",
    },
  },
  {
    name: "relayBudgets",
    table: relayBudgets,
    isCommunitys: false,
    of: isPayer(relayBudgets.scope),
    erasure: {
      kept: () => sql`${relayBudgets.day} >= to_char(now() at time zone 'utc', 'YYYY-MM-DD')`,
      why: "What was carried for you today counts against today's allowance.",
    },
  },
  { name: "relayTransactions", table: relayTransactions, isCommunitys: false },
  { name: "relayAccounts", table: relayAccounts, isCommunitys: false },
];

/** Somebody's rows that stay when they ask to be forgotten. */
export function keptRows({ of, erasure }: Holding, person: Person): SQL {
  return (of && erasure?.kept && and(of(person), erasure.kept(person))) ?? NONE;
}

/** Somebody's rows that go. */
export function erasedRows({ of, erasure }: Holding, person: Person): SQL {
  if (!of || !erasure) return NONE;
  return and(of(person), erasure.kept ? sql`not (${erasure.kept(person)})` : undefined) ?? NONE;
}
