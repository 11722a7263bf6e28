import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { CommunitySettings } from "../settings.ts";

/** The AccessManager, whose first admin is the deployer. */
export function accessModule({ deployer }: CommunitySettings) {
  return buildModule("Access", (m) => ({ accessManager: m.contract("AccessManager", [deployer]) }));
}

/** See {@link accessModule}. */
export type AccessModule = ReturnType<typeof accessModule>;
