import { demoMnemonic, relayIndex } from "@hearth/protocol/personas";
import { createTestClient, http, parseEther, publicActions } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { startStack, type Stack } from "../../scripts/start/stack.ts";
import { keepEvidence, launchBrowser, openPerson, signIn, type Person } from "./browser.ts";

const VERA = 6;
const FREE = "On its way, free for you. You can leave this page.";

let stack: Stack;
let browser: Browser;
let vera: Person;

const addressOf = (addressIndex: number) => mnemonicToAccount(demoMnemonic, { addressIndex }).address;
const chain = () =>
  createTestClient({ chain: hardhat, mode: "hardhat", transport: http(stack.rpcUrl) }).extend(publicActions);

/** Makes a demo account hold so much ETH. */
const giveEth = (index: number, ether: string) =>
  chain().setBalance({ address: addressOf(index), value: parseEther(ether) });

/** How many transactions Vera's own wallet has sent. */
const sentByVera = () => chain().getTransactionCount({ address: addressOf(VERA) });

/** Waits until the server says whether it would pay. */
async function relayAccepts(accepting: boolean): Promise<void> {
  const about = async () => (await fetch(`${stack.serverUrl}/api/relay`)).json() as Promise<object>;
  await expect.poll(about, { timeout: 30_000 }).toMatchObject({ enabled: true, accepting });
}

/** Lets Kit vote for Vera: fills the form and presses. */
async function delegateToKit(): Promise<void> {
  await vera.page.goto("/membership");
  await vera.page.getByLabel("A member's address").fill(addressOf(2));
  await vera.page.getByRole("button", { name: "Let them vote" }).click();
}

beforeAll(async () => {
  stack = await startStack({
    seed: true,
    frontend: "preview",
    dataDir: ".hearth/e2e-fees",
    ports: { rpc: 18_645, indexer: 18_669, server: 18_687, web: 15_273 },
  });
  await giveEth(VERA, "0");
  browser = await launchBrowser();
  vera = await openPerson(browser, stack, { name: "vera", index: VERA, phone: true });
  await signIn(vera);
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepEvidence([vera], task.name);
});

afterAll(async () => {
  await browser.close();
  await stack.stop();
});

describe("who pays the network", () => {
  test("joining is free for somebody without ETH, and a reload on the way loses nothing", async () => {
    const { page } = vera;
    const messages = page.getByRole("list", { name: "Messages" });
    await relayAccepts(true);
    await chain().setAutomine(false);
    await page.goto("/membership");
    await page.getByRole("button", { name: "Become a member" }).click();
    await messages.getByText(FREE).waitFor();
    await page.reload();
    await messages.getByText(FREE).waitFor();
    await chain().setAutomine(true);
    await chain().mine({ blocks: 1 });
    await messages.getByText("Done.").waitFor();
    await page.getByRole("heading", { name: "My membership" }).waitFor();
    expect(await sentByVera()).toBe(0);
  });

  test("where the community can't pay, who has no ETH is told so and not asked to pay", async () => {
    await giveEth(relayIndex, "0");
    await relayAccepts(false);
    await delegateToKit();
    const messages = vera.page.getByRole("list", { name: "Messages" });
    await messages.getByText(/can't pay for this just now.*holds nothing to pay/).waitFor();
    expect(await vera.page.getByRole("dialog").count()).toBe(0);
  });

  test("who has ETH is asked, and nothing is sent without a yes", async () => {
    await giveEth(VERA, "1");
    await delegateToKit();
    const question = vera.page.getByRole("dialog", { name: "Pay for this yourself?" });
    await question.getByText("The community can't pay for this just now.").waitFor();
    await question.getByRole("button", { name: "Not now" }).click();
    await question.waitFor({ state: "hidden" });
    expect(await sentByVera()).toBe(0);
    await delegateToKit();
    await question.getByRole("button", { name: "Pay the fee myself" }).click();
    await vera.page.getByRole("button", { name: "Take my vote back" }).waitFor();
    expect(await sentByVera()).toBe(1);
  });

  test("who wants to pay says so once, and is not asked", async () => {
    const { page } = vera;
    await giveEth(relayIndex, "100");
    await relayAccepts(true);
    await page.reload();
    await page
      .getByRole("banner")
      .getByRole("button", { name: /test wallet|0x/i })
      .click();
    const choice = page.getByRole("group", { name: "Who pays the network's fees?" });
    expect(await choice.getByRole("radio", { name: "Free for me" }).isChecked()).toBe(true);
    await choice.getByRole("radio", { name: "I pay myself" }).check({ force: true });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Take my vote back" }).click();
    await page.getByLabel("A member's address").waitFor();
    expect(await sentByVera()).toBe(2);
  });
});
