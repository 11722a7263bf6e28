import { defineConfig } from "vitest/config";

/** Browser tests: a real Chromium against a real stack. One file at a time, since each starts its own. */
export default defineConfig({
  test: {
    include: ["test/e2e/**/*.e2e.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
