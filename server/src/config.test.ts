import { isAbsolute } from "node:path";
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
  });
  expect(config.deploymentFile).toMatch(/protocol\/deployments\/31337\.json$/);
  for (const path of [config.deploymentFile, config.dataDir, config.mediaDir])
    expect(isAbsolute(path)).toBe(true);
});

test("several origins may be given", () => {
  const { publicOrigins } = readConfig({ PUBLIC_ORIGIN: "http://localhost:5173, https://club.example/" });
  expect(publicOrigins).toEqual(["http://localhost:5173", "https://club.example"]);
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
  };
  const message = messageOf(() => readConfig(env));
  for (const name of Object.keys(env)) expect(message).toMatch(new RegExp(`^- ${name} `, "m"));
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
