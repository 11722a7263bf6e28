import { readFile } from "node:fs/promises";
import {
  createTestClient,
  createWalletClient,
  hashMessage,
  http,
  parseAbi,
  publicActions,
  type Abi,
  type Address,
  type Hex,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { demoMnemonic } from "@hearth/protocol/personas";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deployment, newAccount } from "../../test/harness.ts";
import { freePort, startHardhatNode, type LocalNode } from "../../test/node.ts";
import { ChainUnavailableError } from "../http/errors.ts";
import type { Chain } from "./chain.ts";
import { createChain } from "./client.ts";

/** `ERC1271Wallet.Answer`. */
const answers = { byOwner: 0, no: 1, revert: 2, empty: 3, magicInDirtyWord: 4 } as const;

const owner = mnemonicToAccount(demoMnemonic);
const digest = hashMessage("a message");
let port: number;
let node: LocalNode;
let chain: Chain;
let wallet: Address;

beforeAll(async () => {
  port = await freePort();
  node = await startHardhatNode(port);
  chain = createChain(http(node.url, { batch: true, retryCount: 0 }), deployment);
  wallet = await deployWallet();
});

afterAll(() => node.stop());

function sender() {
  return createWalletClient({ account: owner, chain: hardhat, transport: http(node.url) }).extend(
    publicActions,
  );
}

async function deployWallet(): Promise<Address> {
  const file = new URL(
    "../../../artifacts/contracts/test/ERC1271Wallet.sol/ERC1271Wallet.json",
    import.meta.url,
  );
  const { abi, bytecode } = JSON.parse(await readFile(file, "utf8")) as { abi: Abi; bytecode: Hex };
  const hash = await sender().deployContract({ abi, bytecode, args: [owner.address] });
  const { contractAddress } = await sender().waitForTransactionReceipt({ hash, pollingInterval: 50 });
  if (!contractAddress) throw new Error("The wallet was not deployed.");
  return contractAddress;
}

async function setAnswer(answer: number): Promise<void> {
  const abi = parseAbi(["function setAnswer(uint8 newAnswer)"]);
  const call = { address: wallet, abi, functionName: "setAnswer", args: [answer] } as const;
  await sender().waitForTransactionReceipt({ hash: await sender().writeContract(call), pollingInterval: 50 });
}

test("the head is the node's", async () => {
  const { number, timestamp } = await chain.head();
  expect(number).toBe(await sender().getBlockNumber({ cacheTime: 0 }));
  expect(timestamp).toBeGreaterThan(1_700_000_000n);
});

test("a key signs for its account only", async () => {
  const signature = await owner.signMessage({ message: "a message" });
  expect(await chain.isSignedBy(owner.address, digest, signature)).toBe(true);
  expect(await chain.isSignedBy(newAccount().address, digest, signature)).toBe(false);
});

test("a contract account signs by ERC-1271", async () => {
  const signature = await owner.signMessage({ message: "a message" });
  const foreign = await newAccount().signMessage({ message: "a message" });
  await setAnswer(answers.byOwner);
  expect(await chain.isSignedBy(wallet, digest, signature)).toBe(true);
  expect(await chain.isSignedBy(wallet, digest, foreign)).toBe(false);
  expect(await chain.isSignedBy(wallet, hashMessage("another"), signature)).toBe(false);
  for (const malformed of ["0x11", `0x${"ff".repeat(65)}`, `0x${"ab".repeat(4096)}`] as const) {
    expect(await chain.isSignedBy(wallet, digest, malformed)).toBe(false);
  }
});

test.each(["no", "revert", "empty", "magicInDirtyWord"] as const)(
  "a contract account that answers %s has not signed",
  async (answer) => {
    const signature = await owner.signMessage({ message: "a message" });
    await setAnswer(answers[answer]);
    expect(await chain.isSignedBy(wallet, digest, signature)).toBe(false);
  },
);

test("a contract that knows no ERC-1271 has signed nothing", async () => {
  const contract = "0x00000000000000000000000000000000000c0de1";
  const client = createTestClient({ mode: "hardhat", chain: hardhat, transport: http(node.url) });
  await client.setCode({ address: contract, bytecode: "0x60006000fd" });
  expect(await chain.isSignedBy(contract, digest, `0x${"11".repeat(65)}`)).toBe(false);
});

test("a node on another chain is refused, whatever it says", async () => {
  const elsewhere = createChain(http(node.url, { retryCount: 0 }), { ...deployment, chainId: 8453 });
  await expect(elsewhere.head()).rejects.toThrow(ChainUnavailableError);
  await expect(elsewhere.head()).rejects.toThrow(/chain 31337, but the community is on chain 8453/);
});

test("contracts that are not there are a fault of the chain, not of the request", async () => {
  await expect(chain.standingOf(owner.address)).rejects.toThrow(ChainUnavailableError);
  await expect(chain.campaign(1n)).rejects.toThrow(ChainUnavailableError);
});

test("a node that goes away is named, and used again when it is back", async () => {
  await node.stop();
  await expect(chain.head()).rejects.toThrow(ChainUnavailableError);
  const signature = await owner.signMessage({ message: "a message" });
  await expect(chain.isSignedBy(wallet, digest, signature)).rejects.toThrow(ChainUnavailableError);
  node = await startHardhatNode(port);
  expect((await chain.head()).number).toBe(0n);
});
