import { describe, expect, test } from "vitest";
import { conditionsOf, firstGap, type Wish } from "./conditions.ts";

const EMBER = 10n ** 18n;
const wish: Wish = {
  reward: { price: 220n * EMBER, minTier: 1, perMember: 1 },
  member: { isMember: true, tier: 1, balance: 300n * EMBER, standing: 320n * EMBER },
  tiers: [
    { name: "Newcomer", threshold: 0n },
    { name: "Regular", threshold: 100n * EMBER },
    { name: "Pillar", threshold: 500n * EMBER },
  ],
  had: 0,
  token: { symbol: "EMB", decimals: 18 },
  locale: "en",
};

const unmet = (asked: Wish) => conditionsOf(asked).filter(({ met }) => !met);

describe("the conditions of a reward", () => {
  test("are all met by somebody who may", () => {
    expect(unmet(wish)).toEqual([]);
    expect(firstGap(wish)).toBeUndefined();
  });

  test("say how far the tier is", () => {
    const asked = { ...wish, reward: { ...wish.reward, minTier: 2 } };
    expect(unmet(asked)).toMatchObject([{ label: "Tier", have: "Regular", need: "Pillar" }]);
    expect(firstGap(asked)).toBe("Pillar: 180 EMB more to earn");
  });

  test("say how much is missing, and a balance that is just enough is enough", () => {
    const poor = { ...wish, member: { ...wish.member, balance: 219n * EMBER } };
    expect(unmet(poor)).toMatchObject([{ label: "Balance", have: "219 EMB", remedy: "1 EMB short" }]);
    expect(unmet({ ...poor, member: { ...poor.member, balance: 220n * EMBER } })).toEqual([]);
  });

  test("hold the limit for each member", () => {
    expect(unmet({ ...wish, had: 1 })).toMatchObject([{ label: "One for each member", have: "1 redeemed" }]);
    expect(unmet({ ...wish, had: 9, reward: { ...wish.reward, perMember: 0 } })).toEqual([]);
  });

  test("ask a visitor for membership first, and not for a tier nobody can have without", () => {
    const visitor = { ...wish, member: { isMember: false, tier: 0, balance: 0n, standing: 0n } };
    expect(unmet(visitor).map(({ label }) => label)).toEqual(["Membership", "Balance"]);
    expect(firstGap(visitor)).toBe("For members");
  });
});
