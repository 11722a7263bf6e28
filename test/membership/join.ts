import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { at, ethers, networkHelpers, now } from "../helpers/chain.ts";
import { inviteCommunity, plainCommunity } from "../helpers/community.ts";
import { checkGas, isReleaseBuild } from "../helpers/gas.ts";
import { join, NEVER } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";

const { loadFixture } = networkHelpers;
const ACTIVE = 1n;

describe("Membership › join", () => {
  it("gives a number, a card and a vote in one transaction", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    const { ada } = accounts;
    expect(await membership.connect(ada).join.staticCall()).to.equal(1n);
    await membership.connect(ada).join();
    expect(await membership.memberOf(ada)).to.equal(1n);
    expect(await membership.ownerOf(1n)).to.equal(ada.address);
    expect(await membership.balanceOf(ada)).to.equal(1n);
    expect(await membership.getVotes(ada)).to.equal(1n);
    expect(await membership.delegates(ada)).to.equal(ada.address);
    expect(await membership.totalMembers()).to.equal(1n);
    expect(await membership.lastMemberId()).to.equal(1n);
  });

  it("tells everything in events", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    const { ada } = accounts;
    const joined = membership.connect(ada).join();
    await expect(joined).to.emit(membership, "MemberJoined").withArgs(1n, ada.address, 0n, 0n, 1n);
    await expect(joined).to.emit(membership, "Transfer").withArgs(ZeroAddress, ada.address, 1n);
    await expect(joined).to.emit(membership, "Locked").withArgs(1n);
    await expect(joined)
      .to.emit(membership, "DelegateChanged")
      .withArgs(ada.address, ZeroAddress, ada.address);
    await expect(joined).to.emit(membership, "DelegateVotesChanged").withArgs(ada.address, 0n, 1n);
    await expect(joined).not.to.emit(membership, "MemberTierChanged");
  });

  it("keeps everything that is known of the account", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    const second = (await now()) + 10;
    await at(second);
    await membership.connect(accounts.ada).join();
    const record = await membership.accountOf(accounts.ada);
    expect(record.memberId).to.equal(1n);
    expect(record.units).to.equal(1n);
    expect(record.unitsSince).to.equal(second);
    expect(record.boundAt).to.equal(second);
    expect(record.joinedAt).to.equal(second);
    expect(record.inviterId).to.equal(0n);
    expect(record.joins).to.equal(1n);
    expect(record.tier).to.equal(0n);
    expect(record.status).to.equal(ACTIVE);
    expect(record.delegationTouched).to.equal(false);
    expect(await membership.walletOf(1n)).to.deep.equal([accounts.ada.address, parseEther("100"), true]);
  });

  it("numbers members one after another", async () => {
    const community = await loadFixture(plainCommunity);
    const { ada, ben, cleo } = community.accounts;
    expect(await join(community, ada, ben, cleo)).to.deep.equal([1n, 2n, 3n]);
    expect(await community.membership.totalMembers()).to.equal(3n);
  });

  it("refuses who is a member already", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    await membership.connect(accounts.ada).join();
    await expect(membership.connect(accounts.ada).join())
      .to.be.revertedWithCustomError(membership, "MembershipAlreadyMember")
      .withArgs(accounts.ada.address);
    expect(await membership.totalMembers()).to.equal(1n);
  });

  it("needs an invitation where entry is by invitation", async () => {
    const { membership, accounts } = await loadFixture(inviteCommunity);
    await expect(membership.connect(accounts.ada).join()).to.be.revertedWithCustomError(
      membership,
      "MembershipInviteRequired",
    );
  });

  it("asks a wallet that is a contract nothing, and so can't be entered twice", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    const wallet = await ethers.deployContract("ERC1271Wallet", [accounts.ada]);
    // It has no onERC721Received: a card that called it would be refused.
    const data = membership.interface.encodeFunctionData("join");
    await wallet.connect(accounts.ada).execute(membership, data);
    expect(await membership.memberOf(wallet)).to.equal(1n);
    await expect(wallet.connect(accounts.ada).execute(membership, data))
      .to.be.revertedWithCustomError(membership, "MembershipAlreadyMember")
      .withArgs(await wallet.getAddress());
  });

  it("costs at most 113,000 gas, votes live, and in two cases of three at most 96,000", async function () {
    if (!isReleaseBuild()) this.skip();
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    const { ada, ben, cleo, dan, eve, finn, gus } = accounts;
    await join(community, ada);
    const costs: number[] = [];
    for (const [place, person] of [ben, cleo, dan, eve, finn, gus].entries()) {
      const joined = await membership.connect(person).join();
      costs.push(await checkGas(`Membership.join, number ${place + 2}`, joined));
      expect(await membership.getVotes(person)).to.equal(1n);
    }
    expect(Math.max(...costs), String(costs)).to.be.at.most(113_000);
    // Three entries of the total's history share a slot.
    expect(
      costs.filter((cost) => cost <= 96_000),
      String(costs),
    ).to.have.lengthOf(4);
  });
});

