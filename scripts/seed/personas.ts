import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { personas } from "@hearth/protocol/personas";
import type { DemoChain } from "./chain.ts";
import { ROOT } from "./demo.ts";

/** Where the start command reads whom a newcomer can play. */
const FILE = ".hearth/personas.json";

/** Writes down the demo's people and their wallets. */
export async function writePersonas(chain: DemoChain): Promise<void> {
  const file = join(ROOT, FILE);
  const people = personas.map(({ name, about, index }) => ({
    name,
    about,
    address: chain.account(index).address,
  }));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ personas: people }, null, 2)}\n`);
}
