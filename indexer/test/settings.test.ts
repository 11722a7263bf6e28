import { expect, test } from "vitest";
import { readSettings, SettingsError } from "../settings.ts";

test("nothing has to be set on a developer's machine", () => {
  expect(readSettings({ RPC_URL: "" })).toMatchObject({
    host: "127.0.0.1",
    port: 42069,
    chainId: 31337,
    rpcUrl: "http://127.0.0.1:8545",
    rpcRequestsPerSecond: 1_000,
    databaseUrl: undefined,
    logLevel: "info",
  });
});

test("a node elsewhere is not flooded unless one says that it may be", () => {
  const RPC_URL = "https://node.example/v1";
  expect(readSettings({ RPC_URL }).rpcRequestsPerSecond).toBe(20);
  expect(readSettings({ RPC_URL, RPC_REQUESTS_PER_SECOND: "300" }).rpcRequestsPerSecond).toBe(300);
});

test("every variable at fault is named", () => {
  const env = {
    CHAIN_ID: "-1",
    RPC_URL: "ws://x",
    DATABASE_URL: "mysql://x",
    LOG_LEVEL: "loud",
    INDEXER_PORT: "65536",
  };
  let fault: unknown;
  try {
    readSettings(env);
  } catch (error) {
    fault = error;
  }
  expect(fault).toBeInstanceOf(SettingsError);
  for (const name of Object.keys(env)) expect(String(fault)).toContain(`- ${name} must be`);
});
