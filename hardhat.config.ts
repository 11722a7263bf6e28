import { fileURLToPath } from "node:url";
import hardhatToolboxMochaEthers from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { configVariable, defineConfig } from "hardhat/config";
import hearthTooling from "./scripts/hardhat/plugin.ts";

/** Fuzz inputs tried per property; CI raises it through the environment. */
const fuzzRuns = Number(process.env["HEARTH_FUZZ_RUNS"] ?? 256);

/** Whether to build for counting lines and mutants: in a quarter of the time, and never to be deployed. */
const quick = process.env["HEARTH_QUICK_BUILD"] === "1";

export default defineConfig({
  plugins: [hardhatToolboxMochaEthers, hearthTooling],

  solidity: {
    version: "0.8.34",
    // The compiler comes from the lock file, so a build needs no download and never drifts.
    path: fileURLToPath(import.meta.resolve("solc/soljson.js")),
    settings: {
      optimizer: { enabled: true, runs: quick ? 1 : 200 },
      viaIR: !quick,
      evmVersion: "cancun",
    },
    // Deployed exactly as OpenZeppelin wrote them.
    npmFilesToBuild: [
      "@openzeppelin/contracts/access/manager/AccessManager.sol",
      "@openzeppelin/contracts/governance/TimelockController.sol",
    ],
  },

  paths: {
    // Where the journals of deployments are kept; a second local stack keeps its own.
    ignition: process.env["IGNITION_DIR"] ?? "deploy",
    tests: { mocha: "test", solidity: "test" },
  },

  networks: {
    node: {
      type: "edr-simulated",
      chainId: 31337,
      // A local community may begin in the past, so that the demo has a history.
      initialDate: process.env["CHAIN_START"] ?? new Date(),
    },
    localhost: {
      type: "http",
      chainType: "l1",
      chainId: 31337,
      url: process.env["RPC_URL"] ?? "http://127.0.0.1:8545",
    },
    baseSepolia: {
      type: "http",
      chainType: "op",
      chainId: 84532,
      url: configVariable("BASE_SEPOLIA_RPC_URL"),
      accounts: [configVariable("DEPLOYER_PRIVATE_KEY")],
    },
    base: {
      type: "http",
      chainType: "op",
      chainId: 8453,
      url: configVariable("BASE_RPC_URL"),
      accounts: [configVariable("DEPLOYER_PRIVATE_KEY")],
    },
    custom: {
      type: "http",
      url: configVariable("CUSTOM_RPC_URL"),
      accounts: [configVariable("DEPLOYER_PRIVATE_KEY")],
    },
  },

  verify: {
    etherscan: { apiKey: configVariable("ETHERSCAN_API_KEY") },
    blockscout: { enabled: true },
    sourcify: { enabled: true },
  },

  test: {
    mocha: { timeout: 120_000 },
    solidity: {
      fuzz: { runs: fuzzRuns },
      invariant: { runs: 64, depth: 100, failOnRevert: true },
    },
  },
});
