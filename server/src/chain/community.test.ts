import { accessManagerAbi, campaignsAbi, membershipAbi } from "@hearth/protocol/generated/abis";
import { demoMnemonic } from "@hearth/protocol/personas";
import { contentHash, productSubject } from "@hearth/protocol/review";
import { roles } from "@hearth/protocol/roles";
import { campaignsTypes, typedDataDomain } from "@hearth/protocol/typedData";
import { http, type Hash } from "viem";
import { generatePrivateKey, mnemonicToAccount, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCommunity, type LiveCommunity } from "../../test/relay/liveCommunity.ts";
import type { Chain } from "./chain.ts";
import { createChain } from "./client.ts";

/** The demo's operator and attester, and a wallet that is nobody yet. */
const [olive, vera] = [0, 6].map((addressIndex) => mnemonicToAccount(demoMnemonic, { addressIndex })) as [
  ReturnType<typeof mnemonicToAccount>,
  ReturnType<typeof mnemonicToAccount>,
];
let community: LiveCommunity;
let chain: Chain;

beforeAll(async () => {
  community = await startCommunity();
  chain = createChain(http(community.url, { batch: true, retryCount: 0 }), community.deployment);
}, 300_000);

afterAll(() => community.stop());

async function mined(hash: Hash): Promise<Hash> {
  const { status } = await community.chain.waitForTransactionReceipt({ hash });
  expect(status).toBe("success");
  return hash;
}

test("operators are those who hold the role now, also as others come and go", async () => {
  const { address } = community.deployment.contracts.AccessManager;
  const manager = { account: olive, address, abi: accessManagerAbi } as const;
  const timelock = await chain.standingOf(community.deployment.contracts.TimelockController.address);
  expect(timelock.roles, "and is no person").toContain("OPERATOR");
  expect(await chain.operators()).toEqual([olive.address]);
  const grant = { ...manager, functionName: "grantRole", args: [roles.OPERATOR, vera.address, 0] } as const;
  await mined(await community.chain.writeContract(grant));
  expect(await chain.operators()).toEqual([olive.address, vera.address]);
  const revoke = { ...manager, functionName: "revokeRole", args: [roles.OPERATOR, vera.address] } as const;
  await mined(await community.chain.writeContract(revoke));
  expect(await chain.operators()).toEqual([olive.address]);
});

test("an attester with a delay may not grade, as the contract takes no signature of theirs", async () => {
  const { address } = community.deployment.contracts.AccessManager;
  const manager = { account: olive, address, abi: accessManagerAbi } as const;
  for (const [delay, held] of [
    [0, ["ATTESTER"]],
    [1, []],
  ] as const) {
    const fresh = privateKeyToAccount(generatePrivateKey()).address;
    const grant = { ...manager, functionName: "grantRole", args: [roles.ATTESTER, fresh, delay] } as const;
    await mined(await community.chain.writeContract(grant));
    expect((await chain.standingOf(fresh)).roles).toEqual(held);
  }
});

test("the payment of a review is found with its transaction, and none where nothing was paid", async () => {
  const { contracts, chainId } = community.deployment;
  const membership = { account: vera, address: contracts.Membership.address, abi: membershipAbi } as const;
  await mined(await community.chain.writeContract({ ...membership, functionName: "join" }));
  const { memberId } = await chain.standingOf(vera.address);
  const campaign = await chain.campaign(1n);
  if (memberId === null || !campaign?.forReviews) throw new Error("a member and a review campaign expected");
  const subject = productSubject("kenya-aa");
  expect(await chain.payment(1n, subject, memberId)).toBeNull();

  const message = {
    campaignId: 1n,
    memberId,
    subject,
    contentHash: contentHash("Bright", "Like blackcurrant"),
    amount: campaign.minReward,
    deadline: (await chain.head()).timestamp + 3600n,
  };
  const signature = await olive.signTypedData({
    domain: typedDataDomain(chainId, contracts.Campaigns.address),
    types: campaignsTypes,
    primaryType: "Attestation",
    message,
  });
  const transactionHash = await mined(
    await community.chain.writeContract({
      account: vera,
      address: contracts.Campaigns.address,
      abi: campaignsAbi,
      functionName: "claim",
      args: [message, [{ signer: olive.address, signature }]],
    }),
  );
  // Far behind the newest blocks, in another range of logs.
  await community.chain.mine({ blocks: 10_050 });
  const { contentHash: hash, amount } = message;
  expect(await chain.payment(1n, subject, memberId)).toEqual({ contentHash: hash, amount, transactionHash });
  expect(await chain.payment(1n, productSubject("mug"), memberId)).toBeNull();
  expect(await chain.operators(), "over several ranges too").toEqual([olive.address]);
});
