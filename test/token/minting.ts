import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { at, DAY, networkHelpers, now } from "../helpers/chain.ts";
import { cappedToken, closedLoopToken, packMints } from "../helpers/tokens.ts";

const { loadFixture } = networkHelpers;
const UINT96_MAX = 2n ** 96n - 1n;

describe("RewardToken › mint", () => {
  it("raises balance, standing, supply and emission by the same amount", async () => {
    const { token, minter, community } = await loadFixture(closedLoopToken);
    const { ada } = community.accounts;
    await expect(token.connect(minter).mint(ada, 70n))
      .to.emit(token, "Transfer")
      .withArgs(ZeroAddress, ada.address, 70n);
    expect(await token.balanceOf(ada)).to.equal(70n);
    expect(await token.earned(ada)).to.equal(70n);
    expect(await token.totalSupply()).to.equal(70n);
    expect(await token.totalEarned()).to.equal(70n);
    expect((await token.emission()).minted).to.equal(70n);
  });

  it("answers with everything the account has ever earned, what was spent included", async () => {
    const { token, minter, community } = await loadFixture(closedLoopToken);
    const { ada } = community.accounts;
    await token.connect(minter).mint(ada, 70n);
    await token.connect(ada).burn(50n);
    expect(await token.connect(minter).mint.staticCall(ada, 5n)).to.equal(75n);
    await token.connect(minter).mint(ada, 5n);
    expect(await token.balanceOf(ada)).to.equal(25n);
    expect(await token.earned(ada)).to.equal(75n);
  });

  it("mints nothing as nothing", async () => {
    const { token, minter, community } = await loadFixture(closedLoopToken);
    const { ada } = community.accounts;
    await expect(token.connect(minter).mint(ada, 0n))
      .to.emit(token, "Transfer")
      .withArgs(ZeroAddress, ada.address, 0n);
    expect(await token.totalSupply()).to.equal(0n);
  });

  it("refuses everybody but the campaigns contract", async () => {
    const { token, store, community } = await loadFixture(closedLoopToken);
    const { admin, operator, attester, stranger } = community.accounts;
    for (const caller of [admin, operator, attester, stranger, store]) {
      await expect(token.connect(caller).mint(caller, 1n))
        .to.be.revertedWithCustomError(token, "RewardTokenUnauthorized")
        .withArgs(caller.address);
    }
  });

  it("refuses to mint to nobody", async () => {
    const { token, minter } = await loadFixture(closedLoopToken);
    await expect(token.connect(minter).mint(ZeroAddress, 1n))
      .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
      .withArgs(ZeroAddress);
  });
});

