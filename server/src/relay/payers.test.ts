import {
  custom,
  decodeFunctionData,
  encodeErrorResult,
  encodeFunctionData,
  encodeFunctionResult,
  type Hex,
} from "viem";

import { eventTicketsAbi, membershipAbi } from "@hearth/protocol/generated/abis";
import { expect, test } from "vitest";
import { deployment, newAccount } from "../../test/harness.ts";
import { ChainUnavailableError } from "../http/errors.ts";
import { readRequest } from "./functions.ts";
import { RelayNode } from "./node.ts";
import { findPayer } from "./payers.ts";

const HOLDER = newAccount().address;
const noCard = encodeErrorResult({ abi: membershipAbi, errorName: "ERC721NonexistentToken", args: [7n] });

/** A chain on which every ticket is member 7's, and that says this of the member's card. */
function chainSaying(card: "held" | "given up" | "nothing"): RelayNode {
  const answer = ({ data }: { data: Hex }): Hex => {
    const abi = [...eventTicketsAbi, ...membershipAbi] as const;
    const { functionName } = decodeFunctionData({ abi, data });
    if (functionName === "ticketMember")
      return encodeFunctionResult({ abi: eventTicketsAbi, functionName, result: 7n });
    if (card === "held")
      return encodeFunctionResult({ abi: membershipAbi, functionName: "ownerOf", result: HOLDER });
    if (card === "nothing") throw Object.assign(new Error("no answer"), { code: -32_002 });
    throw Object.assign(new Error("execution reverted"), { code: 3, data: noCard });
  };
  const transport = custom(
    { request: async ({ params }: { params: [{ data: Hex }] }) => answer(params[0]) },
    { retryCount: 0 },
  );
  return new RelayNode(transport, deployment.contracts.Relay.address);
}

function payerOf(card: Parameters<typeof chainSaying>[0]) {
  const args = [5n, 99n, "0x"] as const;
  const data = encodeFunctionData({ abi: eventTicketsAbi, functionName: "returnTicketFor", args });
  const request = readRequest(deployment, "EventTickets", data);
  if (typeof request === "string") throw new Error(request);
  return findPayer(chainSaying(card), deployment, request);
}

test("what a member signs for a ticket counts with the account that signs, so that its code can be looked at", async () => {
  expect(await payerOf("held")).toEqual({ scope: "member:7", isNewcomer: false, account: HOLDER });
});

test("nobody pays for who has no membership any more", async () => {
  expect(await payerOf("given up")).toBeUndefined();
});

test("a node that does not say is not taken for a no", async () => {
  await expect(payerOf("nothing")).rejects.toBeInstanceOf(ChainUnavailableError);
});
