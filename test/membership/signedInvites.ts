import { expect } from "chai";
import { ZeroAddress, type AddressLike } from "ethers";
import { at, ethers, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import type { Community } from "../helpers/community.ts";
import { inviteBy, invitingCommunity } from "../helpers/invitations.ts";
import { NEVER } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";

const { loadFixture } = networkHelpers;

async function joinSignature(
  { membership, accounts }: Community,
  account: AddressLike,
  signer: Signer,
  inviter = accounts.ada.address,
): Promise<string> {
  const address = await ethers.resolveAddress(account);
  return await sign(signer, membership, "Join", { account: address, inviter, nonce: 0n, deadline: NEVER });
}

describe("Membership › joinWithInvite › signature and deadline", () => {
  it("refuses an invitation that was changed after signing", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben, cleo } = accounts;
    const [invite, signature] = await inviteBy(community, ada, {
      invitee: cleo,
      nonce: 3n,
      deadline: NEVER - 1n,
    });
    for (const change of [{ invitee: ben.address }, { invitee: ZeroAddress }]) {
      await expect(membership.connect(ben).joinWithInvite({ ...invite, ...change }, signature))
        .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
        .withArgs(ada.address);
    }
    for (const change of [{ nonce: 4n }, { deadline: NEVER }, { inviter: accounts.operator.address }]) {
      await expect(
        membership.connect(cleo).joinWithInvite({ ...invite, ...change }, signature),
      ).to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature");
    }
  });

  for (const [name, late] of [
    ["a second before", -1n],
    ["in the second of", 0n],
  ] as const) {
    it(`accepts an invitation ${name} its deadline`, async () => {
      const community = await loadFixture(invitingCommunity);
      const { ada, ben } = community.accounts;
      const deadline = BigInt((await now()) + 100);
      const args = await inviteBy(community, ada, { deadline });
      await at(deadline + late);
      await community.membership.connect(ben).joinWithInvite(...args);
      expect(await community.membership.memberOf(ben)).to.equal(2n);
    });
  }

  it("refuses an invitation a second after its deadline", async () => {
    const community = await loadFixture(invitingCommunity);
    const { ada, ben } = community.accounts;
    const deadline = BigInt((await now()) + 100);
    const args = await inviteBy(community, ada, { deadline });
    await at(deadline + 1n);
    await expect(community.membership.connect(ben).joinWithInvite(...args))
      .to.be.revertedWithCustomError(community.membership, "SignedRequestExpired")
      .withArgs(deadline);
  });

  it("accepts the invitation of a wallet that is a contract, if it vouches (ERC-1271)", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, manager, accounts } = community;
    const { ada, ben, admin } = accounts;
    const wallet = await ethers.deployContract("ERC1271Wallet", [ada]);
    await manager.connect(admin).grantRole(1n, wallet, 0);
    const inviter = await wallet.getAddress();
    const invite = { inviter, invitee: ben.address, nonce: 0n, deadline: NEVER };
    const signature = await sign(ada, membership, "Invite", invite);
    await wallet.setAnswer(2n);
    await expect(membership.connect(ben).joinWithInvite(invite, signature))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(inviter);
    await wallet.setAnswer(0n);
    await membership.connect(ben).joinWithInvite(invite, signature);
    expect(await membership.memberOf(ben)).to.equal(2n);
  });
});

describe("Membership › joinWithInviteFor", () => {
  it("lets in who is invited and has signed, whoever submits", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben, relayer } = accounts;
    const invite = await inviteBy(community, ada, { invitee: ben });
    const args = [...invite, ben.address, NEVER, await joinSignature(community, ben, ben)] as const;
    expect(await membership.connect(relayer).joinWithInviteFor.staticCall(...args)).to.equal(2n);
    await expect(membership.connect(relayer).joinWithInviteFor(...args))
      .to.emit(membership, "MemberJoined")
      .withArgs(2n, ben.address, 1n, 0n, 1n);
    expect(await membership.memberOf(relayer)).to.equal(0n);
  });

  it("lets in a wallet that is a contract (ERC-1271)", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben, relayer } = accounts;
    const wallet = await ethers.deployContract("ERC1271Wallet", [ben]);
    const signature = await joinSignature(community, wallet, ben);
    await membership
      .connect(relayer)
      .joinWithInviteFor(...(await inviteBy(community, ada)), wallet, NEVER, signature);
    expect(await membership.memberOf(wallet)).to.equal(2n);
  });

  it("holds with no inviter but the one the account has signed for", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben, operator, relayer } = accounts;
    const asRelayer = membership.connect(relayer);
    const invite = await inviteBy(community, ada);
    const signature = await joinSignature(community, ben, ben);
    const open = await joinSignature(community, ben, ben, ZeroAddress);
    await membership.connect(operator).setEntryPolicy(0n);
    const another = await inviteBy(community, operator);
    for (const submit of [
      () => asRelayer.joinWithInviteFor(...another, ben, NEVER, signature),
      () => asRelayer.joinFor(ben, NEVER, signature),
      () => asRelayer.joinWithInviteFor(...invite, ben, NEVER, open),
    ]) {
      await expect(submit())
        .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
        .withArgs(ben.address);
    }
    await asRelayer.joinWithInviteFor(...invite, ben, NEVER, signature);
    expect((await membership.accountOf(ben)).inviterId).to.equal(1n);
  });

  it("can't be replayed after leaving, not even with a new invitation", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben, relayer } = accounts;
    const signature = await joinSignature(community, ben, ben);
    const first = await inviteBy(community, ada, { nonce: 1n });
    await membership.connect(relayer).joinWithInviteFor(...first, ben, NEVER, signature);
    await membership.connect(ben).leave();
    const second = await inviteBy(community, ada, { nonce: 2n });
    await expect(membership.connect(relayer).joinWithInviteFor(...second, ben, NEVER, signature))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(ben.address);
  });

  it("refuses an account that has not signed, that signed too late, or that the invitation does not name", async () => {
    const community = await loadFixture(invitingCommunity);
    const { membership, accounts } = community;
    const { ada, ben, cleo, relayer } = accounts;
    const invite = await inviteBy(community, ada, { invitee: ben });
    const asRelayer = membership.connect(relayer);
    await expect(
      asRelayer.joinWithInviteFor(...invite, ben, NEVER, await joinSignature(community, ben, cleo)),
    )
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(ben.address);
    await expect(
      asRelayer.joinWithInviteFor(...invite, cleo, NEVER, await joinSignature(community, cleo, cleo)),
    )
      .to.be.revertedWithCustomError(membership, "MembershipInviteNotForAccount")
      .withArgs(ben.address, cleo.address);
    const deadline = BigInt((await now()) + 100);
    const signature = await sign(ben, membership, "Join", {
      account: ben.address,
      inviter: ada.address,
      nonce: 0n,
      deadline,
    });
    await at(deadline + 1n);
    await expect(asRelayer.joinWithInviteFor(...invite, ben, deadline, signature))
      .to.be.revertedWithCustomError(membership, "SignedRequestExpired")
      .withArgs(deadline);
  });
});