describe("RewardToken › mintBatch", () => {
  it("pays each account its amount, one account twice too", async () => {
    const { token, minter, community } = await loadFixture(closedLoopToken);
    const { ada, ben } = community.accounts;
    const batch = packMints([ada, ben, ada], [1n, 20n, 300n]);
    expect(await token.connect(minter).mintBatch.staticCall(batch)).to.deep.equal([1n, 20n, 301n]);
    const payment = token.connect(minter).mintBatch(batch);
    await expect(payment).to.emit(token, "Transfer").withArgs(ZeroAddress, ada.address, 1n);
    await expect(payment).to.emit(token, "Transfer").withArgs(ZeroAddress, ben.address, 20n);
    await expect(payment).to.emit(token, "Transfer").withArgs(ZeroAddress, ada.address, 300n);
    expect(await token.balanceOf(ada)).to.equal(301n);
    expect(await token.earned(ada)).to.equal(301n);
    expect(await token.balanceOf(ben)).to.equal(20n);
    expect(await token.totalSupply()).to.equal(321n);
    expect(await token.totalEarned()).to.equal(321n);
    expect((await token.emission()).minted).to.equal(321n);
  });

  it("accepts an empty list", async () => {
    const { token, minter } = await loadFixture(closedLoopToken);
    expect(await token.connect(minter).mintBatch.staticCall([])).to.deep.equal([]);
    await token.connect(minter).mintBatch([]);
    expect(await token.totalSupply()).to.equal(0n);
  });

  it("pays all or nobody", async () => {
    const { token, minter, community } = await loadFixture(closedLoopToken);
    const { ada } = community.accounts;
    await expect(token.connect(minter).mintBatch(packMints([ada, ZeroAddress], [1n, 2n])))
      .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
      .withArgs(ZeroAddress);
    expect(await token.balanceOf(ada)).to.equal(0n);
  });

  it("refuses everybody but the campaigns contract", async () => {
    const { token, store, community } = await loadFixture(closedLoopToken);
    const { admin, operator, attester, stranger } = community.accounts;
    for (const caller of [admin, operator, attester, stranger, store]) {
      await expect(token.connect(caller).mintBatch([]))
        .to.be.revertedWithCustomError(token, "RewardTokenUnauthorized")
        .withArgs(caller.address);
    }
  });

  it("refuses amounts beyond the emission, the greatest included", async () => {
    const { token, minter, community } = await loadFixture(closedLoopToken);
    const { ada, ben } = community.accounts;
    await expect(token.connect(minter).mintBatch(packMints([ada, ben], [UINT96_MAX, UINT96_MAX])))
      .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
      .withArgs(2n * UINT96_MAX, parseEther("1000000"));
  });
});

describe("RewardToken › emission", () => {
  const cap = parseEther("600");

  it("allows exactly the cap in an epoch, and not one unit more", async () => {
    const { token, minter, community } = await loadFixture(cappedToken);
    const { ada } = community.accounts;
    await expect(token.connect(minter).mint(ada, cap + 1n))
      .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
      .withArgs(cap + 1n, cap);
    await token.connect(minter).mint(ada, cap - 1n);
    await expect(token.connect(minter).mint(ada, 2n))
      .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
      .withArgs(2n, 1n);
    await token.connect(minter).mint(ada, 1n);
    await expect(token.connect(minter).mint(ada, 1n))
      .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
      .withArgs(1n, 0n);
    await token.connect(minter).mint(ada, 0n);
  });

  it("holds a batch against the cap as a whole", async () => {
    const { token, minter, community } = await loadFixture(cappedToken);
    const { ada, ben } = community.accounts;
    await expect(token.connect(minter).mintBatch(packMints([ada, ben], [cap, 1n])))
      .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
      .withArgs(cap + 1n, cap);
    await token.connect(minter).mintBatch(packMints([ada, ben], [cap - 1n, 1n]));
  });

  it("starts anew in the first second of the next epoch, and not before", async () => {
    const { token, minter, community } = await loadFixture(cappedToken);
    const { ada } = community.accounts;
    const epoch = Math.floor((await now()) / DAY) + 1;
    await at(epoch * DAY);
    await token.connect(minter).mint(ada, parseEther("500"));
    expect(await token.emission()).to.deep.equal([BigInt(epoch), parseEther("500"), cap]);
    await at((epoch + 1) * DAY - 1);
    await expect(token.connect(minter).mint(ada, parseEther("101")))
      .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
      .withArgs(parseEther("101"), parseEther("100"));
    await at((epoch + 1) * DAY);
    await token.connect(minter).mint(ada, parseEther("101"));
    expect(await token.emission()).to.deep.equal([BigInt(epoch + 1), parseEther("101"), cap]);
  });

  it("reads as zero in a new epoch before anything is minted in it", async () => {
    const { token, minter, community } = await loadFixture(cappedToken);
    await token.connect(minter).mint(community.accounts.ada, 5n);
    await networkHelpers.time.increase(DAY);
    expect((await token.emission()).minted).to.equal(0n);
  });

  it("refuses everything once the cap is lowered under what the epoch has minted", async () => {
    const { token, minter, community } = await loadFixture(cappedToken);
    const { ada, admin } = community.accounts;
    await token.connect(minter).mint(ada, 100n);
    await token.connect(admin).setEmissionCap(99n);
    await expect(token.connect(minter).mint(ada, 1n))
      .to.be.revertedWithCustomError(token, "RewardTokenEmissionExceeded")
      .withArgs(1n, 0n);
    await token.connect(admin).setEmissionCap(101n);
    await token.connect(minter).mint(ada, 1n);
  });

  it("holds for a supply as large as the slot, and refuses one more", async () => {
    const { token, minter, community } = await loadFixture(closedLoopToken);
    const { ada, ben, admin } = community.accounts;
    await token.connect(admin).setEmissionCap(UINT96_MAX);
    await token.connect(minter).mint(ada, UINT96_MAX);
    await networkHelpers.time.increase(7 * DAY);
    await expect(token.connect(minter).mint(ben, 1n))
      .to.be.revertedWithCustomError(token, "SafeCastOverflowedUintDowncast")
      .withArgs(96n, UINT96_MAX + 1n);
    await token.connect(ada).burn(1n);
    await token.connect(minter).mint(ben, 1n);
    expect(await token.totalSupply()).to.equal(UINT96_MAX);
    expect(await token.totalEarned()).to.equal(UINT96_MAX + 1n);
  });
});

