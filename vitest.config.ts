import { defineConfig } from "vitest/config";

/** Unit tests of everything that is not a contract: beside the code they test, named `*.test.ts`. */
export default defineConfig({
  test: {
    include: [
      "protocol/src/**/*.test.ts",
      "indexer/test/**/*.test.ts",
      "server/{src,test}/**/*.test.ts",
      "frontend/{src,build}/**/*.test.{ts,tsx}",
      "{scripts,deploy}/**/*.test.ts",
    ],
    environment: "node",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
