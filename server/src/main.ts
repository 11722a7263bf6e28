import { readFile } from "node:fs/promises";
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { DeploymentError, parseDeployment, type Deployment } from "@hearth/protocol/deployment";
import { pino, type Logger } from "pino";
import { http } from "viem";
import { createApp } from "./app.ts";
import { createChain } from "./chain/client.ts";
import { ConfigError, readConfig, type Config } from "./config.ts";
import { openPglite, openPostgres, type Connection } from "./database/connection.ts";
import { startHousekeeping } from "./housekeeping.ts";
import { RelayNode } from "./relay/node.ts";
import { Relay, type RelayParts } from "./relay/relay.ts";
import type { Services } from "./services.ts";
import { SessionStore } from "./sessions/store.ts";

/** Longest that open requests may take once the server was told to stop, in milliseconds. */
const GRACE = 10_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel, base: null });
  const deployment = await readDeployment(config);
  const connection = await openDatabase(config, log);
  const { database } = connection;
  const transport = http(config.rpcUrl, { batch: true, timeout: 10_000, retryCount: 1 });
  const now = () => new Date();
  const relay = createRelay(config, { deployment, database, log, now });
  const services: Services = {
    config,
    deployment,
    database,
    sessions: new SessionStore(database),
    chain: createChain(transport, deployment),
    relay,
    log,
    now,
  };
  await relay?.start();
  const server = await listen(services, config);
  log.info({ chainId: config.chainId }, `listening on http://${config.host}:${portOf(server)}`);
  stopOnSignal(server, [startHousekeeping(services), () => relay?.stop()], connection, log);
}

function createRelay(
  { relay: settings, rpcUrl }: Config,
  parts: Omit<RelayParts, "settings" | "node">,
): Relay | undefined {
  if (!settings) {
    parts.log.info("the relay is off: members pay for their transactions");
    return undefined;
  }
  // What it sends must not be sent twice by a transport that retries, and it asks much at once.
  const transport = http(rpcUrl, { batch: true, timeout: 15_000, retryCount: 0 });
  parts.log.info({ account: settings.account.address }, "the relay sends from this account");
  return new Relay({
    ...parts,
    settings,
    node: new RelayNode(transport, parts.deployment.contracts.Relay.address),
  });
}

async function readDeployment({ deploymentFile, chainId }: Config): Promise<Deployment> {
  const text = await readFile(deploymentFile, "utf8").catch(() => {
    throw new ConfigError(
      `There is no deployment record at ${deploymentFile}. Deploy first, or set DEPLOYMENT.`,
    );
  });
  const deployment = parseDeployment(parseJson(text, deploymentFile));
  if (deployment.chainId !== chainId) {
    throw new ConfigError(`CHAIN_ID is ${chainId}, but ${deploymentFile} is of chain ${deployment.chainId}.`);
  }
  return deployment;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError(`${file} is not JSON.`);
  }
}

async function openDatabase({ databaseUrl, dataDir }: Config, log: Logger): Promise<Connection> {
  if (databaseUrl === undefined) return openPglite(dataDir);
  try {
    return await openPostgres(databaseUrl, (err) => log.warn({ err }, "an idle database connection broke"));
  } catch (cause) {
    const { host, pathname } = new URL(databaseUrl);
    const reason = rootMessage(cause);
    throw new ConfigError(`The database ${pathname.slice(1)} on ${host} can't be used: ${reason}`, { cause });
  }
}

/** What the innermost error says: the outer ones quote queries. */
function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return rootMessage(error.cause);
  return error.message || String(Reflect.get(error, "code"));
}

function listen(services: Services, { port, host }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: createApp(services).fetch, port, hostname: host }, () =>
      resolve(server),
    ) as Server;
    server.once("error", (error: NodeJS.ErrnoException) => {
      const busy = error.code === "EADDRINUSE";
      reject(busy ? new ConfigError(`Port ${port} is in use. Set PORT to another.`) : error);
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

/** Lets open requests finish, then closes the database and ends. */
function stopOnSignal(
  server: Server,
  workers: readonly (() => Promise<void> | undefined)[],
  connection: Connection,
  log: Logger,
): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    setTimeout(() => server.closeAllConnections(), GRACE).unref();
    // What is being sent is finished before the database closes.
    await Promise.all([closed, ...workers.map((end) => end())]);
    await connection.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void stop(signal));
}

main().catch((error: unknown) => {
  const expected = error instanceof ConfigError || error instanceof DeploymentError;
  console.error(expected ? error.message : error);
  process.exit(1);
});
