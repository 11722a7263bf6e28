import { expect, test } from "vitest";
import { contractNames } from "./contracts.ts";
import { parseDeployment } from "./deployment.ts";

const address = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

function record() {
  return {
    chainId: 31337,
    startBlock: 12,
    deployedAt: "2026-11-23T12:00:00.000Z",
    brand: {
      key: "hearthside",
      name: "Hearthside Coffee",
      tagline: "Roasted together.",
      theme: { colours: { accent: "#c2410c" }, radius: 18, logo: "<svg/>" },
      tiers: [{ name: "Newcomer", threshold: "0", units: 1, rights: ["invite"] }],
      token: { name: "Ember", symbol: "EMB", decimals: 18 },
      governor: { votingDelay: 60, votingPeriod: 600, timelockDelay: 120, quorumPercent: 10 },
    },
    contracts: Object.fromEntries(contractNames.map((name) => [name, { address }])),
  };
}

test("reads a record and turns big numbers into bigint", () => {
  const deployment = parseDeployment(record());
  expect(deployment.startBlock).toBe(12n);
  expect(deployment.brand.tiers[0]).toEqual({
    name: "Newcomer",
    threshold: 0n,
    units: 1,
    rights: ["invite"],
  });
  expect(deployment.contracts.Campaigns.address).toBe(address);
});

test("names every fault with its path", () => {
  const broken = {
    ...record(),
    chainId: "31337",
    brand: { ...record().brand, tiers: [{ name: "A", threshold: "-1", units: 1, rights: ["fly"] }] },
    contracts: { ...record().contracts, Campaigns: { address: "0x123" }, Membership: undefined },
  };
  expect(() => parseDeployment(broken)).toThrow(
    [
      "The deployment record can't be used; deploy again.",
      "- chainId must be a whole number",
      "- brand.tiers[0].threshold must be a whole number",
      "- brand.tiers[0].rights[0] must be one of invite, curate, propose",
      "- contracts.Membership.address must be an address",
      "- contracts.Campaigns.address must be an address",
    ].join("\n"),
  );
});

test.each([null, undefined, 3, "text", []])("refuses %j", (json) => {
  expect(() => parseDeployment(json)).toThrow("chainId must be a whole number");
});
