import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { installWallet } from "./wallet.ts";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** Where a failed test leaves what it saw. */
const FAILURES = resolve(import.meta.dirname, "../../.hearth/e2e-failures");

/** Starts the Chromium that `npm test` found. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: FLAGS,
  });
}

/** One person at one browser: a context with a wallet of their own, and its page. */
export interface Person {
  name: string;
  page: Page;
  context: BrowserContext;
}

/** Opens a browser for the demo account of this index, on a phone-sized or desk-sized screen. */
export async function openPerson(
  browser: Browser,
  urls: { webUrl: string; rpcUrl: string },
  { name, index, phone = false }: { name: string; index: number; phone?: boolean },
): Promise<Person> {
  const viewport = phone ? { width: 390, height: 844 } : { width: 1440, height: 900 };
  const context = await browser.newContext({ baseURL: urls.webUrl, viewport, reducedMotion: "reduce" });
  context.setDefaultTimeout(30_000);
  await context.tracing.start({ screenshots: true, snapshots: true });
  await installWallet(context, urls.rpcUrl, index);
  return { name, context, page: await context.newPage() };
}

/** Keeps screenshot and trace of everybody's page. */
export async function keepEvidence(people: readonly Person[], test: string): Promise<void> {
  await mkdir(FAILURES, { recursive: true });
  const stem = test.replace(/[^a-z0-9]+/gi, "-").toLowerCase();
  for (const { name, page, context } of people) {
    await page.screenshot({ path: join(FAILURES, `${stem}.${name}.png`), fullPage: true });
    await context.tracing.stop({ path: join(FAILURES, `${stem}.${name}.trace.zip`) });
    await context.tracing.start({ screenshots: true, snapshots: true });
  }
}

/** Signs in with the injected wallet through the dialog. */
export async function signIn({ page }: Person): Promise<void> {
  await page.goto("/");
  await page
    .getByRole("banner")
    .getByRole("button", { name: /sign in|join in/i })
    .click();
  await page.getByRole("button", { name: "Test Wallet" }).click();
  await page
    .getByRole("banner")
    .getByRole("button", { name: /test wallet|0x/i })
    .waitFor();
}
