import { expect } from "chai";
import { at, ethers, networkHelpers, now } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { inviteBy } from "../helpers/invitations.ts";
import { join, joinAs, NEVER } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";

const { loadFixture } = networkHelpers;

/** Fixture: Ada, a pillar, and Ben are members, and so is a wallet of Cleo's that is a contract. */
async function membersStage() {
  const community = await plainCommunity();
  const { membership, accounts } = community;
  const { ada, ben, cleo } = accounts;
  await joinAs(community, "pillar", ada);
  await join(community, ben);
  const wallet = await ethers.deployContract("ERC1271Wallet", [cleo]);
  await wallet.connect(cleo).execute(membership, membership.interface.encodeFunctionData("join"));
  return { ...community, wallet, walletAddress: await wallet.getAddress() };
}

describe("Membership › leaveFor", () => {
  it("lets leave who has signed, whoever submits, and a contract too", async () => {
    const { membership, accounts, walletAddress } = await loadFixture(membersStage);
    const { ada, cleo, relayer } = accounts;
    for (const [account, signer, memberId] of [
      [ada.address, ada, 1n],
      [walletAddress, cleo, 3n],
    ] as const) {
      const request = { account, nonce: 1n, deadline: NEVER };
      const signature = await sign(signer, membership, "Leave", request);
      await expect(membership.connect(relayer).leaveFor(account, NEVER, signature))
        .to.emit(membership, "MemberLeft")
        .withArgs(memberId, account);
      expect(await membership.memberOf(account)).to.equal(0n);
    }
  });

  it("does not end a membership that began after the signature", async () => {
    const { membership, accounts } = await loadFixture(membersStage);
    const { ada, relayer } = accounts;
    const signature = await sign(ada, membership, "Leave", {
      account: ada.address,
      nonce: 1n,
      deadline: NEVER,
    });
    await membership.connect(ada).leave();
    await expect(membership.connect(relayer).leaveFor(ada, NEVER, signature))
      .to.be.revertedWithCustomError(membership, "MembershipNotMember")
      .withArgs(ada.address);
    await membership.connect(ada).join();
    await expect(membership.connect(relayer).leaveFor(ada, NEVER, signature))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(ada.address);
    expect(await membership.memberOf(ada)).to.equal(1n);
  });

  it("holds to its deadline, and to its signer", async () => {
    const { membership, accounts } = await loadFixture(membersStage);
    const { ada, ben } = accounts;
    const deadline = BigInt((await now()) + 100);
    const request = { account: ada.address, nonce: 1n, deadline };
    await expect(membership.leaveFor(ada, deadline, await sign(ben, membership, "Leave", request)))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(ada.address);
    const signature = await sign(ada, membership, "Leave", request);
    await at(deadline + 1n);
    await expect(membership.leaveFor(ada, deadline, signature))
      .to.be.revertedWithCustomError(membership, "SignedRequestExpired")
      .withArgs(deadline);
  });
});

