import { hexToBigInt, keccak256, numberToHex, slice, stringToHex, type Hex } from "viem";
import { expect, test } from "vitest";
import { newAccount } from "../../test/harness.ts";
import { isMagicValue, isSignedByKey } from "./signatures.ts";

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const digest = keccak256(stringToHex("a digest"));

test("takes a key's own signature and nobody else's", async () => {
  const account = newAccount();
  const signature = await account.sign!({ hash: digest });
  expect(await isSignedByKey(account.address, digest, signature)).toBe(true);
  expect(await isSignedByKey(newAccount().address, digest, signature)).toBe(false);
  expect(await isSignedByKey(account.address, keccak256(digest), signature)).toBe(false);
});

test("refuses what the contracts refuse: other lengths, other v, the malleable twin", async () => {
  const account = newAccount();
  const signature = await account.sign!({ hash: digest });
  const [rs, v] = [slice(signature, 0, 64), slice(signature, 64)];
  const highS = numberToHex(ORDER - hexToBigInt(slice(signature, 32, 64)), { size: 32 });
  const twin: Hex = `${slice(signature, 0, 32)}${highS.slice(2)}${v === "0x1b" ? "1c" : "1b"}`;
  const wrong: Hex[] = [
    rs,
    `${signature}00`,
    `${rs}${v === "0x1b" ? "00" : "01"}`,
    `${rs}ff`,
    twin,
    `0x${"00".repeat(65)}`,
    `0x${"ff".repeat(65)}`,
    "0x00",
  ];
  for (const each of wrong) expect(await isSignedByKey(account.address, digest, each)).toBe(false);
});

test("takes only the exact word a contract account must answer", () => {
  const yes = `0x1626ba7e${"0".repeat(56)}` as const;
  expect(isMagicValue(yes)).toBe(true);
  for (const answer of [
    undefined,
    "0x",
    "0x1626ba7e",
    `0x${"0".repeat(64)}`,
    `${yes.slice(0, -1)}1`,
  ] as const) {
    expect(isMagicValue(answer as Hex | undefined)).toBe(false);
  }
});
