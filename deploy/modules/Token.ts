import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { CommunitySettings } from "../settings.ts";
import type { AccessModule } from "./Access.ts";

/** The reward token, not yet wired. */
export function tokenModule({ token }: CommunitySettings, access: AccessModule) {
  return buildModule("Token", (m) => {
    const { accessManager } = m.useModule(access);
    const rewardToken = m.contract("RewardToken", [
      accessManager,
      token.name,
      token.symbol,
      token.transferPolicy,
      token.supplyCap,
      token.epochLength,
      token.emissionCap,
      token.contractURI,
    ]);
    return { rewardToken };
  });
}

/** See {@link tokenModule}. */
export type TokenModule = ReturnType<typeof tokenModule>;
