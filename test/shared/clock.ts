import { expect } from "chai";
import { networkHelpers, now } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";

const { loadFixture } = networkHelpers;

describe("Clock (ERC-6372)", () => {
  it("is the same for membership and governor: the second of the block", async () => {
    const { membership, governor } = await loadFixture(plainCommunity);
    for (const pause of [1, 1000, 86_400]) {
      await networkHelpers.time.increase(pause);
      const second = BigInt(await now());
      expect(await membership.clock()).to.equal(second);
      expect(await governor.clock()).to.equal(second);
    }
  });

  it("has one mode", async () => {
    const { membership, governor } = await loadFixture(plainCommunity);
    expect(await membership.CLOCK_MODE()).to.equal("mode=timestamp");
    expect(await governor.CLOCK_MODE()).to.equal(await membership.CLOCK_MODE());
  });

  it("is what the governor reads votes by", async () => {
    const { membership, governor } = await loadFixture(plainCommunity);
    expect(await governor.token()).to.equal(await membership.getAddress());
    expect(await governor.membership()).to.equal(await membership.getAddress());
  });
});
