import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { networkHelpers } from "../helpers/chain.ts";
import { closedLoopToken, openToken, packMints } from "../helpers/tokens.ts";

const { loadFixture } = networkHelpers;

/** Fixture: ada has earned 100 and keeps 30 of them; 50 lie in the store, 20 with the deposits. */
async function spentHolder() {
  const stage = await closedLoopToken();
  const { ada, ben } = stage.community.accounts;
  await stage.token.connect(stage.minter).mint(ada, 100n);
  await stage.token.connect(stage.store).escrow(ada, 50n);
  await stage.token.connect(stage.deposits).escrow(ada, 20n);
  return { ...stage, ada, ben };
}

/** Fixture: and 80 were revoked of the 100, so that she owes 50. */
async function debtor() {
  const stage = await spentHolder();
  await stage.token.connect(stage.minter).revoke(stage.ada, 80n);
  return stage;
}

describe("RewardToken › revoke", () => {
  it("burns what is still there, and standing falls by as much", async () => {
    const { token, minter, ada } = await loadFixture(spentHolder);
    const sent = token.connect(minter).revoke(ada, 30n);
    await expect(sent).to.emit(token, "Transfer").withArgs(ada.address, ZeroAddress, 30n);
    await expect(sent).to.emit(token, "Revoked").withArgs(ada.address, 30n, 30n, 0n);
    expect(await token.balanceOf(ada)).to.equal(0n);
    expect(await token.earned(ada)).to.equal(70n);
    expect(await token.debtOf(ada)).to.equal(0n);
    expect(await token.totalRevoked()).to.equal(30n);
    expect(await token.totalBurned()).to.equal(30n);
    expect(await token.totalEarned()).to.equal(100n);
    expect(await token.totalSupply()).to.equal(70n);
  });

  it("records what is not there any more as debt", async () => {
    const { token, minter, ada } = await loadFixture(spentHolder);
    await expect(token.connect(minter).revoke(ada, 31n))
      .to.emit(token, "Revoked")
      .withArgs(ada.address, 31n, 30n, 1n);
    expect(await token.debtOf(ada)).to.equal(1n);
    expect(await token.earned(ada)).to.equal(69n);
    await expect(token.connect(minter).revoke(ada, 69n))
      .to.emit(token, "Revoked")
      .withArgs(ada.address, 69n, 0n, 70n);
    expect(await token.debtOf(ada)).to.equal(70n);
    expect(await token.earned(ada)).to.equal(0n);
  });

  it("takes no more than was earned", async () => {
    const { token, minter, ada, ben } = await loadFixture(spentHolder);
    await expect(token.connect(minter).revoke(ada, 101n))
      .to.be.revertedWithCustomError(token, "RewardTokenRevocationExceedsStanding")
      .withArgs(ada.address, 101n, 100n);
    await expect(token.connect(minter).revoke(ben, 1n))
      .to.be.revertedWithCustomError(token, "RewardTokenRevocationExceedsStanding")
      .withArgs(ben.address, 1n, 0n);
    await token.connect(minter).revoke(ada, 100n);
  });

  it("is for the campaigns contract alone", async () => {
    const { token, store, deposits, membership, ada, community } = await loadFixture(spentHolder);
    const { admin, operator, attester } = community.accounts;
    for (const caller of [store, deposits, membership, ada, admin, operator, attester]) {
      await expect(token.connect(caller).revoke(ada, 1n))
        .to.be.revertedWithCustomError(token, "RewardTokenUnauthorized")
        .withArgs(caller.address);
    }
  });
});

describe("RewardToken › debt", () => {
  it("is repaid first out of what is earned", async () => {
    const { token, minter, ada } = await loadFixture(debtor);
    const sent = token.connect(minter).mint(ada, 49n);
    await expect(sent).to.emit(token, "Transfer").withArgs(ZeroAddress, ada.address, 49n);
    await expect(sent).to.emit(token, "Transfer").withArgs(ada.address, ZeroAddress, 49n);
    await expect(sent).to.emit(token, "DebtRepaid").withArgs(ada.address, 49n, 1n);
    expect(await token.balanceOf(ada)).to.equal(0n);
    expect(await token.earned(ada)).to.equal(69n);

    await expect(token.connect(minter).mintBatch(packMints([ada, ada], [2n, 3n])))
      .to.emit(token, "DebtRepaid")
      .withArgs(ada.address, 1n, 0n);
    expect(await token.balanceOf(ada)).to.equal(4n);
    expect(await token.debtOf(ada)).to.equal(0n);
    await expect(token.connect(minter).mint(ada, 1n)).not.to.emit(token, "DebtRepaid");
    expect(await token.totalEarned()).to.equal(155n);
    expect(await token.totalSupply()).to.equal(75n);
  });

  it("is repaid out of what store and deposits give back", async () => {
    const { token, store, deposits, ada } = await loadFixture(debtor);
    await expect(token.connect(deposits).transfer(ada, 20n))
      .to.emit(token, "DebtRepaid")
      .withArgs(ada.address, 20n, 30n);
    await expect(token.connect(store).transfer(ada, 50n))
      .to.emit(token, "DebtRepaid")
      .withArgs(ada.address, 30n, 0n);
    expect(await token.balanceOf(ada)).to.equal(20n);
    expect(await token.totalSupply()).to.equal(20n);
  });

  it("is not repaid out of what others send", async () => {
    const { token, minter, community } = await loadFixture(openToken);
    const { ada, ben } = community.accounts;
    await token.connect(minter).mintBatch(packMints([ada, ben], [10n, 10n]));
    await token.connect(ada).transfer(ben, 10n);
    await token.connect(minter).revoke(ada, 4n);
    await token.connect(ben).transfer(ada, 3n);
    expect(await token.balanceOf(ada)).to.equal(3n);
    expect(await token.debtOf(ada)).to.equal(4n);
  });

  it("counts against the emission like any other earning", async () => {
    const { token, minter, ada } = await loadFixture(debtor);
    const before = (await token.emission()).minted;
    await token.connect(minter).mint(ada, 10n);
    expect((await token.emission()).minted).to.equal(before + 10n);
  });
});