describe("Membership › delegateFor", () => {
  it("delegates for people and for contracts, once per signature", async () => {
    const { membership, accounts, walletAddress } = await loadFixture(membersStage);
    const { ada, ben, cleo, relayer } = accounts;
    for (const [account, signer] of [
      [ada.address, ada],
      [walletAddress, cleo],
    ] as const) {
      const nonce = 5n << 64n;
      const request = { account, delegatee: ben.address, nonce, deadline: NEVER };
      const args = [
        account,
        ben.address,
        nonce,
        NEVER,
        await sign(signer, membership, "Delegate", request),
      ] as const;
      await expect(membership.connect(relayer).delegateFor(...args))
        .to.emit(membership, "DelegateChanged")
        .withArgs(account, account, ben.address);
      await expect(membership.delegateFor(...args))
        .to.be.revertedWithCustomError(membership, "InvalidAccountNonce")
        .withArgs(account, nonce + 1n);
    }
    expect(await membership.getVotes(ben)).to.equal(5n);
  });

  it("is not good for another wallet of the same owner", async () => {
    const { membership, accounts, walletAddress } = await loadFixture(membersStage);
    const { ben, cleo } = accounts;
    const second = await ethers.deployContract("ERC1271Wallet", [cleo]);
    await second.connect(cleo).execute(membership, membership.interface.encodeFunctionData("join"));
    const request = { account: walletAddress, delegatee: ben.address, nonce: 0n, deadline: NEVER };
    const signature = await sign(cleo, membership, "Delegate", request);
    await expect(membership.delegateFor(second, ben, 0n, NEVER, signature))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(await second.getAddress());
  });

  it("shares its nonces with delegateBySig, holds to its deadline and to what was signed", async () => {
    const { membership, accounts } = await loadFixture(membersStage);
    const { ada, ben, relayer } = accounts;
    const deadline = BigInt((await now()) + 100);
    const request = { account: ada.address, delegatee: ben.address, nonce: 0n, deadline };
    const signature = await sign(ada, membership, "Delegate", request);
    await expect(membership.delegateFor(ada, ada, 0n, deadline, signature))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(ada.address);
    await expect(membership.delegateFor(ada, ben, 1n, deadline, signature))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(ada.address);
    const plain = ethers.Signature.from(
      await sign(ada, membership, "Delegation", { delegatee: ben.address, nonce: 0n, expiry: NEVER }),
    );
    await membership.connect(relayer).delegateBySig(ben, 0n, NEVER, plain.v, plain.r, plain.s);
    await expect(membership.delegateFor(ada, ben, 0n, deadline, signature))
      .to.be.revertedWithCustomError(membership, "InvalidAccountNonce")
      .withArgs(ada.address, 1n);
    await at(deadline + 1n);
    await expect(membership.delegateFor(ada, ben, 0n, deadline, signature))
      .to.be.revertedWithCustomError(membership, "SignedRequestExpired")
      .withArgs(deadline);
  });

  it("is for members alone", async () => {
    const { membership, accounts } = await loadFixture(membersStage);
    const { stranger, ben } = accounts;
    const request = { account: stranger.address, delegatee: ben.address, nonce: 0n, deadline: NEVER };
    const signature = await sign(stranger, membership, "Delegate", request);
    await expect(membership.delegateFor(stranger, ben, 0n, NEVER, signature))
      .to.be.revertedWithCustomError(membership, "MembershipNotMember")
      .withArgs(stranger.address);
  });
});

describe("Membership › revokeInviteFor", () => {
  it("withdraws an invitation for who gave it and has signed, in time", async () => {
    const community = await loadFixture(membersStage);
    const { membership, accounts } = community;
    const { ada, ben, dan, relayer } = accounts;
    const deadline = BigInt((await now()) + 100);
    const request = { inviter: ada.address, nonce: 4n, deadline };
    const invited = await inviteBy(community, ada, { nonce: 4n });
    const forged = await sign(ben, membership, "RevokeInvite", request);
    await expect(membership.revokeInviteFor(ada, 4n, deadline, forged))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(ada.address);
    const signature = await sign(ada, membership, "RevokeInvite", request);
    await expect(membership.revokeInviteFor(ada, 5n, deadline, signature))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(ada.address);
    await expect(membership.connect(relayer).revokeInviteFor(ada, 4n, deadline, signature))
      .to.emit(membership, "InviteRevoked")
      .withArgs(ada.address, 4n);
    await expect(membership.connect(dan).joinWithInvite(...invited))
      .to.be.revertedWithCustomError(membership, "MembershipInviteSpent")
      .withArgs(ada.address, 4n);
    await at(deadline + 1n);
    await expect(membership.revokeInviteFor(ada, 4n, deadline, signature))
      .to.be.revertedWithCustomError(membership, "SignedRequestExpired")
      .withArgs(deadline);
  });
});
