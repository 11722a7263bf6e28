import { expect } from "chai";
import { DAY, networkHelpers } from "../helpers/chain.ts";
import { inviteBy, invitingCommunity } from "../helpers/invitations.ts";

const { loadFixture } = networkHelpers;
const OPERATOR = 1n;

describe("Membership › inviters", () => {
  it("says the first inviter when somebody comes back through another, in event and record", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben, operator } = accounts;
    await membership.connect(ben).joinWithInvite(...(await inviteBy(community, operator)));
    await membership.connect(ben).leave();

    await expect(membership.connect(ben).joinWithInvite(...(await inviteBy(community, ada))))
      .to.emit(membership, "MemberJoined")
      .withArgs(2n, ben.address, 0n, 0n, 1n);
    expect((await membership.accountOf(ben)).inviterId).to.equal(0n);
  });

  it("refuses the invitation of an operator who has the role with a delay only", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, manager, accounts } = community;
    const { admin, ben, stranger } = accounts;
    await manager.connect(admin).grantRole(OPERATOR, stranger, DAY);

    await expect(membership.connect(ben).joinWithInvite(...(await inviteBy(community, stranger))))
      .to.be.revertedWithCustomError(membership, "MembershipInviterNotAllowed")
      .withArgs(stranger.address);
  });
});
