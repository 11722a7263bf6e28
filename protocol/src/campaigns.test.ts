import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { campaignKinds } from "./campaigns.ts";

test("kinds stand in the contract's order", () => {
  const source = readFileSync(resolve(import.meta.dirname, "../../contracts/earning/ICampaigns.sol"), "utf8");
  const names = /enum Kind \{([^}]*)\}/
    .exec(source)?.[1]
    ?.split(",")
    .map((name) => name.trim().toLowerCase());
  expect(names).toEqual([...campaignKinds]);
});
