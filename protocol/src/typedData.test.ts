import { hashTypedData, recoverTypedDataAddress, zeroAddress, type Address, type TypedData } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { demoMnemonic } from "./personas.ts";
import { campaignsTypes, eventTicketsTypes, membershipTypes, typedDataDomain } from "./typedData.ts";

const contract = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const domain = typedDataDomain(31337, contract);

test("a signature leads back to its signer", async () => {
  const account = mnemonicToAccount(demoMnemonic);
  const request = {
    domain,
    types: eventTicketsTypes,
    primaryType: "Presence",
    message: { ticketId: 1n, at: 1_800_000_000n },
  } as const;
  const signature = await account.signTypedData(request);
  expect(await recoverTypedDataAddress({ ...request, signature })).toBe(account.address);
});

test("the digest depends on chain and contract", () => {
  const types: TypedData = campaignsTypes;
  const message = {
    campaignId: 1n,
    memberId: 2n,
    subject: `0x${"00".repeat(32)}`,
    contentHash: `0x${"01".repeat(32)}`,
    amount: 3n,
    deadline: 4n,
  };
  const digest = (chainId: number) =>
    hashTypedData({ domain: typedDataDomain(chainId, contract), types, primaryType: "Attestation", message });
  expect(digest(1)).not.toBe(digest(2));
});

test("the digest of a request to join depends on the inviter", () => {
  const digest = (inviter: Address) =>
    hashTypedData({
      domain,
      types: membershipTypes,
      primaryType: "Join",
      message: { account: contract, inviter, nonce: 0n, deadline: 4n },
    });
  expect(digest(zeroAddress)).not.toBe(digest(contract));
});
