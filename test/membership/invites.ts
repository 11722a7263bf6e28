import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { networkHelpers } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { inviteBy, invitingCommunity } from "../helpers/invitations.ts";
import { NEVER } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;

describe("Membership › joinWithInvite", () => {
  it("lets in who is invited by a member whose tier may, and remembers the inviter", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben } = accounts;
    const args = await inviteBy(community, ada, { invitee: ben });
    expect(await membership.connect(ben).joinWithInvite.staticCall(...args)).to.equal(2n);
    await expect(membership.connect(ben).joinWithInvite(...args))
      .to.emit(membership, "MemberJoined")
      .withArgs(2n, ben.address, 1n, 0n, 1n);
    expect((await membership.accountOf(ben)).inviterId).to.equal(1n);
  });

  it("lets in who is invited by an operator, who need not be a member", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ben, operator } = accounts;
    await expect(membership.connect(ben).joinWithInvite(...(await inviteBy(community, operator))))
      .to.emit(membership, "MemberJoined")
      .withArgs(2n, ben.address, 0n, 0n, 1n);
    expect((await membership.accountOf(ben)).inviterId).to.equal(0n);
  });

  it("also works where entry is open", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    const args = await inviteBy(community, accounts.operator);
    await membership.connect(accounts.ben).joinWithInvite(...args);
    expect(await membership.memberOf(accounts.ben)).to.equal(1n);
  });

  it("works once, for whoever comes first when it names nobody", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben, cleo } = accounts;
    const args = await inviteBy(community, ada, { nonce: 5n });
    await membership.connect(ben).joinWithInvite(...args);
    await expect(membership.connect(cleo).joinWithInvite(...args))
      .to.be.revertedWithCustomError(membership, "MembershipInviteSpent")
      .withArgs(ada.address, 5n);
  });

  it("does not work again for who has left, even if it names them", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben } = accounts;
    const args = await inviteBy(community, ada, { invitee: ben });
    await membership.connect(ben).joinWithInvite(...args);
    await membership.connect(ben).leave();
    await expect(membership.connect(ben).joinWithInvite(...args))
      .to.be.revertedWithCustomError(membership, "MembershipInviteSpent")
      .withArgs(ada.address, 0n);
  });

  it("refuses an invitation for another", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben, cleo } = accounts;
    const args = await inviteBy(community, ada, { invitee: ben });
    await expect(membership.connect(cleo).joinWithInvite(...args))
      .to.be.revertedWithCustomError(membership, "MembershipInviteNotForAccount")
      .withArgs(ben.address, cleo.address);
  });

  it("refuses who is a member already, and does not spend the invitation", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben } = accounts;
    const args = await inviteBy(community, ada);
    await expect(membership.connect(ada).joinWithInvite(...args))
      .to.be.revertedWithCustomError(membership, "MembershipAlreadyMember")
      .withArgs(ada.address);
    await membership.connect(ben).joinWithInvite(...args);
  });

  it("keeps the first inviter when somebody comes back through another", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben, operator } = accounts;
    await membership.connect(ben).joinWithInvite(...(await inviteBy(community, ada)));
    await membership.connect(ben).leave();
    await membership.connect(ben).joinWithInvite(...(await inviteBy(community, operator)));
    expect((await membership.accountOf(ben)).inviterId).to.equal(1n);
    expect(await membership.memberOf(ben)).to.equal(2n);
  });
});

describe("Membership › joinWithInvite › who may invite", () => {
  it("refuses a stranger's, a mere newcomer's, the admin's and the attester's", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben, cleo, stranger, admin, attester } = accounts;
    await membership.connect(ben).joinWithInvite(...(await inviteBy(community, ada)));
    for (const inviter of [stranger, ben, admin, attester]) {
      await expect(membership.connect(cleo).joinWithInvite(...(await inviteBy(community, inviter))))
        .to.be.revertedWithCustomError(membership, "MembershipInviterNotAllowed")
        .withArgs(inviter.address);
    }
  });

  it("refuses nobody's", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const invite = { inviter: ZeroAddress, invitee: ZeroAddress, nonce: 0n, deadline: NEVER };
    await expect(membership.connect(accounts.ben).joinWithInvite(invite, "0x"))
      .to.be.revertedWithCustomError(membership, "MembershipInviterNotAllowed")
      .withArgs(ZeroAddress);
  });

  it("refuses that of a member who has left since", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben } = accounts;
    const args = await inviteBy(community, ada);
    await membership.connect(ada).leave();
    await expect(membership.connect(ben).joinWithInvite(...args))
      .to.be.revertedWithCustomError(membership, "MembershipInviterNotAllowed")
      .withArgs(ada.address);
  });

  it("refuses that of a member whose tier lost the right since", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben, admin } = accounts;
    const args = await inviteBy(community, ada);
    const tiers = (await membership.tiers()).map(({ name, threshold, units }) => ({
      name,
      threshold,
      units,
      rights: 0n,
    }));
    await membership.connect(admin).setTiers(tiers);
    await expect(membership.connect(ben).joinWithInvite(...args))
      .to.be.revertedWithCustomError(membership, "MembershipInviterNotAllowed")
      .withArgs(ada.address);
  });

  it("refuses that of an operator who is none any more", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, manager, accounts } = community;
    const { ben, operator, admin } = accounts;
    const args = await inviteBy(community, operator);
    await manager.connect(admin).revokeRole(1n, operator);
    await expect(membership.connect(ben).joinWithInvite(...args))
      .to.be.revertedWithCustomError(membership, "MembershipInviterNotAllowed")
      .withArgs(operator.address);
  });
});

describe("Membership › revokeInvite", () => {
  it("withdraws an invitation, and says so", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben } = accounts;
    const args = await inviteBy(community, ada, { nonce: 7n });
    await expect(membership.connect(ada).revokeInvite(7n))
      .to.emit(membership, "InviteRevoked")
      .withArgs(ada.address, 7n);
    await expect(membership.connect(ben).joinWithInvite(...args))
      .to.be.revertedWithCustomError(membership, "MembershipInviteSpent")
      .withArgs(ada.address, 7n);
  });

  it("touches neither one's other invitations nor those of others", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben, cleo, operator, stranger } = accounts;
    await membership.connect(ada).revokeInvite(7n);
    await membership.connect(stranger).revokeInvite(8n);
    await membership.connect(ben).joinWithInvite(...(await inviteBy(community, ada, { nonce: 8n })));
    await membership.connect(cleo).joinWithInvite(...(await inviteBy(community, operator, { nonce: 7n })));
    expect(await membership.totalMembers()).to.equal(3n);
  });
});
