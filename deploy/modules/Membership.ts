import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { CommunitySettings } from "../settings.ts";
import type { AccessModule } from "./Access.ts";
import type { TokenModule } from "./Token.ts";

/** The membership, the contract that draws its cards, and the one that moves those of lost wallets. */
export function membershipModule(settings: CommunitySettings, access: AccessModule, token: TokenModule) {
  const { card, membership } = settings;
  return buildModule("Membership", (m) => {
    const { accessManager } = m.useModule(access);
    const { rewardToken } = m.useModule(token);
    const membershipCard = m.contract("MembershipCard", [card.ground, card.ink, card.accent]);
    const deployed = m.contract("Membership", [
      accessManager,
      rewardToken,
      membershipCard,
      membership.name,
      membership.symbol,
      membership.entryPolicy,
      membership.tiers.map((tier) => ({ ...tier })),
      membership.contractURI,
    ]);
    const recovery = m.contract("Recovery", [accessManager, deployed, membership.recoveryDelay]);
    return { membershipCard, membership: deployed, recovery };
  });
}

/** See {@link membershipModule}. */
export type MembershipModule = ReturnType<typeof membershipModule>;
