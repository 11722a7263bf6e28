import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ethers, impersonate, networkHelpers } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { join } from "../helpers/members.ts";
import { lostWallet, recovered } from "./recoveryStage.ts";

const { loadFixture } = networkHelpers;

/** Fixture: a membership that does not know yet who may move cards. */
async function unwiredMembership() {
  const { manager, token, card, recovery, accounts } = await plainCommunity();
  const membership = await ethers.deployContract("Membership", [
    manager,
    token,
    card,
    "Unwired",
    "UNW",
    0n,
    [{ name: "Newcomer", threshold: 0n, units: 1n, rights: 0n }],
    "ipfs://membership",
  ]);
  return { membership: membership.connect(accounts.admin), manager, recovery, accounts };
}

describe("Membership › wire", () => {
  it("leaves what the contract says of itself (ERC-7572) as it was deployed", async () => {
    const { membership } = await loadFixture(unwiredMembership);
    expect(await membership.contractURI()).to.equal("ipfs://membership");
  });

  it("names who may move memberships, once", async () => {
    const { membership, recovery, accounts } = await loadFixture(unwiredMembership);
    expect(await membership.recovery()).to.equal(ZeroAddress);
    await expect(membership.wire(recovery))
      .to.emit(membership, "Wired")
      .withArgs(await recovery.getAddress());
    expect(await membership.recovery()).to.equal(await recovery.getAddress());
    await expect(membership.wire(accounts.admin)).to.be.revertedWithCustomError(
      membership,
      "MembershipAlreadyWired",
    );
  });

  it("refuses nobody, and as long as nobody is named nobody moves anything", async () => {
    const { membership, accounts } = await loadFixture(unwiredMembership);
    await expect(membership.wire(ZeroAddress)).to.be.revertedWithCustomError(
      membership,
      "MembershipZeroAddress",
    );
    await membership.connect(accounts.ada).join();
    await expect(membership.rebind(1n, accounts.ben))
      .to.be.revertedWithCustomError(membership, "MembershipUnauthorized")
      .withArgs(accounts.admin.address);
  });
});

describe("Membership › rebind", () => {
  /** Even the contract that is trusted with it can't do harm: here it is asked for what it would never ask itself. */
  async function asRecovery(fixture: typeof lostWallet) {
    const community = await loadFixture(fixture);
    const trusted = await impersonate(await community.recovery.getAddress());
    return { ...community, membership: community.membership.connect(trusted) };
  }

  it("never goes to a member, a former member, somebody suspended, or nobody", async () => {
    const { membership, accounts } = await asRecovery(lostWallet);
    const { ben, cleo, dan, operator } = accounts;
    const [danId = 0n] = await join({ membership }, dan);
    await membership.connect(dan).leave();
    const cleoId = await membership.memberOf(cleo);
    await membership.connect(operator).suspend(cleoId, 2n ** 35n, "");
    for (const account of [ben.address, cleo.address, dan.address, ZeroAddress]) {
      await expect(membership.rebind(1n, account))
        .to.be.revertedWithCustomError(membership, "MembershipAccountUsed")
        .withArgs(account);
    }
    expect((await membership.walletOf(danId)).account).to.equal(dan.address);
  });

  it("never goes back to an account it came from", async () => {
    const { membership, accounts } = await asRecovery(recovered);
    await expect(membership.rebind(1n, accounts.ada))
      .to.be.revertedWithCustomError(membership, "MembershipAccountUsed")
      .withArgs(accounts.ada.address);
  });

  it("moves no card that is not there", async () => {
    const { membership, accounts } = await asRecovery(lostWallet);
    await membership.connect(accounts.ben).leave();
    for (const memberId of [0n, 2n, 99n]) {
      await expect(membership.rebind(memberId, accounts.stranger))
        .to.be.revertedWithCustomError(membership, "MembershipUnknownMember")
        .withArgs(memberId);
    }
  });
});

describe("Recovery › deployment", () => {
  it("refuses to do without a wait", async () => {
    const { manager, membership, recovery } = await loadFixture(plainCommunity);
    await expect(ethers.deployContract("Recovery", [manager, membership, 0n])).to.be.revertedWithCustomError(
      recovery,
      "RecoveryZeroDelay",
    );
    const shortest = await ethers.deployContract("Recovery", [manager, membership, 1n]);
    expect(await shortest.delay()).to.equal(1n);
    expect(await shortest.membership()).to.equal(await membership.getAddress());
  });
});
