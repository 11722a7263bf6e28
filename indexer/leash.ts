/**
 * Imported into Ponder's process: when the one that started it is gone, however it ended, so is Ponder. Otherwise the
 * next one would start a second Ponder over the same files. The system closes standard input with the starter's end.
 */
process.stdin.on("close", () => process.kill(process.pid, "SIGKILL"));
process.stdin.resume();
// Waiting for the end must not keep alive what has nothing else to do.
if ("unref" in process.stdin && typeof process.stdin.unref === "function") process.stdin.unref();
