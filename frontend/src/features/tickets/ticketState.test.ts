import { describe, expect, test } from "vitest";
import { canReturn, ticketStateOf } from "./ticketState.ts";

const event = { cancelled: false, doorsOpen: 1_000n, ends: 2_000n, returnUntil: 900n };
const at = (second: bigint) => ({ block: second, now: second });
const unused = { checkedIn: false };
const used = { checkedIn: true };

describe("a ticket", () => {
  test.each([
    [999n, "early"],
    [1_000n, "open"],
    [1_999n, "open"],
    [2_000n, "over"],
  ])("at second %s is %s", (second, state) => {
    expect(ticketStateOf(unused, event, at(second))).toBe(state);
  });

  test("waits for a block after the doors opened, because its proof is dated by one", () => {
    expect(ticketStateOf(unused, event, { block: 990n, now: 1_010n })).toBe("early");
  });

  test("that was used stays used", () => {
    expect(ticketStateOf(used, event, at(1_500n))).toBe("used");
    expect(ticketStateOf(used, { ...event, cancelled: true }, at(1_500n))).toBe("used");
    expect(ticketStateOf(used, event, at(9_000n))).toBe("used");
  });

  test("of a cancelled event is for a refund", () => {
    expect(ticketStateOf(unused, { ...event, cancelled: true }, at(9_000n))).toBe("cancelled");
  });

  test("can be returned before the cut-off only, and not once used or cancelled", () => {
    expect(canReturn(unused, event, 899n)).toBe(true);
    expect(canReturn(unused, event, 900n)).toBe(false);
    expect(canReturn(used, event, 100n)).toBe(false);
    expect(canReturn(unused, { ...event, cancelled: true }, 100n)).toBe(false);
  });
});
