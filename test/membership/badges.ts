import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ethers, impersonate, networkHelpers } from "../helpers/chain.ts";
import { join, NEVER } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";
import { badgeKinds, createBadge, roomStage, type RoomStage } from "./stage.ts";

const { loadFixture } = networkHelpers;

/** Fixture: ada has badge 1, which is revocable; ben has badge 2, which is for good. */
async function badgeStage() {
  const stage = await roomStage();
  const { badges, accounts, adaId, benId } = stage;
  await createBadge(stage);
  await createBadge(stage, { kind: badgeKinds.achievement, revocable: false });
  const asOperator = badges.connect(accounts.operator);
  await asOperator.issue(1n, [adaId]);
  await asOperator.issue(2n, [benId]);
  return { ...stage, asOperator };
}

async function renounceArgs({ badges, accounts }: RoomStage, changes: object = {}) {
  const request = { account: accounts.ada.address, badgeId: 1n, nonce: 0n, deadline: NEVER, ...changes };
  return [request, await sign(accounts.ada, badges, "BadgeRenounce", request)] as const;
}

describe("Badges › creating", () => {
  it("numbers badges from 1 and tells what was said of them", async () => {
    const { badges, campaigns, accounts } = await loadFixture(roomStage);
    const terms = { kind: badgeKinds.coCreator, revocable: true, issuer: await campaigns.getAddress() };
    await expect(badges.connect(accounts.operator).createBadge(terms, "data:,first"))
      .to.emit(badges, "BadgeCreated")
      .withArgs(1n, Object.values(terms), "data:,first")
      .and.to.emit(badges, "Locked")
      .withArgs(1n)
      .and.to.emit(badges, "URI")
      .withArgs("data:,first", 1n);
    expect(await badges.badgeOf(1n)).to.deep.equal([...Object.values(terms), 0n]);
    expect(await badges.uri(1n)).to.equal("data:,first");
    expect(await badges.badgeCount()).to.equal(1n);
  });

  it("knows nothing of a badge that is none", async () => {
    const { badges, asOperator, adaId } = await loadFixture(badgeStage);
    const asks = [
      (none: bigint) => badges.badgeOf(none),
      (none: bigint) => badges.supplyOf(none),
      (none: bigint) => asOperator.issue(none, [adaId]),
      (none: bigint) => asOperator.revoke(none, adaId, ""),
      (none: bigint) => asOperator.setBadgeURI(none, ""),
      (none: bigint) => asOperator.setBadgeIssuer(none, ZeroAddress),
    ];
    for (const none of [0n, 3n]) {
      for (const ask of asks) {
        await expect(ask(none)).to.be.revertedWithCustomError(badges, "BadgesUnknownBadge").withArgs(none);
      }
      expect(await badges.hasBadge(none, adaId)).to.equal(false);
    }
  });

  it("refuses an issuer that is a wallet", async () => {
    const { badges, accounts, asOperator } = await loadFixture(badgeStage);
    const issuer = accounts.stranger.address;
    for (const attempt of [
      asOperator.createBadge({ kind: 0n, revocable: false, issuer }, ""),
      asOperator.setBadgeIssuer(1n, issuer),
    ]) {
      await expect(attempt).to.be.revertedWithCustomError(badges, "BadgesIssuerNotContract").withArgs(issuer);
    }
  });

  it("changes name and picture", async () => {
    const { badges, asOperator } = await loadFixture(badgeStage);
    await expect(asOperator.setBadgeURI(1n, "data:,new")).to.emit(badges, "URI").withArgs("data:,new", 1n);
    expect(await badges.uri(1n)).to.equal("data:,new");
    expect(await badges.uri(2n)).to.equal("data:,badge");
  });
});

