/** `npm start`: the whole of Hearth on this machine, until Ctrl-C. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ROOT } from "./processes.ts";
import { type Stack, startStack, type Step } from "./stack.ts";

const TITLES: Record<Step, string> = {
  chain: "Local chain",
  deploy: "Contracts",
  server: "Server",
  seed: "Demo community",
  dashboard: "Dashboard",
};

const PORT_TITLES = { rpc: "the chain", server: "the server", web: "the dashboard" };

/** What the seed leaves for a newcomer to try: who can be played, and what each can do. */
const personasSchema = z.array(z.object({ name: z.string(), role: z.string(), address: z.string() }));

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

async function personaLines(): Promise<string[]> {
  const text = await readFile(join(ROOT, ".hearth/personas.json"), "utf8").catch(() => "[]");
  const personas = personasSchema.parse(JSON.parse(text));
  if (personas.length === 0) return [];
  const width = Math.max(...personas.map(({ name }) => name.length));
  const lines = personas.map(({ name, role, address }) => `    ${name.padEnd(width)}  ${address}  ${role}`);
  return ["", "  Demo wallets, offered in the connect dialog:", ...lines];
}

async function welcome(stack: Stack): Promise<void> {
  const lines = [
    "",
    `  Dashboard   ${stack.webUrl}`,
    `  Server      ${stack.serverUrl}`,
    `  Chain       ${stack.rpcUrl} (chain id 31337)`,
    ...(await personaLines()),
    "",
    "  Logs: .hearth/local/logs. Press Ctrl-C to stop; the next start is a fresh community.",
    "",
  ];
  console.log(lines.join("\n"));
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
    await welcome(stack);
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
