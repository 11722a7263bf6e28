import { defineConfig } from "vitest/config";

/** One worker that keeps its modules: all files share one database, which each file finds empty. */
export default defineConfig({
  test: { testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 1, isolate: false },
});