describe("Badges › issuing", () => {
  it("gives a badge to many at once, passing over who has it", async () => {
    const { badges, accounts, asOperator, adaId, benId, cleoId } = await loadFixture(badgeStage);
    const { operator, ada, ben, cleo } = accounts;
    const sent = asOperator.issue(1n, [benId, adaId, cleoId, benId]);
    await expect(sent).to.emit(badges, "BadgeIssued").withArgs(1n, benId);
    await expect(sent).to.emit(badges, "BadgeIssued").withArgs(1n, cleoId);
    for (const to of [ben, cleo]) {
      await expect(sent)
        .to.emit(badges, "TransferSingle")
        .withArgs(operator.address, ZeroAddress, to.address, 1n, 1n);
    }
    const receipt = await (await sent).wait();
    expect(receipt?.logs).to.have.length(4);
    expect(await badges.balanceOfBatch([ada, ben, cleo], [1n, 1n, 1n])).to.deep.equal([1n, 1n, 1n]);
    expect(await badges.supplyOf(1n)).to.equal(3n);
  });

  it("does nothing for nobody, and nothing twice", async () => {
    const { badges, asOperator, adaId } = await loadFixture(badgeStage);
    for (const memberIds of [[], [adaId]]) {
      const receipt = await (await asOperator.issue(1n, memberIds)).wait();
      expect(receipt?.logs).to.have.length(0);
    }
    expect(await badges.supplyOf(1n)).to.equal(1n);
  });

  it("refuses a number no member ever had, and gives nothing to the others of the batch", async () => {
    const { badges, asOperator, benId, cleoId } = await loadFixture(badgeStage);
    for (const none of [0n, cleoId + 1n, ethers.MaxUint256]) {
      await expect(asOperator.issue(1n, [benId, none]))
        .to.be.revertedWithCustomError(badges, "BadgesUnknownMember")
        .withArgs(none);
    }
    expect(await badges.hasBadge(1n, benId)).to.equal(false);
  });

  it("gives a badge to a member who has left, to be seen after coming back", async () => {
    const { badges, membership, accounts, asOperator, cleoId } = await loadFixture(badgeStage);
    const { cleo } = accounts;
    await membership.connect(cleo).leave();
    await asOperator.issue(1n, [cleoId]);
    expect(await badges.balanceOf(cleo, 1n)).to.equal(0n);
    await membership.connect(cleo).join();
    expect(await badges.balanceOf(cleo, 1n)).to.equal(1n);
  });

  it("gives a badge to a wallet that is a contract, without asking it", async () => {
    const { badges, membership, accounts, asOperator } = await loadFixture(badgeStage);
    const wallet = await ethers.deployContract("ERC1271Wallet", [accounts.gus]);
    const asWallet = await impersonate(await wallet.getAddress());
    const [memberId = 0n] = await join({ membership }, asWallet);
    await asOperator.issue(1n, [memberId]);
    expect(await badges.balanceOf(wallet, 1n)).to.equal(1n);
  });

  it("is also for the contract that was named, for that badge alone and for as long as it is", async () => {
    const stage = await loadFixture(badgeStage);
    const { badges, campaigns, asOperator, cleoId } = stage;
    const issuer = await campaigns.getAddress();
    const asCampaigns = badges.connect(await impersonate(issuer));
    await expect(asCampaigns.issue(1n, [cleoId]))
      .to.be.revertedWithCustomError(badges, "AccessManagedUnauthorized")
      .withArgs(issuer);
    await expect(asOperator.setBadgeIssuer(1n, issuer))
      .to.emit(badges, "BadgeIssuerUpdated")
      .withArgs(1n, ZeroAddress, issuer);
    await asCampaigns.issue(1n, [cleoId]);
    expect(await badges.hasBadge(1n, cleoId)).to.equal(true);
    await expect(asCampaigns.issue(2n, [cleoId])).to.be.revertedWithCustomError(
      badges,
      "AccessManagedUnauthorized",
    );
    await asOperator.setBadgeIssuer(1n, ZeroAddress);
    await expect(asCampaigns.issue(1n, [])).to.be.revertedWithCustomError(
      badges,
      "AccessManagedUnauthorized",
    );
  });

  it("is not for members, stewards of nothing, nor the holder", async () => {
    const { badges, accounts, cleoId } = await loadFixture(badgeStage);
    for (const person of [accounts.ada, accounts.attester, accounts.door, accounts.stranger]) {
      await expect(badges.connect(person).issue(1n, [cleoId]))
        .to.be.revertedWithCustomError(badges, "AccessManagedUnauthorized")
        .withArgs(person.address);
    }
  });
});

