import { describe, expect, test } from "vitest";
import { stepOf } from "./orders.ts";

const order = { state: "placed", placedAt: 1_000n, ticketId: 0n } as const;
const reward = { cancelWindow: 100, fulfilWithin: 500 };
const at = (seconds: number) => new Date(seconds * 1000);

describe("an order of merch", () => {
  test.each([
    [1_000, { kind: "cancel", until: at(1_100) }],
    [1_100, { kind: "cancel", until: at(1_100) }],
    [1_101, { kind: "wait", refundableFrom: at(1_500) }],
    [1_500, { kind: "wait", refundableFrom: at(1_500) }],
    [1_501, { kind: "refund" }],
  ])("at second %s allows %j", (second, step) => {
    expect(stepOf(order, reward, at(second))).toEqual(step);
  });

  test("that was sent or refunded allows nothing more", () => {
    expect(stepOf({ ...order, state: "fulfilled" }, reward, at(1_050))).toEqual({ kind: "none" });
    expect(stepOf({ ...order, state: "cancelled" }, reward, at(9_000))).toEqual({ kind: "none" });
  });

  test("for a ticket is given back at the ticket, not here", () => {
    expect(stepOf({ ...order, ticketId: 5n }, reward, at(1_050))).toEqual({ kind: "none" });
  });
});
