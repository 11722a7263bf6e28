import { createServer } from "node:net";

/** How many ports after the preferred one are tried. */
const ATTEMPTS = 100;

/** The address everything listens on: nothing of a local run is reachable from other machines. */
export const HOST = "127.0.0.1";

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, HOST, () => probe.close(() => resolve(true)));
  });
}

/**
 * The preferred port, or the next free one after it.
 * @param preferred TCP port on the loopback address.
 * @param taken Ports already promised to another part of the same stack.
 * @throws When the hundred ports from the preferred one on are all busy.
 */
export async function findFreePort(preferred: number, taken: readonly number[] = []): Promise<number> {
  for (let port = preferred; port < preferred + ATTEMPTS; port++) {
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(`No free port between ${preferred} and ${preferred + ATTEMPTS - 1}.`);
}
