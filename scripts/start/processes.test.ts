import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ProgramFailed, Programs } from "./processes.ts";

let dir: string;
let crashes: ProgramFailed[];
let programs: Programs;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hearth-programs-"));
  crashes = [];
  programs = new Programs(dir, (error) => crashes.push(error));
});

afterEach(async () => {
  await programs.stop();
  await rm(dir, { recursive: true });
});

const program = (name: string, source: string) => ({ name, args: ["--eval", source], env: {} });
const read = (file: string) => readFile(join(dir, file), "utf8");

/** Writes its own pid and that of a child it starts, and would run for ever. */
function forking(name: string) {
  const source = `
    const child = require("node:child_process").spawn(process.execPath, ["--eval", "setInterval(() => {}, 1e6)"]);
    require("node:fs").writeFileSync(${JSON.stringify(join(dir, name))}, JSON.stringify([process.pid, child.pid]));
    process.on("SIGTERM", () => {});
    setInterval(() => {}, 1e6);`;
  return program(name, source);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilTrue(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}

test("a program that succeeds is done, with its output in the log", async () => {
  await programs.run(program("greeter", "console.log('good morning')"));
  expect(await read("greeter.log")).toBe("good morning\n");
});

test("a program that fails says so with the end of its log", async () => {
  const failing = programs.run(program("failing", "console.error('out of beans'); process.exit(3)"));
  await expect(failing).rejects.toThrow(/failing failed \(exit code 3\)[^]*out of beans/);
});

test("a service that ends before it answers has failed", async () => {
  const serving = programs.serve(program("short", "console.log('cannot listen')"), () =>
    Promise.resolve(false),
  );
  await expect(serving).rejects.toThrow(/short ended at once[^]*cannot listen/);
  expect(crashes).toEqual([]);
});

test("a service that ends later is reported", async () => {
  await programs.serve(forking("victim"), async () => (await read("victim")) !== "");
  const [pid] = JSON.parse(await read("victim")) as [number, number];
  process.kill(pid, "SIGKILL");
  await untilTrue(() => crashes.length > 0);
  expect(crashes[0]?.message).toContain("victim ended unexpectedly");
});

test("stopping ends programs that ignore the request, and the programs they started", async () => {
  await programs.serve(forking("stubborn"), async () => (await read("stubborn")) !== "");
  const pids = JSON.parse(await read("stubborn")) as number[];
  expect(pids.map(isRunning)).toEqual([true, true]);
  await programs.stop();
  await untilTrue(() => !pids.some(isRunning));
  expect(crashes).toEqual([]);
});

test("nothing starts after a stop", async () => {
  await programs.stop();
  await expect(programs.run(program("late", ""))).rejects.toThrow("stopping");
});
