import { describe, expect, test } from "vitest";
import { availabilityOf, piecesLeft } from "./availability.ts";

const reward = { opens: 1_000n, closes: 2_000n, stock: 3 };
const event = { cancelled: false, ends: 1_900n, capacity: 10, outstanding: 9 };
const at = (seconds: number) => new Date(seconds * 1000);

describe("a reward", () => {
  test.each([
    [999, { kind: "notYet", opens: at(1_000) }],
    [1_000, { kind: "open" }],
    [1_999, { kind: "open" }],
    [2_000, { kind: "over" }],
  ])("at second %s is %j", (second, availability) => {
    expect(availabilityOf(reward, undefined, at(second))).toEqual(availability);
  });

  test("without an end stays open", () => {
    expect(availabilityOf({ ...reward, closes: 0n }, undefined, at(4e9))).toEqual({ kind: "open" });
  });

  test("is sold out without stock, and where every seat is taken", () => {
    expect(availabilityOf({ ...reward, stock: 0 }, undefined, at(1_500)).kind).toBe("soldOut");
    expect(availabilityOf(reward, { ...event, outstanding: 10 }, at(1_500)).kind).toBe("soldOut");
  });

  test("ends with its event, whatever the store says", () => {
    expect(availabilityOf(reward, event, at(1_899)).kind).toBe("open");
    expect(availabilityOf(reward, event, at(1_900)).kind).toBe("over");
    expect(availabilityOf(reward, { ...event, cancelled: true }, at(1_500)).kind).toBe("eventCancelled");
  });

  test("has no more pieces than seats", () => {
    expect(piecesLeft(reward, undefined)).toBe(3);
    expect(piecesLeft(reward, event)).toBe(1);
    expect(piecesLeft(reward, { ...event, outstanding: 12 })).toBe(0);
  });
});
