import { expect, test } from "vitest";
import { decodePresence, encodePresence, eventOf, packPresences, serialOf, ticketId } from "./ticket.ts";

const presence = {
  ticketId: ticketId(3n, 17n),
  at: 1_800_000_000n,
  signature: `0x${"ab".repeat(65)}`,
} as const;

test("a ticket number holds event and serial", () => {
  const ticket = ticketId(7n, 0xffff_ffffn);
  expect(ticket).toBe((7n << 32n) + 0xffff_ffffn);
  expect(eventOf(ticket)).toBe(7n);
  expect(serialOf(ticket)).toBe(0xffff_ffffn);
});

test.each([
  [-1n, 0n],
  [1n << 32n, 0n],
  [0n, -1n],
  [0n, 1n << 32n],
])("refuses event %d, serial %d", (event, serial) => {
  expect(() => ticketId(event, serial)).toThrow(RangeError);
});

test("a proof of presence survives the QR code", () => {
  expect(encodePresence(presence)).toMatch(/^hearth:1:/);
  expect(decodePresence(` ${encodePresence(presence)}\n`)).toEqual(presence);
});

test.each([
  ["https://example.org", "not a ticket code"],
  ["", "not a ticket code"],
  ["hearth:2:1:2:0x00", "newer version"],
  ["hearth:1:1:2", "damaged"],
  ["hearth:1:1:2:0x", "damaged"],
  ["hearth:1:1:2:0xabc", "damaged"],
  ["hearth:1:-1:2:0xab", "damaged"],
  ["hearth:1:1:2:0xab:more", "damaged"],
  [`hearth:1:${1n << 64n}:2:0xab`, "damaged"],
])("explains why %j is no proof", (text, reason) => {
  expect(() => decodePresence(text)).toThrow(reason);
});

test("proofs are packed without gaps, by ticket", () => {
  const first = { ticketId: ticketId(1n, 2n), at: 0x65n, signature: "0xabcd" } as const;
  const second = { ticketId: ticketId(2n, 1n), at: 0xff_ffff_ffffn, signature: "0x" } as const;
  expect(packPresences([second, first])).toBe(
    "0x" + "0000000100000002" + "0000000065" + "0002" + "abcd" + "0000000200000001" + "ffffffffff" + "0000",
  );
  expect(packPresences([])).toBe("0x");
});

test.each([
  ["a second", { at: 1n << 40n }],
  ["a ticket", { ticketId: 1n << 64n }],
  ["a signature", { signature: `0x${"00".repeat(65_536)}` }],
] as const)("%s that does not fit is not packed", (_, change) => {
  expect(() => packPresences([{ ...presence, ...change }])).toThrow(Error);
});
