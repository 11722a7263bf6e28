import { demoMnemonic } from "@hearth/protocol/personas";
import { createPublicClient, createTestClient, http, parseEther } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { startStack, type Stack } from "../../scripts/start/stack.ts";
import { keepEvidence, launchBrowser, openPerson, signIn, type Person } from "./browser.ts";

const REVIEWS = [
  {
    product: "guji-highland",
    title: "Peach, then black tea",
    text: "Brewed as a V60 with 15 g to 250 g at 93 degrees. The first cup was all peach and jasmine; as it cooled it turned into black tea with honey. Grind one step coarser than usual or it stalls.",
  },
  {
    product: "stoneware-dripper",
    title: "Holds its heat, drips slowly",
    text: "It keeps the slurry three degrees warmer than my plastic cone after two minutes, measured with a probe. The single hole is slow, so I pour in four parts. The glaze wipes clean.",
  },
] as const;
const VERA = 6;
const TITLE = "A bigger budget for helping hands";

let stack: Stack;
let browser: Browser;
const people: Record<"vera" | "olive" | "dora" | "pia" | "kit", Person> = {} as never;

/** Lets the chain's time pass. */
async function passTime(seconds: number): Promise<void> {
  const node = createTestClient({ chain: hardhat, mode: "hardhat", transport: http(stack.rpcUrl) });
  await node.increaseTime({ seconds });
  await node.mine({ blocks: 1 });
}

/** Makes a demo account hold so much ETH. */
async function giveEth(index: number, ether: string): Promise<void> {
  const node = createTestClient({ chain: hardhat, mode: "hardhat", transport: http(stack.rpcUrl) });
  const { address } = mnemonicToAccount(demoMnemonic, { addressIndex: index });
  await node.setBalance({ address, value: parseEther(ether) });
}

/** How many transactions a demo account has sent, and how much ETH it holds. */
async function purse(index: number): Promise<{ sent: number; wei: bigint }> {
  const node = createPublicClient({ chain: hardhat, transport: http(stack.rpcUrl) });
  const { address } = mnemonicToAccount(demoMnemonic, { addressIndex: index });
  return { sent: await node.getTransactionCount({ address }), wei: await node.getBalance({ address }) };
}

/** The term of a description list on the membership page, for example "Balance". */
function stat(page: Page, label: string) {
  return page.locator("dl > div").filter({ has: page.getByRole("term").filter({ hasText: label }) });
}

async function openProposal(page: Page): Promise<void> {
  await page.goto("/decide");
  await page.getByRole("link", { name: TITLE }).click();
  await page.getByRole("heading", { name: TITLE, level: 1 }).waitFor();
}

async function vote(page: Page, reason: string): Promise<void> {
  await openProposal(page);
  await page.getByRole("radio", { name: "For" }).check({ force: true });
  await page.getByLabel("Why").fill(reason);
  await page.getByRole("button", { name: /^Cast \d+ votes?$/ }).click();
  await page.getByText("You have voted. Thank you.").waitFor();
}

beforeAll(async () => {
  stack = await startStack({
    seed: true,
    frontend: "preview",
    dataDir: ".hearth/e2e",
    ports: { rpc: 18_545, server: 18_787, web: 15_173 },
  });
  // Vera owns nothing, not even the network's money: what she does is free for her.
  await giveEth(VERA, "0");
  browser = await launchBrowser();
  // A phone for the member who is followed through the loop, desks for the others.
  people.vera = await openPerson(browser, stack, { name: "vera", index: VERA, phone: true });
  people.olive = await openPerson(browser, stack, { name: "olive", index: 0 });
  people.dora = await openPerson(browser, stack, { name: "dora", index: 1, phone: true });
  people.kit = await openPerson(browser, stack, { name: "kit", index: 2 });
  people.pia = await openPerson(browser, stack, { name: "pia", index: 3 });
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepEvidence(Object.values(people), task.name);
});

