import { expect } from "chai";
import { networkHelpers } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { earn, join, standingOf } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;

describe("Membership › join", () => {
  it("gives votes at once, with no extra transaction", async () => {
    const community = await loadFixture(plainCommunity);
    const { ada } = community.accounts;
    await join(community, ada);
    await earn(community, ada, standingOf.keeper);
    expect(await community.membership.getVotes(ada)).to.equal(5n);
  });
});
