import { BrandError, readBrand } from "../../deploy/brand/load.ts";
import type { Brand } from "../../deploy/brand/schema.ts";
import { accountNumber } from "./accounts.ts";

/** What a test changes of the brand file, part by part. */
export type BrandChanges = Record<string, Record<string, unknown>>;

const plainBrand: Record<string, unknown> = {
  key: "test-house",
  name: "Test House",
  tagline: "A community to try things with.",
  stage: 0,
  theme: { colours: { accent: "#c2410c", card: "#1c1917", cardText: "#fafaf9" }, radius: 12 },
  token: {
    name: "Ember",
    symbol: "EMB",
    description: "Earned by contributing.",
    transfer: "closedLoop",
    emission: { epoch: "1 week", cap: 1_000_000 },
  },
  membership: {
    name: "Test House Membership",
    symbol: "THM",
    entry: "open",
    recoveryDelay: "7 days",
    tiers: [
      { name: "Newcomer", threshold: 0, units: 1, rights: [] },
      { name: "Regular", threshold: 100, units: 2, rights: ["invite"] },
      { name: "Pillar", threshold: 500, units: 3, rights: ["invite", "curate"] },
      { name: "Keeper", threshold: 2000, units: 5, rights: ["invite", "curate", "propose"] },
    ],
  },
  badges: [],
  rooms: [],
  tickets: { name: "Test House Tickets", symbol: "THT" },
  epochs: { delay: "1 day", claimWindow: "30 days" },
  governor: {
    votingDelay: "1 hour",
    votingPeriod: "3 days",
    lateQuorumExtension: "6 hours",
    timelockDelay: "1 day",
    proposalUnits: 3,
    quorumPercent: 40,
    proposalDeposit: 0,
    guardianTerm: "52 weeks",
  },
  roles: {
    admin: [accountNumber("admin")],
    operator: [accountNumber("operator")],
    attester: [accountNumber("attester")],
    fulfilment: [accountNumber("fulfilment")],
    door: [accountNumber("door")],
    guardian: [accountNumber("guardian")],
  },
  campaigns: [],
  events: [],
  rewards: [],
};

/**
 * The brand that tests deploy, checked like any brand file.
 * @param changes Settings that differ, for example `{ token: { transfer: "open" } }`.
 * @param launch Second from which the brand's relative times count.
 */
export function testBrand(changes: BrandChanges, launch: number): Brand {
  const changed = Object.entries(changes).map(([part, settings]): [string, unknown] => [
    part,
    { ...(plainBrand[part] as Record<string, unknown>), ...settings },
  ]);
  const json = { ...plainBrand, ...Object.fromEntries(changed) };
  const { brand, faults } = readBrand(json, launch);
  if (!brand) throw new BrandError("test brand", faults);
  return brand;
}
