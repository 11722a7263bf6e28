import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { getAddress, isAddress, type Address, type Hex } from "viem";
import { z } from "zod";
import { mnemonicToAccount, privateKeyToAccount, type LocalAccount } from "viem/accounts";
import { demoMnemonic, exportIndex } from "@hearth/protocol/personas";
import {
  LOCAL_CHAIN,
  privateKey,
  relayEnvironment,
  relaySettings,
  type RelaySettings,
} from "./relay/settings.ts";

/** What the server is told from outside, checked. Paths are absolute. */
export interface Config {
  port: number;
  host: string;
  chainId: number;
  rpcUrl: string;
  /** The deployment record of the community. */
  deploymentFile: string;
  /** PostgreSQL; without it an embedded PGlite keeps its files in `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  /** Origins the dashboard is served from, such as `https://club.example`. */
  publicOrigins: string[];
  /** The brand's images. */
  mediaDir: string;
  logLevel: (typeof logLevels)[number];
  /** Requests per minute and address; zero for no limit. */
  rateLimit: number;
  /** How many reverse proxies stand in front and append to `X-Forwarded-For`. */
  trustedProxies: number;
  /** How long delivery details are kept after their order is over, in milliseconds. */
  deliveryRetention: number;
  /** Signs exports of the community; undefined where there is no key. */
  exportAccount: LocalAccount | undefined;
  /** What must be shown to read `/metrics`; undefined where nothing is. */
  metricsToken: string | undefined;
  /** Whether `/metrics` is there without a token, on the local chain. */
  metricsOpen: boolean;
  /** Whose signatures vouch for purchases: the shop's keys. Empty where none do. */
  shopAccounts: Address[];
  /** Undefined where the relay is off. */
  relay: RelaySettings | undefined;
}

/** The environment does not describe a server; the message names every variable at fault. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const repository = fileURLToPath(new URL("../../", import.meta.url));
/** In milliseconds. */
const DAY = 24 * 60 * 60_000;
const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`));

const address = (protocols: readonly string[]) =>
  z.string().refine((value) => protocols.includes(urlOf(value)?.protocol ?? ""), {
    message: `must be an address that begins with ${protocols.map((each) => `${each}//`).join(" or ")}`,
  });

const origins = z
  .string()
  .transform((value) => value.split(",").map((each) => each.trim().replace(/\/$/, "")))
  .refine((list) => list.every(isOrigin), {
    message: "must be one or more origins such as https://club.example, separated by commas",
  });

const accounts = z
  .string()
  .transform((value) => value.split(",").map((each) => each.trim()))
  .refine((list) => list.length <= 10 && list.every((each) => isAddress(each)), {
    message: "must be one to ten addresses, separated by commas",
  })
  .transform((list) => list.map((each) => getAddress(each)));

const environment = z.object({
  PORT: whole(0, 65_535).default(8787),
  HOST: z.string().default("127.0.0.1"),
  CHAIN_ID: whole(1, Number.MAX_SAFE_INTEGER).default(31337),
  RPC_URL: address(["http:", "https:"]).default("http://127.0.0.1:8545"),
  DEPLOYMENT: z.string().optional(),
  DATABASE_URL: address(["postgres:", "postgresql:"]).optional(),
  DATA_DIR: z.string().default(".hearth/data"),
  PUBLIC_ORIGIN: origins.default(["http://localhost:5173"]),
  MEDIA_DIR: z.string().default("deploy/brands/hearthside/media"),
  LOG_LEVEL: z.enum(logLevels).default("info"),
  RATE_LIMIT: whole(0, 1_000_000).default(1200),
  TRUSTED_PROXIES: whole(0, 10).default(0),
  EXPORT_KEY: privateKey.optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,256}$/, "must be 16 to 256 characters without blanks")
    .optional(),
  DELIVERY_RETENTION_DAYS: whole(0, 3650).default(14),
  SHOP_ACCOUNTS: accounts.optional(),
  ...relayEnvironment,
});

/**
 * Reads the configuration. An empty variable counts as absent; relative paths start at the repository's root.
 * @param env The environment. Throws a ConfigError that names every variable at fault.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `- ${issue.path.join(".")} ${issue.message}`);
    throw new ConfigError(`The server can't start with this environment:\n${faults.join("\n")}`);
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    chainId: values.CHAIN_ID,
    rpcUrl: values.RPC_URL,
    deploymentFile: resolve(repository, values.DEPLOYMENT ?? `protocol/deployments/${values.CHAIN_ID}.json`),
    databaseUrl: values.DATABASE_URL,
    dataDir: resolve(repository, values.DATA_DIR),
    publicOrigins: values.PUBLIC_ORIGIN,
    mediaDir: resolve(repository, values.MEDIA_DIR),
    logLevel: values.LOG_LEVEL,
    rateLimit: values.RATE_LIMIT,
    trustedProxies: values.TRUSTED_PROXIES,
    deliveryRetention: values.DELIVERY_RETENTION_DAYS * DAY,
    exportAccount: exportAccount(values.EXPORT_KEY, values.CHAIN_ID),
    metricsToken: values.METRICS_TOKEN,
    metricsOpen: values.METRICS_TOKEN === undefined && values.CHAIN_ID === LOCAL_CHAIN,
    shopAccounts: values.SHOP_ACCOUNTS ?? [],
    relay: relaySettings(values, values.CHAIN_ID),
  };
}

/** The local chain's key is a wallet of the public test phrase. */
function exportAccount(key: Hex | undefined, chainId: number): LocalAccount | undefined {
  if (key) return privateKeyToAccount(key);
  return chainId === LOCAL_CHAIN ? mnemonicToAccount(demoMnemonic, { addressIndex: exportIndex }) : undefined;
}

function isOrigin(value: string): boolean {
  const url = urlOf(value);
  return url !== undefined && ["http:", "https:"].includes(url.protocol) && url.origin === value;
}

function urlOf(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}
