import { defineConfig } from "vitest/config";

/** The indexer against real chains. One file at a time, since each starts its own. */
export default defineConfig({
  test: {
    include: ["test/indexer/**/*.live.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
