import { expect, test } from "vitest";
import { rewardRange } from "./rewardRange.ts";

test("a range says both ends, a fixed reward one", () => {
  expect(rewardRange({ minReward: 20_00n, maxReward: 50_50n }, 2, "en")).toBe("20 to 50.5");
  expect(rewardRange({ minReward: 2_500_00n, maxReward: 2_500_00n }, 2, "en")).toBe("2,500");
});
