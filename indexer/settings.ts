import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What the indexer is told from outside, checked. Paths are absolute. */
export interface Settings {
  host: string;
  port: number;
  chainId: number;
  rpcUrl: string;
  /** How many requests a second the node takes while the past is read. */
  rpcRequestsPerSecond: number;
  /** The deployment record of the community. */
  deploymentFile: string;
  /** PostgreSQL; without it an embedded PGlite keeps its files in `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  logLevel: string;
  /** How often the chain is asked for new blocks, in milliseconds. */
  pollingInterval: number;
}

/** The environment does not describe an indexer; the message names every variable at fault. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

const repository = fileURLToPath(new URL("../", import.meta.url));
const logLevels = ["silent", "fatal", "error", "warn", "info", "debug", "trace"];

/**
 * Reads the settings. An empty variable counts as absent; relative paths start at the repository's root.
 * @param env The environment. Throws a SettingsError that names every variable at fault.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const faults: string[] = [];
  const text = (name: string) => env[name] || undefined;
  const whole = (name: string, otherwise: number, most: number): number => {
    const value = text(name) ?? String(otherwise);
    if (/^\d{1,16}$/.test(value) && Number(value) <= most) return Number(value);
    faults.push(`${name} must be a whole number of at most ${most}`);
    return otherwise;
  };
  const address = (name: string, protocols: readonly string[]): string | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
    faults.push(`${name} must be an address that begins with ${protocols.join("// or ")}//`);
    return undefined;
  };
  const chainId = whole("CHAIN_ID", 31337, Number.MAX_SAFE_INTEGER);
  const rpcUrl = address("RPC_URL", ["http:", "https:"]) ?? "http://127.0.0.1:8545";
  const logLevel = text("LOG_LEVEL") ?? "info";
  if (!logLevels.includes(logLevel)) faults.push(`LOG_LEVEL must be one of ${logLevels.join(", ")}`);
  const settings: Settings = {
    host: text("HOST") ?? "127.0.0.1",
    port: whole("INDEXER_PORT", 42069, 65_535),
    chainId,
    rpcUrl,
    rpcRequestsPerSecond: whole("RPC_REQUESTS_PER_SECOND", isLoopback(rpcUrl) ? 1_000 : 20, 10_000),
    deploymentFile: resolve(repository, text("DEPLOYMENT") ?? `protocol/deployments/${chainId}.json`),
    databaseUrl: address("DATABASE_URL", ["postgres:", "postgresql:"]),
    dataDir: resolve(repository, text("INDEXER_DIR") ?? ".hearth/indexer"),
    logLevel,
    pollingInterval: whole("INDEXER_POLLING_INTERVAL", 1_000, 60_000),
  };
  if (faults.length === 0) return settings;
  const list = faults.map((fault) => `- ${fault}`).join("\n");
  throw new SettingsError(`The indexer can't start with this environment:\n${list}`);
}

/** A node on this machine serves nobody else. */
function isLoopback(url: string): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}
