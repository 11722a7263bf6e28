import { describe, expect, test } from "vitest";
import { judge, type DoorFacts } from "./verdict.ts";

const HOLDER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const event = {
  eventId: 1n,
  metadata: { name: "Cupping", description: "" },
  capacity: 10,
  outstanding: 5,
  checkedIn: 2,
  doorsOpen: 10_000n,
  ends: 20_000n,
  returnUntil: 9_000n,
  cancelled: false,
};
const ticket = { ticketId: 5n, eventId: 1n, redemptionId: 3n, holder: HOLDER, checkedIn: false } as const;
const facts: DoorFacts = {
  presence: { ticketId: 5n, at: 12_000n, signature: "0x12" },
  ticket,
  event,
  isSignedByHolder: true,
  block: 12_100n,
};

const at = (second: bigint) => ({ ...facts.presence, at: second });

describe("the door", () => {
  test("lets a fresh code of the holder in, up to five minutes old", () => {
    expect(judge(facts)).toEqual({ admit: true });
    expect(judge({ ...facts, block: 12_300n })).toEqual({ admit: true });
    expect(judge({ ...facts, presence: at(10_000n), block: 10_000n })).toEqual({ admit: true });
  });

  test.each<[string, Partial<DoorFacts>]>([
    ["No such ticket", { ticket: undefined, event: undefined, isSignedByHolder: false }],
    ["Already checked in", { ticket: { ...ticket, checkedIn: true } }],
    ["Not the holder's code", { isSignedByHolder: false }],
    ["The event was cancelled", { event: { ...event, cancelled: true } }],
    ["The event is over", { block: 20_000n, presence: at(19_999n) }],
    ["The doors are not open yet", { block: 9_999n, presence: at(9_999n) }],
    ["The code is from the future", { presence: at(12_101n) }],
    ["The code is too old", { block: 12_301n }],
    ["The code is too old", { block: 10_100n, presence: at(9_999n) }],
  ])("says: %s", (title, changed) => {
    expect(judge({ ...facts, ...changed })).toMatchObject({ admit: false, title });
  });

  test("names a second coming first, even with an old or a foreign code", () => {
    const used = { ...ticket, checkedIn: true };
    expect(judge({ ...facts, ticket: used, block: 19_000n, isSignedByHolder: false })).toMatchObject({
      title: "Already checked in",
    });
  });
});
