import { expect } from "chai";
import { ZeroAddress, type AddressLike } from "ethers";
import { at, ethers, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import { inviteCommunity, plainCommunity, type Community } from "../helpers/community.ts";
import { earn, NEVER, standingOf } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";

const { loadFixture } = networkHelpers;

interface Invite {
  inviter: string;
  invitee: string;
  nonce: bigint;
  deadline: bigint;
}

interface InviteChanges {
  invitee?: Signer;
  nonce?: bigint;
  deadline?: bigint;
}

/** An invitation and its signature, as arguments. */
async function inviteBy(
  { membership }: Community,
  inviter: Signer,
  changes: InviteChanges = {},
): Promise<[Invite, string]> {
  const invite = {
    inviter: inviter.address,
    invitee: changes.invitee?.address ?? ZeroAddress,
    nonce: changes.nonce ?? 0n,
    deadline: changes.deadline ?? NEVER,
  };
  return [invite, await sign(inviter, membership, "Invite", invite)];
}

/** Ada is member 1 and may invite; the operator is no member and may invite too. */
async function invitingCommunity(): Promise<Community> {
  const community = await inviteCommunity();
  const { ada, operator } = community.accounts;
  await community.membership
    .connect(ada)
    .joinWithInvite(...(await inviteBy(community, operator, { nonce: 99n })));
  await earn(community, ada, standingOf.regular);
  return community;
}

async function joinSignature(
  { membership }: Community,
  account: AddressLike,
  signer: Signer,
): Promise<string> {
  const address = await ethers.resolveAddress(account);
  return await sign(signer, membership, "Join", { account: address, nonce: 0n, deadline: NEVER });
}

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
    const signature = await sign(ben, membership, "Join", { account: ben.address, nonce: 0n, deadline });
    await at(deadline + 1n);
    await expect(asRelayer.joinWithInviteFor(...invite, ben, deadline, signature))
      .to.be.revertedWithCustomError(membership, "SignedRequestExpired")
      .withArgs(deadline);
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
