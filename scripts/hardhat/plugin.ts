import { overrideTask } from "hardhat/config";
import type { HardhatPlugin } from "hardhat/types/plugins";

/** Hearth's own Hardhat behaviour: warnings fail the build, test runs can leave a machine-readable count. */
const hearthTooling: HardhatPlugin = {
  id: "hearth-tooling",
  dependencies: () => [import("@nomicfoundation/hardhat-mocha")],
  hookHandlers: {
    solidity: () => import("./compilerWarnings.ts"),
  },
  tasks: [
    overrideTask(["test", "mocha"])
      .setAction(() => import("./mochaTask.ts"))
      .build(),
    overrideTask(["test", "solidity"])
      .setAction(() => import("./solidityTask.ts"))
      .build(),
  ],
};

export default hearthTooling;