describe("Membership › joinFor", () => {
  it("lets in who has signed, whoever submits", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    const { ada, relayer } = accounts;
    const request = { account: ada.address, inviter: ZeroAddress, nonce: 0n, deadline: NEVER };
    const signature = await sign(ada, membership, "Join", request);
    const asRelayer = membership.connect(relayer);
    expect(await asRelayer.joinFor.staticCall(ada, NEVER, signature)).to.equal(1n);
    await expect(asRelayer.joinFor(ada, NEVER, signature))
      .to.emit(membership, "MemberJoined")
      .withArgs(1n, ada.address, 0n, 0n, 1n);
    expect(await membership.memberOf(ada)).to.equal(1n);
    expect(await membership.memberOf(relayer)).to.equal(0n);
    expect(await membership.joinsOf(ada)).to.equal(1n);
  });

  it("can't be replayed: not while a member, not after leaving", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    const { ada, relayer } = accounts;
    const signature = await sign(ada, membership, "Join", {
      account: ada.address,
      inviter: ZeroAddress,
      nonce: 0n,
      deadline: NEVER,
    });
    await membership.connect(relayer).joinFor(ada, NEVER, signature);
    for (const replay of ["as a member", "after leaving"]) {
      if (replay === "after leaving") await membership.connect(ada).leave();
      await expect(membership.connect(relayer).joinFor(ada, NEVER, signature), replay)
        .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
        .withArgs(ada.address);
    }
  });

  it("brings back who has left, with a new signature", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    const { ada, relayer } = accounts;
    await membership.connect(ada).join();
    await membership.connect(ada).leave();
    const signature = await sign(ada, membership, "Join", {
      account: ada.address,
      inviter: ZeroAddress,
      nonce: 1n,
      deadline: NEVER,
    });
    await membership.connect(relayer).joinFor(ada, NEVER, signature);
    expect(await membership.memberOf(ada)).to.equal(1n);
    expect(await membership.joinsOf(ada)).to.equal(2n);
  });

  it("is worthless once the account has joined by itself", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    const { ada, relayer } = accounts;
    const signature = await sign(ada, membership, "Join", {
      account: ada.address,
      inviter: ZeroAddress,
      nonce: 0n,
      deadline: NEVER,
    });
    await membership.connect(ada).join();
    await membership.connect(ada).leave();
    await expect(membership.connect(relayer).joinFor(ada, NEVER, signature)).to.be.revertedWithCustomError(
      membership,
      "SignedRequestInvalidSignature",
    );
  });

  it("refuses a number that is not the next", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    const { ada } = accounts;
    const signature = await sign(ada, membership, "Join", {
      account: ada.address,
      inviter: ZeroAddress,
      nonce: 1n,
      deadline: NEVER,
    });
    await expect(membership.joinFor(ada, NEVER, signature)).to.be.revertedWithCustomError(
      membership,
      "SignedRequestInvalidSignature",
    );
  });

  it("refuses a deadline that was not signed", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    const { ada } = accounts;
    const signature = await sign(ada, membership, "Join", {
      account: ada.address,
      inviter: ZeroAddress,
      nonce: 0n,
      deadline: NEVER - 1n,
    });
    await expect(membership.joinFor(ada, NEVER, signature)).to.be.revertedWithCustomError(
      membership,
      "SignedRequestInvalidSignature",
    );
  });

  it("needs an invitation where entry is by invitation", async () => {
    const { membership, accounts } = await loadFixture(inviteCommunity);
    const { ada } = accounts;
    const signature = await sign(ada, membership, "Join", {
      account: ada.address,
      inviter: ZeroAddress,
      nonce: 0n,
      deadline: NEVER,
    });
    await expect(membership.joinFor(ada, NEVER, signature)).to.be.revertedWithCustomError(
      membership,
      "MembershipInviteRequired",
    );
  });
});

describe("Membership › setEntryPolicy", () => {
  it("closes and opens the door, and says both policies", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    const { ada, operator } = accounts;
    expect(await membership.entryPolicy()).to.equal(0n);
    await expect(membership.connect(operator).setEntryPolicy(1n))
      .to.emit(membership, "EntryPolicyUpdated")
      .withArgs(0n, 1n);
    expect(await membership.entryPolicy()).to.equal(1n);
    await expect(membership.connect(ada).join()).to.be.revertedWithCustomError(
      membership,
      "MembershipInviteRequired",
    );
    await expect(membership.connect(operator).setEntryPolicy(0n))
      .to.emit(membership, "EntryPolicyUpdated")
      .withArgs(1n, 0n);
    await membership.connect(ada).join();
  });

  it("refuses a stranger, and a policy that is none", async () => {
    const { membership, accounts } = await loadFixture(plainCommunity);
    await expect(membership.connect(accounts.stranger).setEntryPolicy(1n))
      .to.be.revertedWithCustomError(membership, "AccessManagedUnauthorized")
      .withArgs(accounts.stranger.address);
    await expect(membership.connect(accounts.operator).setEntryPolicy(3n)).to.revert(ethers);
  });

  it("is set at deployment and said in an event", async () => {
    const { membership } = await loadFixture(inviteCommunity);
    expect(await membership.entryPolicy()).to.equal(1n);
    const [said] = await membership.queryFilter(membership.filters.EntryPolicyUpdated());
    expect(said?.args).to.deep.equal([0n, 1n]);
  });
});
