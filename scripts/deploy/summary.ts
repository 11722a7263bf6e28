import { roleNames } from "@hearth/protocol/roles";
import type { CheckResult } from "../../deploy/check.ts";
import type { LoadedBrand } from "../../deploy/brand/load.ts";
import { holdersOf } from "../../deploy/roles.ts";
import type { CommunitySettings } from "../../deploy/settings.ts";
import type { CatalogueResult } from "./catalogue.ts";

const stageNames = { 0: "brand-run", 1: "shared", 2: "community-owned" } as const;

/**
 * What a deployment will do, for `--dry-run`.
 * @param network Name and chain id of the network.
 * @param loaded The brand.
 * @param settings What would be deployed.
 */
export function planText(network: string, { brand }: LoadedBrand, settings: CommunitySettings): string {
  return [
    `${brand.name} on ${network}`,
    `  Deployer   ${settings.deployer}`,
    `  Stage      ${brand.stage} (${stageNames[brand.stage]})`,
    `  Token      ${brand.token.name} (${brand.token.symbol}), ${brand.token.transfer === "open" ? "open" : "closed loop"}`,
    `  Tiers      ${brand.membership.tiers.map((tier) => tier.name).join(", ")}`,
    `  Catalogue  ${catalogueText(brand)}`,
    "  Roles",
    ...rolesText(settings, "the timelock"),
  ].join("\n");
}

/**
 * What a deployment has done.
 * @param contracts Addresses by name.
 * @param settings What was deployed.
 * @param catalogue What was listed.
 * @param check How chain and role table compare.
 * @param record Path of the record that was written.
 */
export function summaryText(
  contracts: Record<string, string>,
  settings: CommunitySettings,
  catalogue: CatalogueResult,
  check: CheckResult,
  record: string,
): string {
  const width = Math.max(...Object.keys(contracts).map((name) => name.length));
  return [
    "",
    "Contracts",
    ...Object.entries(contracts).map(([name, address]) => `  ${name.padEnd(width)}  ${address}`),
    "Roles",
    ...rolesText(settings, contracts["TimelockController"] ?? "the timelock"),
    "Catalogue",
    `  ${catalogue.added.length} listed now, ${catalogue.present.length} were there already`,
    "Check",
    `  ${check.functions} functions and ${check.holders} role holders are as deploy/roles.ts has them`,
    "Record",
    `  ${record}`,
  ].join("\n");
}

/** How much of what the brand file lists. */
function catalogueText(brand: LoadedBrand["brand"]): string {
  const parts = ["badges", "rooms", "campaigns", "events", "rewards"] as const;
  return parts.map((part) => `${brand[part].length} ${part}`).join(", ");
}

function rolesText({ stage, holders }: CommunitySettings, timelock: string): string[] {
  return roleNames.map((role) => {
    const accounts: string[] = holdersOf(role, stage, holders, timelock);
    return `    ${role.padEnd(10)} ${accounts.length > 0 ? accounts.join(", ") : "nobody"}`;
  });
}
