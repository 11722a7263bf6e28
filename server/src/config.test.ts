import { isAbsolute } from "node:path";
import { parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

test("everything has a default", () => {
  const config = readConfig({ PORT: "" });
  expect(config).toMatchObject({
    port: 8787,
    host: "127.0.0.1",
    chainId: 31337,
    rpcUrl: "http://127.0.0.1:8545",
    databaseUrl: undefined,
    publicOrigins: ["http://localhost:5173"],
    deliveryRetention: 14 * 86_400_000,
  });
  expect(config.deploymentFile).toMatch(/protocol\/deployments\/31337\.json$/);
  for (const path of [config.deploymentFile, config.dataDir, config.mediaDir])
    expect(isAbsolute(path)).toBe(true);
});

test("several origins may be given", () => {
  const { publicOrigins } = readConfig({ PUBLIC_ORIGIN: "http://localhost:5173, https://club.example/" });
  expect(publicOrigins).toEqual(["http://localhost:5173", "https://club.example"]);
});

test("the shop may have several keys, or none", () => {
  const keys = [
    privateKeyToAccount(generatePrivateKey()).address,
    privateKeyToAccount(generatePrivateKey()).address,
  ];
  expect(readConfig({ SHOP_ACCOUNTS: keys.join(" , ").toLowerCase() }).shopAccounts).toEqual(keys);
  expect(readConfig({}).shopAccounts).toEqual([]);
});

test("every variable at fault is named", () => {
  const env = {
    PORT: "eighty",
    CHAIN_ID: "0",
    RPC_URL: "localhost:8545",
    DATABASE_URL: "mysql://x",
    PUBLIC_ORIGIN: "https://club.example/path",
    LOG_LEVEL: "loud",
    RATE_LIMIT: "-1",
    TRUSTED_PROXIES: "99",
    DELIVERY_RETENTION_DAYS: "3651",
    EXPORT_KEY: "0x12",
    METRICS_TOKEN: "short",
    SHOP_ACCOUNTS: "0x12",
    RELAY: "maybe",
    RELAY_KEY: "0x12",
    RELAY_CONFIRMATIONS: "1.5",
    RELAY_BATCH_SIZE: "0",
    RELAY_BATCH_GAS: "16777217",
    RELAY_BATCH_WAIT_MS: "-1",
    RELAY_IN_FLIGHT: "17",
    RELAY_REQUEST_GAS: "499999",
    RELAY_BALLOT_BATCH: "1",
    RELAY_BALLOT_AGE: "1h",
    RELAY_MEMBER_GAS: "many",
    RELAY_NEWCOMER_GAS: "-5",
    RELAY_NEWCOMERS_GAS: "x",
    RELAY_EVERYBODY_GAS: " ",
    RELAY_DAILY_ETH: "0",
    RELAY_MIN_ETH: "1,5",
    RELAY_MAX_FEE_GWEI: "-2",
    RELAY_BUMP_AFTER: "0",
    RELAY_STALE_AFTER: "soon",
    RELAY_QUEUE: "0",
  };
  const message = messageOf(() => readConfig(env));
  for (const name of Object.keys(env)) expect(message).toMatch(new RegExp(`^- ${name} `, "m"));
});

test("the relay is on where ETH is worth nothing, and elsewhere where it has a key", () => {
  expect(readConfig({}).relay).toMatchObject({ confirmations: 0, staleAfter: 0 });
  expect(readConfig({ RELAY: "off" }).relay).toBe(undefined);
  expect(readConfig({ CHAIN_ID: "8453" }).relay).toBe(undefined);
  const key = generatePrivateKey();
  const { relay } = readConfig({ CHAIN_ID: "8453", RELAY_KEY: key, RELAY_DAILY_ETH: "0.25" });
  expect(relay?.account.address).toBe(privateKeyToAccount(key).address);
  expect(relay).toMatchObject({ confirmations: 3, staleAfter: 120_000, dailySpend: parseEther("0.25") });
});

test("a key at fault is named and not shown", () => {
  const message = messageOf(() => readConfig({ RELAY_KEY: `0x${"ff".repeat(32)}` }));
  expect(message).toMatch(/^- RELAY_KEY must be a private key/m);
  expect(message).not.toContain("ffff");
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("No error was thrown.");
}
