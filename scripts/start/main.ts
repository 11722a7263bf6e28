/** `npm start`: the whole of Hearth on this machine, until Ctrl-C. */
import { once } from "node:events";
import { demoMnemonic, personas } from "@hearth/protocol/personas";
import { mnemonicToAccount } from "viem/accounts";
import { type Stack, startStack, type Step } from "./stack.ts";

const TITLES: Record<Step, string> = {
  chain: "Local chain",
  deploy: "Contracts",
  server: "Server",
  seed: "Demo community",
  indexer: "Indexer",
  dashboard: "Dashboard",
};

const PORT_TITLES = { rpc: "the chain", indexer: "the indexer", server: "the server", web: "the dashboard" };

/** Aborted when the run should end: a signal, or the parent process gone. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (!controller.signal.aborted) console.log("\nStopping Hearth");
    controller.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // npm may be killed without passing a signal on; this process then belongs to another parent.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 1_000).unref();
  return controller.signal;
}

function reportStep(step: Step, seconds?: number): void {
  if (seconds === undefined) console.log(`  … ${TITLES[step]}`);
  else console.log(`  ✔ ${TITLES[step]} (${seconds.toFixed(1)} s)`);
}

function personaLines(): string[] {
  const width = Math.max(...personas.map(({ name }) => name.length));
  return personas.map(({ name, index, about }) => {
    const { address } = mnemonicToAccount(demoMnemonic, { addressIndex: index });
    return `    ${name.padEnd(width)}  ${address}  ${about}`;
  });
}

function welcome(stack: Stack): string {
  return [
    "",
    `  Dashboard   ${stack.webUrl}`,
    `  Server      ${stack.serverUrl}`,
    `  Indexer     ${stack.indexerUrl}/graphql`,
    `  Chain       ${stack.rpcUrl} (chain id 31337)`,
    "",
    "  Demo wallets, offered in the connect dialog:",
    ...personaLines(),
    "",
    "  Logs: .hearth/local/logs. Press Ctrl-C to stop; the next start is a fresh community.",
    "",
  ].join("\n");
}

async function main(signal: AbortSignal): Promise<void> {
  const crash = Promise.withResolvers<never>();
  console.log("\nStarting Hearth\n");
  const stack = await startStack({
    seed: true,
    frontend: "dev",
    dataDir: ".hearth/local",
    signal,
    onStep: reportStep,
    onBusyPort: (what, busy, taken) =>
      console.log(`  ! Port ${busy} for ${PORT_TITLES[what]} is busy; using ${taken} instead.`),
    onCrash: crash.reject,
  });
  try {
    console.log(welcome(stack));
    await Promise.race([once(signal, "abort"), crash.promise]);
  } finally {
    await stack.stop();
  }
}

const signal = stopSignal();
try {
  await main(signal);
} catch (error) {
  if (!signal.aborted) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
process.exit(0);