afterAll(async () => {
  await browser.close();
  await stack.stop();
});

describe("the closed loop, through the screens alone", () => {
  test("a visitor signs in and joins, and has a vote at once", async () => {
    const { page } = people.vera;
    await signIn(people.vera);
    await page.goto("/membership");
    await page.getByRole("button", { name: "Become a member" }).click();
    await page.getByRole("heading", { name: "My membership" }).waitFor();
    await page.getByRole("img", { name: /Membership card/ }).waitFor();
    await expect.poll(() => stat(page, "Tier").innerText()).toContain("Newcomer");
    await expect.poll(() => stat(page, "Votes").innerText()).toMatch(/\b1\b/);
  });

  test("she writes two reviews", async () => {
    const { page } = people.vera;
    for (const { product, title, text } of REVIEWS) {
      await page.goto(`/earn/${product}`);
      const form = page.getByRole("form", { name: "Write a review" });
      await form.getByRole("radio", { name: /^4 stars/ }).check({ force: true });
      await form.getByLabel("Title").fill(title);
      await form.getByLabel("Your review").fill(text);
      await form.getByRole("button", { name: "Sign and send" }).click();
      await page.getByRole("article", { name: `My review: ${title}` }).waitFor();
    }
  });

  test("the brand grades them without seeing stars or author", async () => {
    const { page } = people.olive;
    await signIn(people.olive);
    await page.goto("/operate");
    await page.getByRole("tab", { name: /Grade/ }).click();
    await page.getByRole("button", { name: "Open the queue" }).click();
    const waiting = new Set<string>(REVIEWS.map(({ title }) => title));
    const desk = page.getByRole("region", { name: "Review to grade" });
    const heading = desk.getByRole("heading", { level: 2 });
    while (waiting.size > 0) {
      const title = await heading.innerText();
      expect(await desk.getByRole("img", { name: /star/ }).count()).toBe(0);
      expect(await desk.innerText()).not.toMatch(/0x[0-9a-fA-F]{4}/);
      if (waiting.delete(title)) {
        await page.getByLabel("Amount in EMB").fill("50");
        await page.getByRole("button", { name: "Approve for 50 EMB" }).click();
      } else {
        await page.getByRole("button", { name: "Skip for now" }).click();
      }
      await page.getByText(title, { exact: true }).waitFor({ state: "detached" });
    }
  });

  test("she claims what they earned and reaches the next tier", async () => {
    const { page } = people.vera;
    for (const { product, title } of REVIEWS) {
      await page.goto(`/earn/${product}`);
      const mine = page.getByRole("article", { name: `My review: ${title}` });
      await mine.getByRole("button", { name: /Claim/ }).click();
      await mine.getByText(/are yours/).waitFor();
    }
    await page.goto("/membership");
    await expect.poll(() => stat(page, "Balance").innerText()).toContain("100");
    await expect.poll(() => stat(page, "Tier").innerText()).toContain("Regular");
    await expect.poll(() => stat(page, "Votes").innerText()).toMatch(/\b2\b/);
  });

  test("a member proposes, members vote with reasons", async () => {
    await Promise.all([signIn(people.pia), signIn(people.kit)]);
    const { page } = people.pia;
    await page.goto("/decide/new");
    await page.getByLabel("Title").fill(TITLE);
    await page
      .getByLabel("Why")
      .fill("Helping newcomers brew is **worth** more than we set aside for it this year.");
    const options = await page.getByLabel("Campaign", { exact: true }).locator("option").allInnerTexts();
    const help = options.find((label) => label.startsWith("Help someone brew"));
    expect(help).toBeDefined();
    await page.getByLabel("Campaign", { exact: true }).selectOption({ label: help! });
    await page.getByLabel(/New budget/).fill("33000");
    await page.getByRole("button", { name: "Propose it" }).click();
    await page.getByRole("link", { name: TITLE }).waitFor();
    await passTime(61);
    await vote(people.pia.page, "Newcomers stay when somebody helps them.");
    await vote(people.kit.page, "");
    await vote(people.vera.page, "I was one last week.");
    await people.vera.page.getByText("“I was one last week.”").waitFor();
  });

  test("all of that was free for her, until she does what has to be paid for", async () => {
    expect(await purse(VERA)).toEqual({ sent: 0, wei: 0n });
    await giveEth(VERA, "1");
  });

  test("it is queued and carried out after the waiting time", async () => {
    const { page } = people.vera;
    await passTime(3600);
    await openProposal(page);
    await page.getByRole("button", { name: "Queue it" }).click();
    await page.getByRole("heading", { name: "Waiting to be carried out" }).waitFor();
    await passTime(121);
    await page.getByText("The waiting time is over. Anybody may carry it out.").waitFor();
    await page.getByRole("button", { name: "Carry it out" }).click();
    await page.getByText("Carried out", { exact: true }).first().waitFor();
    await page.goto("/earn");
    await page
      .getByText(/33,000/)
      .first()
      .waitFor();
  });

  test("she redeems merch, and the brand fulfils it", async () => {
    const { page } = people.vera;
    await page.goto("/rewards");
    await page.getByRole("link", { name: "Grinder brush" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Vera Lind");
    await page.getByLabel("Street and number").fill("3 Mill Lane");
    await page.getByLabel("Town or city").fill("York");
    await page.getByLabel("Country").fill("United Kingdom");
    await page.getByRole("button", { name: /^Redeem for 45/ }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Redeem for 45/ })
      .click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.goto("/rewards");
    const order = page.getByRole("listitem", { name: "Grinder brush" });
    await order.getByText("Being packed").waitFor();

    const desk = people.olive.page;
    await desk.goto("/operate");
    await desk.getByRole("tab", { name: /Fulfil/ }).click();
    // The demo's passphrase is filled in; the server has only what was sealed in her browser.
    expect(await desk.getByText("3 Mill Lane").count()).toBe(0);
    await desk.getByRole("button", { name: "Unlock addresses" }).click();
    const parcel = desk.getByRole("listitem").filter({ hasText: "3 Mill Lane" });
    await parcel.getByRole("checkbox").check();
    await desk.getByRole("button", { name: "Mark as sent" }).click();
    await parcel.waitFor({ state: "detached" });
    await order.getByText("Sent").waitFor();
  });

  test("she redeems a ticket and is let in once", async () => {
    const { page } = people.vera;
    await page.goto("/rewards");
    await page.getByRole("link", { name: "A seat at the cupping nights" }).click();
    await page.getByRole("button", { name: /^Redeem for 50/ }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Redeem for 50/ })
      .click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.goto("/tickets");
    await page.getByRole("button", { name: "Show my code" }).click();
    await page.getByText("No camera at the door?").click();
    const code = await page.locator("details code").innerText();
    expect(code).toMatch(/^hearth:1:/);

    await signIn(people.dora);
    const door = people.dora.page;
    await door.goto("/operate");
    await door.getByLabel("Ticket code").fill(code);
    await door.getByRole("button", { name: "Check ticket" }).click();
    await door.getByRole("heading", { name: "Yes, valid ticket" }).waitFor();
    await door.getByRole("button", { name: "Check in" }).click();
    await door.getByRole("heading", { name: "Checked in" }).waitFor();
    await page.getByText("Checked in").waitFor();

    await door.getByRole("button", { name: "Next ticket" }).click();
    await door.getByLabel("Ticket code").fill(code);
    await door.getByRole("button", { name: "Check ticket" }).click();
    await door.getByRole("heading", { name: /^No: / }).waitFor();
    expect(await door.getByRole("alert").innerText()).toMatch(/already/i);
    expect(await door.getByRole("button", { name: "Check in" }).count()).toBe(0);
  });
});
