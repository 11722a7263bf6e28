import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { networkHelpers } from "../helpers/chain.ts";
import { closedLoopToken, packMints } from "../helpers/tokens.ts";

const { loadFixture } = networkHelpers;

/** Fixture: ada has earned 100, of which 60 lie in the store. */
async function holder() {
  const stage = await closedLoopToken();
  const { ada, ben } = stage.community.accounts;
  await stage.token.connect(stage.minter).mint(ada, 100n);
  await stage.token.connect(stage.store).escrow(ada, 60n);
  return { ...stage, ada, ben };
}

describe("RewardToken › rebind", () => {
  it("moves balance and standing to the new wallet, even in a closed loop", async () => {
    const { token, membership, ada, ben } = await loadFixture(holder);
    const sent = token.connect(membership).rebind(ada, ben);
    await expect(sent).to.emit(token, "Transfer").withArgs(ada.address, ben.address, 40n);
    await expect(sent).to.emit(token, "Rebound").withArgs(ada.address, ben.address, 40n, 100n, 0n);
    expect(await token.balanceOf(ada)).to.equal(0n);
    expect(await token.earned(ada)).to.equal(0n);
    expect(await token.balanceOf(ben)).to.equal(40n);
    expect(await token.earned(ben)).to.equal(100n);
    expect(await token.totalSupply()).to.equal(100n);
  });

  it("moves debt, which is still repaid first", async () => {
    const { token, minter, membership, ada, ben } = await loadFixture(holder);
    await token.connect(minter).revoke(ada, 70n);
    await expect(token.connect(membership).rebind(ada, ben))
      .to.emit(token, "Rebound")
      .withArgs(ada.address, ben.address, 0n, 30n, 30n);
    expect(await token.debtOf(ada)).to.equal(0n);
    expect(await token.debtOf(ben)).to.equal(30n);
    await token.connect(minter).mintBatch(packMints([ada, ben], [5n, 5n]));
    expect(await token.balanceOf(ada)).to.equal(5n);
    expect(await token.balanceOf(ben)).to.equal(0n);
    expect(await token.debtOf(ben)).to.equal(25n);
  });

  it("adds to what the new wallet has", async () => {
    const { token, minter, membership, ada, ben } = await loadFixture(holder);
    await token.connect(minter).mint(ben, 7n);
    await token.connect(membership).rebind(ada, ben);
    expect(await token.balanceOf(ben)).to.equal(47n);
    expect(await token.earned(ben)).to.equal(107n);
  });

  it("leaves allowances with the old wallet, worth nothing", async () => {
    const { token, membership, ada, ben, store } = await loadFixture(holder);
    await token.connect(ada).approve(store, 40n);
    await token.connect(membership).rebind(ada, ben);
    expect(await token.allowance(ada, store)).to.equal(40n);
    expect(await token.allowance(ben, store)).to.equal(0n);
    await expect(token.connect(store).transferFrom(ada, store, 1n))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
      .withArgs(ada.address, 0n, 1n);
  });

  it("changes nothing where both are the same", async () => {
    const { token, minter, membership, ada } = await loadFixture(holder);
    await token.connect(minter).revoke(ada, 70n);
    await token.connect(membership).rebind(ada, ada);
    expect(await token.earned(ada)).to.equal(30n);
    expect(await token.debtOf(ada)).to.equal(30n);
  });

  it("refuses nobody as the new wallet", async () => {
    const { token, membership, ada } = await loadFixture(holder);
    await expect(token.connect(membership).rebind(ada, ZeroAddress))
      .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
      .withArgs(ZeroAddress);
  });

  it("is for the membership alone", async () => {
    const { token, minter, store, deposits, ada, ben, community } = await loadFixture(holder);
    const { admin, operator } = community.accounts;
    for (const caller of [minter, store, deposits, ada, admin, operator]) {
      await expect(token.connect(caller).rebind(ada, ben))
        .to.be.revertedWithCustomError(token, "RewardTokenUnauthorized")
        .withArgs(caller.address);
    }
  });
});
