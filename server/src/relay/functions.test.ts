import { contractNames } from "@hearth/protocol/contracts";
import { relayedFunctions } from "@hearth/protocol/relay";
import { membershipAbi, pollsAbi } from "@hearth/protocol/generated/abis";
import { encodeFunctionData, zeroAddress, type AbiParameter } from "viem";
import { expect, test } from "vitest";
import { deployment } from "../../test/harness.ts";
import { deadlineOf, notTaken, readRequest, takenFunctions } from "./functions.ts";

const all = contractNames.flatMap((contract) =>
  relayedFunctions(contract).map(({ name }) => `${contract}.${name}`),
);
const join = encodeFunctionData({
  abi: membershipAbi,
  functionName: "joinFor",
  args: [zeroAddress, 77n, `0x${"ab".repeat(65)}`],
});

test("whatever the contract passes on is either taken or left out on purpose", () => {
  expect([...takenFunctions.map(({ name }) => name), ...notTaken].sort()).toEqual([...all].sort());
});

test("everybody served is found where the table says", () => {
  for (const { name, abi, beneficiary } of takenFunctions) {
    let inputs: readonly AbiParameter[] | undefined = abi.inputs;
    let found: AbiParameter | undefined;
    for (const key of beneficiary.path.split(".")) {
      found = inputs?.find((input) => input.name === key);
      inputs = found && "components" in found ? found.components : undefined;
    }
    expect(found?.type, name).toBe(beneficiary.kind === "account" ? "address" : "uint256");
  }
});

test("only who is no member yet may ask to join, or take part in a recovery", () => {
  const open = takenFunctions.filter(({ beneficiary }) => beneficiary.open).map(({ name }) => name);
  expect(open).toEqual([
    "Membership.joinFor",
    "Membership.joinWithInviteFor",
    "Membership.joinWithProofFor",
    "Recovery.approveFor",
    "Recovery.requestFor",
  ]);
});

test("a request is read with its arguments by name", () => {
  const request = readRequest(deployment, "Membership", join);
  expect(request).toMatchObject({
    taken: { name: "Membership.joinFor" },
    target: deployment.contracts.Membership.address,
    args: { account: zeroAddress, deadline: 77n },
  });
});

test("a function of another contract, one that is not taken and one that does not exist are unknown", () => {
  expect(readRequest(deployment, "Rooms", join)).toBe("unknown function");
  const refresh = encodeFunctionData({ abi: membershipAbi, functionName: "refresh", args: [1n] });
  expect(readRequest(deployment, "Membership", refresh)).toBe("unknown function");
  const cast = encodeFunctionData({ abi: pollsAbi, functionName: "castMany", args: [1n, []] });
  expect(readRequest(deployment, "Polls", cast)).toBe("unknown function");
  for (const data of ["0x", "0x12", "0x12345678"] as const)
    expect(readRequest(deployment, "Membership", data)).toBe("unknown function");
});

test("the same words in other bytes are refused, so that nothing is kept twice", () => {
  const dirty = join.replace("0".repeat(64), `1${"0".repeat(63)}`) as typeof join;
  for (const data of [`${join}00`, `${join}${"00".repeat(32)}`, join.slice(0, -2), dirty])
    expect(readRequest(deployment, "Membership", data as typeof join)).toBe("malformed arguments");
});

test("the earliest deadline counts, also one inside a request", () => {
  expect(deadlineOf({ account: zeroAddress, deadline: 7n })).toBe(7n);
  expect(deadlineOf({ invite: { deadline: 5n }, deadline: 7n })).toBe(5n);
  expect(deadlineOf({ request: { deadline: 9n } })).toBe(9n);
  expect(deadlineOf({ expiry: 3n })).toBe(3n);
  expect(deadlineOf({ opening: { memberId: 1n } })).toBe(null);
});
