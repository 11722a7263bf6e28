import {
  BaseError,
  ContractFunctionRevertedError,
  encodeErrorResult,
  HttpRequestError,
  InsufficientFundsError,
  parseEther,
  UserRejectedRequestError,
  type Abi,
  type Hex,
} from "viem";
import { expect, test } from "vitest";
import { abis } from "./contracts.ts";
import { isUserRejection, sentenceFor, sentenceForData } from "./errors.ts";
import { errorSentences } from "./errorSentences.ts";

const address = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const contractErrors = Object.values(abis)
  .flat()
  .filter((entry) => entry.type === "error");

function sampleArgument(type: string): unknown {
  if (type === "address") return address;
  if (type === "string") return "text";
  if (type === "bytes32") return `0x${"11".repeat(32)}`;
  if (type === "bytes4") return "0x11223344";
  return ["uint8", "uint32", "uint48"].includes(type) ? 3 : 3n;
}

function dataOf({ inputs, name }: (typeof contractErrors)[number]): Hex {
  const abi: Abi = [{ type: "error", name, inputs }];
  return encodeErrorResult({ abi, errorName: name, args: inputs.map(({ type }) => sampleArgument(type)) });
}

const soldOut = encodeErrorResult({
  abi: abis.RewardsStore,
  errorName: "RewardsStoreOutOfStock",
  args: [4n],
});

function reverted(data: Hex) {
  const abi = abis.Membership;
  return new BaseError("outer", {
    cause: new ContractFunctionRevertedError({ abi, data, functionName: "join" }),
  });
}

test.each(contractErrors.map((entry) => [entry.name, dataOf(entry)] as const))(
  "%s has a sentence",
  (_, data) => {
    const sentence = sentenceForData(data);
    expect(sentence).toMatch(/^[A-Z].{10,}[.]$/);
    expect(sentence).not.toMatch(/blockchain|\bgas\b|revert|undefined|NaN|\bobject\b/i);
  },
);

test("no sentence is left over from an error that is gone", () => {
  const names = new Set<string>(contractErrors.map((entry) => entry.name));
  expect(Object.keys(errorSentences).filter((name) => !names.has(name))).toEqual([]);
});

test("names amounts and numbers", () => {
  const data = encodeErrorResult({
    abi: abis.RewardToken,
    errorName: "ERC20InsufficientBalance",
    args: [address, parseEther("80.5"), parseEther("1200")],
  });
  expect(sentenceForData(data)).toBe("This costs 1,200, and you have 80.5.");
});

test("finds the reason of a contract called by a contract", () => {
  expect(sentenceFor(reverted(soldOut))).toBe("That reward has just sold out.");
});

test.each([
  ["beside the message", { message: "execution reverted", data: soldOut }],
  ["one level down", { code: -32603, data: { data: soldOut } }],
  ["in the original error", { code: -32603, data: { originalError: { code: 3, data: soldOut } } }],
])("finds the reason %s, where nodes put it", (_, cause) => {
  expect(sentenceFor(new BaseError("outer", { cause: cause as unknown as Error }))).toBe(
    "That reward has just sold out.",
  );
});

test("an answer it does not know, and none at all, still make a sentence", () => {
  expect(sentenceFor(reverted("0xdeadbeef"))).toBe("This can't be done right now, and no reason was given.");
  expect(sentenceFor(reverted("0x"))).toBe("This can't be done right now, and no reason was given.");
});

test("a no in the wallet is told apart from an error", () => {
  const rejected = new BaseError("outer", { cause: new UserRejectedRequestError(new Error("no")) });
  expect(isUserRejection(rejected)).toBe(true);
  expect(sentenceFor(rejected)).toBe("You declined in your wallet, so nothing was done.");
  expect(isUserRejection({ code: 4001 })).toBe(true);
  expect(isUserRejection({ code: "ACTION_REJECTED" })).toBe(true);
  expect(isUserRejection(reverted(soldOut))).toBe(false);
});

test("too little for the fee, and no network", () => {
  const poor = new BaseError("outer", { cause: new InsufficientFundsError() });
  expect(sentenceFor(poor)).toContain("network's fee");
  const offline = new BaseError("outer", { cause: new HttpRequestError({ url: "http://localhost" }) });
  expect(sentenceFor(offline)).toContain("can't be reached");
  expect(sentenceFor(new TypeError("Failed to fetch"))).toContain("can't be reached");
});

test.each([undefined, null, "text", 3, {}, new Error("internal detail")])(
  "%j is something unknown",
  (error) => {
    expect(sentenceFor(error)).toBe("Something went wrong. Please try again in a moment.");
  },
);

test("a circle of causes ends", () => {
  const circle: { cause?: unknown } = {};
  circle.cause = circle;
  expect(sentenceFor(circle)).toContain("Something went wrong");
});
