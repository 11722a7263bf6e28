/**
 * Imported by every program of a stack: when the starter is gone, however it ended, so is the program.
 * The starter holds the other end of standard input; the system closes it with the starter's last breath.
 */
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.stdin.on("close", () => process.kill(-process.pid, "SIGKILL"));
  process.stdin.resume();
  // Waiting for the end must not keep a program alive that has nothing else to do.
  if ("unref" in process.stdin && typeof process.stdin.unref === "function") process.stdin.unref();
}
