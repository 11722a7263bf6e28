import { createSiweMessage } from "viem/siwe";
import { expect, test } from "vitest";
import { readSiweMessage } from "./siweMessage.ts";

const address = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const message = createSiweMessage({
  address,
  domain: "club.example",
  uri: "https://club.example",
  version: "1",
  chainId: 31337,
  nonce: "abcdefgh12345678",
  statement: "Welcome in",
  issuedAt: new Date("2026-03-01T10:00:00Z"),
  expirationTime: new Date("2026-03-01T10:10:00Z"),
  requestId: "7",
  resources: ["https://club.example/rules"],
});

test("reads every field that is checked", () => {
  expect(readSiweMessage(message)).toEqual({
    scheme: undefined,
    domain: "club.example",
    address,
    uri: "https://club.example",
    version: "1",
    chainId: 31337,
    nonce: "abcdefgh12345678",
    issuedAt: new Date("2026-03-01T10:00:00Z"),
    expirationTime: new Date("2026-03-01T10:10:00Z"),
    notBefore: undefined,
  });
});

test("takes a message without statement, with scheme and with a time zone", () => {
  const plain = message
    .replace("Welcome in\n", "")
    .replace(/^/, "https://")
    .replace("2026-03-01T10:00:00.000Z", "2026-03-01T12:00:00+02:00");
  expect(readSiweMessage(plain)).toMatchObject({
    scheme: "https",
    issuedAt: new Date("2026-03-01T10:00:00Z"),
  });
});

test.each([
  ["text before it", `Free coffee!\n${message}`],
  ["text after it", `${message}\nURI: https://evil.example`],
  ["a line end after it", `${message}\n`],
  ["two statements", message.replace("Welcome in", "Welcome in\nand out")],
  ["fields in another order", message.replace(/(Version.*)\n(Chain ID.*)/, "$2\n$1")],
  ["carriage returns", message.replaceAll("\n", "\r\n")],
  ["no checksum in the address", message.replace(address, address.toLowerCase())],
  ["a wrong checksum in the address", message.replace("0xf39Fd", "0xF39Fd")],
  ["a short nonce", message.replace("abcdefgh12345678", "abcdefg")],
  ["signs in the nonce", message.replace("abcdefgh12345678", "abcdefgh-2345678")],
  ["no nonce", message.replace(/Nonce: .*\n/, "")],
  ["no chain", message.replace(/Chain ID: .*\n/, "")],
  ["no uri", message.replace(/URI: .*\n/, "")],
  ["no version", message.replace(/Version: .*\n/, "")],
  ["no date of issue", message.replace(/Issued At: .*\n/, "")],
  ["a date that does not exist", message.replace("2026-03-01T10:00", "2026-13-41T10:00")],
  ["a date in words", message.replace("2026-03-01T10:00:00.000Z", "yesterday")],
  ["a date in another form", message.replace("2026-03-01T10:00:00.000Z", "2026-03-01")],
  ["an expiry that is no date", message.replace("2026-03-01T10:10:00.000Z", "never")],
  ["a chain in hex", message.replace("31337", "0x7a69")],
  ["a field twice", message.replace(/(Nonce: .*\n)/, "$1$1")],
  ["another sentence", message.replace("wants you to sign in with", "wants you to pay with")],
  ["a blank in the uri", message.replace("URI: https://club.example", "URI: https://club.example /")],
  ["a domain with a path", message.replace("club.example wants", "club.example/x wants")],
  ["a longer address", message.replace(address, `${address}00`)],
  ["a signed chain", message.replace("Chain ID: 31337", "Chain ID: -31337")],
  ["a version in words", message.replace("Version: 1", "Version: one")],
  ["small letters in a field's name", message.replace("Nonce:", "nonce:")],
  ["nothing", ""],
])("refuses a message with %s", (_, text) => {
  expect(text).not.toBe(message);
  expect(readSiweMessage(text)).toBeNull();
});
