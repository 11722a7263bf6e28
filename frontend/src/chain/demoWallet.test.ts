import {
  parseTransaction,
  recoverTransactionAddress,
  toHex,
  verifyMessage,
  verifyTypedData,
  type Hex,
} from "viem";
import { hardhat } from "viem/chains";
import { expect, test } from "vitest";
import { createDemoProvider, demoAccount, type NodeRequest } from "./demoWallet.ts";

const account = demoAccount(2);
const TARGET = "0x1111111111111111111111111111111111111111";

/** Answers what a node is asked for a transaction; its nonce grows with what it was sent. */
function startNode() {
  const sent: Hex[] = [];
  const answers: Record<string, (params: readonly unknown[]) => unknown> = {
    eth_chainId: () => toHex(hardhat.id),
    eth_getTransactionCount: () => toHex(4 + sent.length),
    eth_estimateGas: () => toHex(50_000),
    eth_maxPriorityFeePerGas: () => toHex(1n),
    eth_getBlockByNumber: () => ({
      baseFeePerGas: toHex(100n),
      number: "0x1",
      timestamp: "0x1",
      transactions: [],
    }),
    eth_sendRawTransaction: ([raw]) => toHex(sent.push(raw as Hex), { size: 32 }),
    eth_blockNumber: () => "0x2a",
  };
  const request: NodeRequest = async ({ method, params }) => {
    const answer = answers[method];
    if (!answer) throw new Error(`The node was asked for ${method}`);
    return answer((params ?? []) as readonly unknown[]);
  };
  return { sent, request };
}

function open() {
  const node = startNode();
  return { node, provider: createDemoProvider(account, hardhat, node.request) };
}

test("the account is the one of the public test phrase", () => {
  expect(demoAccount(0).address).toBe("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
});

test("it says who it is and where", async () => {
  const { provider } = open();
  expect(await provider.request({ method: "eth_requestAccounts" })).toEqual([account.address]);
  expect(await provider.request({ method: "eth_chainId" })).toBe("0x7a69");
});

test("a signed text verifies", async () => {
  const { provider } = open();
  const message = "Sign in to the roastery";
  const signature = await provider.request({
    method: "personal_sign",
    params: [toHex(message), account.address],
  });
  expect(await verifyMessage({ address: account.address, message, signature })).toBe(true);
});

test("signed typed data verifies, with the domain's type given as wallets receive it", async () => {
  const { provider } = open();
  const data = {
    domain: { name: "Hearth", version: "1", chainId: 31337 },
    types: { Ballot: [{ name: "proposalId", type: "uint256" }] },
    primaryType: "Ballot",
    message: { proposalId: "12" },
  } as const;
  const domainType = [
    { name: "name", type: "string" },
    { name: "version", type: "string" },
    { name: "chainId", type: "uint256" },
  ];
  const asText = JSON.stringify({ ...data, types: { EIP712Domain: domainType, ...data.types } });
  const signature = await provider.request({
    method: "eth_signTypedData_v4",
    params: [account.address, asText],
  });
  expect(
    await verifyTypedData({ ...data, message: { proposalId: 12n }, address: account.address, signature }),
  ).toBe(true);
});

test("a transaction is signed here and sent raw", async () => {
  const { node, provider } = open();
  await provider.request({
    method: "eth_sendTransaction",
    params: [{ from: account.address, to: TARGET, data: "0x1234", value: toHex(5n) }],
  });
  const [raw] = node.sent;
  if (!raw) throw new Error("Nothing was sent");
  expect(parseTransaction(raw)).toMatchObject({
    to: TARGET,
    data: "0x1234",
    value: 5n,
    nonce: 4,
    chainId: 31337,
  });
  expect(await recoverTransactionAddress({ serializedTransaction: raw as `0x02${string}` })).toBe(
    account.address,
  );
});

test("two transactions at once take two nonces", async () => {
  const { node, provider } = open();
  const send = () =>
    provider.request({ method: "eth_sendTransaction", params: [{ from: account.address, to: TARGET }] });
  await Promise.all([send(), send(), send()]);
  expect(node.sent.map((raw) => parseTransaction(raw).nonce)).toEqual([4, 5, 6]);
});

test("one that fails does not hold up the next", async () => {
  const { node, provider } = open();
  const broken = provider.request({
    method: "eth_sendTransaction",
    params: [{ from: account.address, to: "0x12" }],
  });
  const sound = provider.request({
    method: "eth_sendTransaction",
    params: [{ from: account.address, to: TARGET }],
  });
  await expect(broken).rejects.toThrow();
  await sound;
  expect(node.sent).toHaveLength(1);
});

test("another chain is refused with the code wallets use", async () => {
  const { provider } = open();
  await provider.request({ method: "wallet_switchEthereumChain", params: [{ chainId: "0x7a69" }] });
  await expect(
    provider.request({ method: "wallet_switchEthereumChain", params: [{ chainId: "0x1" }] }),
  ).rejects.toMatchObject({ code: 4902 });
});

test("everything else is the node's to answer", async () => {
  const { provider } = open();
  expect(await provider.request({ method: "eth_blockNumber" })).toBe("0x2a");
});