describe("Badges › revoking", () => {
  it("takes a revocable badge away, with a reason", async () => {
    const { badges, accounts, asOperator, adaId } = await loadFixture(badgeStage);
    const { operator, ada } = accounts;
    await expect(asOperator.revoke(1n, adaId, "moved on"))
      .to.emit(badges, "BadgeRevoked")
      .withArgs(1n, adaId, "moved on")
      .and.to.emit(badges, "TransferSingle")
      .withArgs(operator.address, ada.address, ZeroAddress, 1n, 1n);
    expect(await badges.balanceOf(ada, 1n)).to.equal(0n);
    expect(await badges.supplyOf(1n)).to.equal(0n);
    await expect(asOperator.revoke(1n, adaId, ""))
      .to.be.revertedWithCustomError(badges, "BadgesNotHeld")
      .withArgs(1n, adaId);
  });

  it("can't take away what was declared for good", async () => {
    const { badges, asOperator, benId } = await loadFixture(badgeStage);
    await expect(asOperator.revoke(2n, benId, ""))
      .to.be.revertedWithCustomError(badges, "BadgesNotRevocable")
      .withArgs(2n);
    expect(await badges.hasBadge(2n, benId)).to.equal(true);
  });

  it("takes a reason of 1,024 bytes and no more", async () => {
    const { badges, asOperator, adaId } = await loadFixture(badgeStage);
    await expect(asOperator.revoke(1n, adaId, "x".repeat(1_025)))
      .to.be.revertedWithCustomError(badges, "BadgesReasonTooLong")
      .withArgs(1_025n, 1_024n);
    await asOperator.revoke(1n, adaId, "x".repeat(1_024));
  });

  it("reaches members who have left, and the badge can be given again", async () => {
    const { badges, membership, accounts, asOperator, adaId } = await loadFixture(badgeStage);
    await membership.connect(accounts.ada).leave();
    await asOperator.revoke(1n, adaId, "");
    await membership.connect(accounts.ada).join();
    expect(await badges.balanceOf(accounts.ada, 1n)).to.equal(0n);
    await asOperator.issue(1n, [adaId]);
    expect(await badges.balanceOf(accounts.ada, 1n)).to.equal(1n);
  });
});

describe("Badges › renouncing", () => {
  it("gives up any badge one has, also one that is for good", async () => {
    const { badges, accounts, benId } = await loadFixture(badgeStage);
    const { ben } = accounts;
    await expect(badges.connect(ben).renounce(2n))
      .to.emit(badges, "BadgeRenounced")
      .withArgs(2n, benId)
      .and.to.emit(badges, "TransferSingle")
      .withArgs(ben.address, ben.address, ZeroAddress, 2n, 1n);
    expect(await badges.hasBadge(2n, benId)).to.equal(false);
    expect(await badges.supplyOf(2n)).to.equal(0n);
  });

  it("is for holders who are members", async () => {
    const { badges, membership, accounts, benId } = await loadFixture(badgeStage);
    const { ada, ben, stranger } = accounts;
    await expect(badges.connect(ben).renounce(1n))
      .to.be.revertedWithCustomError(badges, "BadgesNotHeld")
      .withArgs(1n, benId);
    await membership.connect(ada).leave();
    for (const person of [ada, stranger]) {
      await expect(badges.connect(person).renounce(1n))
        .to.be.revertedWithCustomError(badges, "BadgesNotMember")
        .withArgs(person.address);
    }
  });

  it("works for a member who has signed, once: not again after the badge was given back", async () => {
    const stage = await loadFixture(badgeStage);
    const { badges, accounts, asOperator, adaId } = stage;
    const [request, signature] = await renounceArgs(stage);
    await expect(badges.connect(accounts.relayer).renounceFor(request, signature))
      .to.emit(badges, "BadgeRenounced")
      .withArgs(1n, adaId)
      .and.to.emit(badges, "TransferSingle")
      .withArgs(accounts.relayer.address, accounts.ada.address, ZeroAddress, 1n, 1n);
    await asOperator.issue(1n, [adaId]);
    await expect(badges.renounceFor(request, signature))
      .to.be.revertedWithCustomError(badges, "InvalidAccountNonce")
      .withArgs(accounts.ada.address, 1n);
    expect(await badges.hasBadge(1n, adaId)).to.equal(true);
  });

  it("takes requests in any order under keys of their own", async () => {
    const stage = await loadFixture(badgeStage);
    const { badges, asOperator, adaId } = stage;
    for (const key of [7n, 0n, 2n]) {
      await asOperator.issue(1n, [adaId]);
      await badges.renounceFor(...(await renounceArgs(stage, { nonce: key << 64n })));
    }
  });
});
