import type { TransactionReceipt } from "viem";
import { describe, expect, test } from "vitest";
import { advance, IDLE, isUnderWay, type TransactionEvent, type TransactionState } from "./transaction.ts";

const HASH = `0x${"11".repeat(32)}` as const;
const OTHER_HASH = `0x${"22".repeat(32)}` as const;

const SUBMISSION = { contract: "Membership", data: "0x12" } as const;

function receipt(status: "success" | "reverted"): TransactionReceipt {
  return { status, transactionHash: HASH, blockNumber: 7n } as TransactionReceipt;
}

const MINED = receipt("success");
const STATES: readonly TransactionState[] = [
  IDLE,
  { step: "checking" },
  { step: "signing" },
  { step: "relaying" },
  { step: "offering", reason: "Not today." },
  { step: "mining", hash: HASH },
  { step: "indexing", receipt: MINED },
  { step: "done", receipt: MINED },
  { step: "failed", reason: "Sold out." },
];

/** For each event: the steps it applies to, and the step that follows. Everywhere else it changes nothing. */
const EDGES: readonly { event: TransactionEvent; from: string[]; to: string }[] = [
  { event: { type: "started" }, from: ["idle", "done", "failed"], to: "checking" },
  { event: { type: "checked" }, from: ["checking"], to: "signing" },
  { event: { type: "declined" }, from: ["checking", "signing", "offering"], to: "idle" },
  { event: { type: "handedIn", submission: SUBMISSION }, from: ["signing"], to: "relaying" },
  { event: { type: "accepted", requestId: "7" }, from: [], to: "relaying" },
  { event: { type: "turnedAway", reason: "Not today." }, from: ["signing", "relaying"], to: "offering" },
  { event: { type: "payingOneself" }, from: ["offering"], to: "signing" },
  { event: { type: "sent", hash: HASH }, from: ["signing", "relaying"], to: "mining" },
  { event: { type: "replaced", hash: OTHER_HASH }, from: ["mining"], to: "mining" },
  { event: { type: "mined", receipt: MINED }, from: ["mining"], to: "indexing" },
  { event: { type: "indexed" }, from: ["indexing"], to: "done" },
  {
    event: { type: "failed", reason: "No." },
    from: ["checking", "signing", "relaying", "offering", "mining", "indexing"],
    to: "failed",
  },
  { event: { type: "reset" }, from: ["idle", "done", "failed"], to: "idle" },
];

describe.each(EDGES)("$event.type", ({ event, from, to }) => {
  test.each(STATES)("in $step", (state) => {
    const next = advance(state, event);
    if (from.includes(state.step)) expect(next.step).toBe(to);
    else expect(next).toBe(state);
  });
});

test("only a receipt that says success leads to done", () => {
  const next = advance({ step: "mining", hash: HASH }, { type: "mined", receipt: receipt("reverted") });
  expect(next.step).toBe("failed");
  expect(advance(next, { type: "indexed" })).toBe(next);
});

test("a replacement is followed by its own hash", () => {
  expect(advance({ step: "mining", hash: HASH }, { type: "replaced", hash: OTHER_HASH })).toEqual({
    step: "mining",
    hash: OTHER_HASH,
  });
});

test("a failure says why", () => {
  expect(advance({ step: "checking" }, { type: "failed", reason: "Sold out." })).toEqual({
    step: "failed",
    reason: "Sold out.",
  });
});

test("under way is everything between the press and the outcome", () => {
  expect(STATES.filter(isUnderWay).map(({ step }) => step)).toEqual([
    "checking",
    "signing",
    "relaying",
    "offering",
    "mining",
    "indexing",
  ]);
});