describe("RewardToken › supply cap", () => {
  it("allows exactly the cap, and not one unit more", async () => {
    const { token, minter, community } = await loadFixture(cappedToken);
    const { ada } = community.accounts;
    await token.connect(minter).mint(ada, parseEther("600"));
    await networkHelpers.time.increase(DAY);
    const left = parseEther("400");
    await expect(token.connect(minter).mint(ada, left + 1n))
      .to.be.revertedWithCustomError(token, "RewardTokenCapExceeded")
      .withArgs(left + 1n, left);
    await token.connect(minter).mint(ada, left);
    await expect(token.connect(minter).mint(ada, 1n))
      .to.be.revertedWithCustomError(token, "RewardTokenCapExceeded")
      .withArgs(1n, 0n);
  });

  it("counts what exists at once: burning makes room again", async () => {
    const { token, minter, community } = await loadFixture(cappedToken);
    const { ada } = community.accounts;
    await token.connect(minter).mint(ada, parseEther("600"));
    await networkHelpers.time.increase(DAY);
    await token.connect(minter).mint(ada, parseEther("400"));
    await token.connect(ada).burn(10n);
    await token.connect(minter).mint(ada, 10n);
    expect(await token.totalSupply()).to.equal(parseEther("1000"));
    expect(await token.totalEarned()).to.equal(parseEther("1000") + 10n);
  });
});

describe("RewardToken › mintable", () => {
  it("is what epoch and supply cap still allow, whichever is less", async () => {
    const { token, minter, community } = await loadFixture(cappedToken);
    const { ada, admin } = community.accounts;
    expect(await token.mintable()).to.equal(parseEther("600"));
    await token.connect(minter).mint(ada, parseEther("500"));
    expect(await token.mintable()).to.equal(parseEther("100"));
    await networkHelpers.time.increase(DAY);
    expect(await token.mintable()).to.equal(parseEther("500"));
    await token.connect(ada).burn(parseEther("200"));
    expect(await token.mintable()).to.equal(parseEther("600"));
    await token.connect(minter).mint(ada, parseEther("300"));
    await token.connect(admin).setEmissionCap(parseEther("299"));
    expect(await token.mintable()).to.equal(0n);
  });

  it("knows the size of the slot where there is no supply cap", async () => {
    const { token, minter, community } = await loadFixture(closedLoopToken);
    const { ada, admin } = community.accounts;
    await token.connect(admin).setEmissionCap(UINT96_MAX);
    await token.connect(minter).mint(ada, 7n);
    await networkHelpers.time.increase(7 * DAY);
    expect(await token.mintable()).to.equal(UINT96_MAX - 7n);
  });
});
