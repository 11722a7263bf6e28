import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import { networkHelpers } from "../helpers/chain.ts";
import { closedLoopToken, openToken } from "../helpers/tokens.ts";

const { loadFixture } = networkHelpers;

async function closedLoopHolder() {
  const stage = await closedLoopToken();
  await stage.token.connect(stage.minter).mint(stage.community.accounts.ada, 100n);
  return { ...stage, ...stage.community.accounts };
}

async function openHolder() {
  const stage = await openToken();
  await stage.token.connect(stage.minter).mint(stage.community.accounts.ada, 100n);
  return { ...stage, ...stage.community.accounts };
}

describe("RewardToken › transfer", () => {
  it("moves tokens where the policy is open, and no standing", async () => {
    const { token, ada, ben } = await loadFixture(openHolder);
    await expect(token.connect(ada).transfer(ben, 30n))
      .to.emit(token, "Transfer")
      .withArgs(ada.address, ben.address, 30n);
    expect(await token.balanceOf(ada)).to.equal(70n);
    expect(await token.balanceOf(ben)).to.equal(30n);
    expect(await token.earned(ada)).to.equal(100n);
    expect(await token.earned(ben)).to.equal(0n);
    expect(await token.totalSupply()).to.equal(100n);
  });

  it("to oneself changes nothing", async () => {
    const { token, ada } = await loadFixture(openHolder);
    await token.connect(ada).transfer(ada, 100n);
    expect(await token.balanceOf(ada)).to.equal(100n);
  });

  it("allows the whole balance, and not one unit more", async () => {
    const { token, ada, ben } = await loadFixture(openHolder);
    await expect(token.connect(ada).transfer(ben, 101n))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
      .withArgs(ada.address, 100n, 101n);
    await token.connect(ada).transfer(ben, 100n);
    expect(await token.balanceOf(ada)).to.equal(0n);
  });

  it("refuses the zero address", async () => {
    const { token, ada } = await loadFixture(openHolder);
    await expect(token.connect(ada).transfer(ZeroAddress, 1n))
      .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
      .withArgs(ZeroAddress);
  });

  it("is refused between members in a closed loop, even of nothing", async () => {
    const { token, ada, ben } = await loadFixture(closedLoopHolder);
    for (const amount of [0n, 1n]) {
      await expect(token.connect(ada).transfer(ben, amount))
        .to.be.revertedWithCustomError(token, "RewardTokenTransferClosed")
        .withArgs(ada.address, ben.address);
    }
  });

  it("is allowed to and from the deposits in a closed loop", async () => {
    const { token, ada, ben, deposits } = await loadFixture(closedLoopHolder);
    await token.connect(ada).transfer(deposits, 40n);
    await token.connect(deposits).transfer(ben, 15n);
    expect(await token.balanceOf(ben)).to.equal(15n);
    expect(await token.balanceOf(deposits)).to.equal(25n);
  });

  it("is allowed to and from the store in a closed loop", async () => {
    const { token, ada, ben, store } = await loadFixture(closedLoopHolder);
    await token.connect(ada).transfer(store, 40n);
    await token.connect(store).transfer(ben, 15n);
    expect(await token.balanceOf(ada)).to.equal(60n);
    expect(await token.balanceOf(store)).to.equal(25n);
    expect(await token.balanceOf(ben)).to.equal(15n);
  });

  it("is refused to the minter in a closed loop", async () => {
    const { token, ada, minter } = await loadFixture(closedLoopHolder);
    await expect(token.connect(ada).transfer(minter, 1n))
      .to.be.revertedWithCustomError(token, "RewardTokenTransferClosed")
      .withArgs(ada.address, minter.address);
  });
});

describe("RewardToken › transferFrom", () => {
  it("moves within an allowance, which it uses up", async () => {
    const { token, ada, ben, cleo } = await loadFixture(openHolder);
    await expect(token.connect(ada).approve(ben, 30n))
      .to.emit(token, "Approval")
      .withArgs(ada.address, ben.address, 30n);
    await token.connect(ben).transferFrom(ada, cleo, 29n);
    expect(await token.allowance(ada, ben)).to.equal(1n);
    await expect(token.connect(ben).transferFrom(ada, cleo, 2n))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
      .withArgs(ben.address, 1n, 2n);
  });

  it("leaves an endless allowance as it is", async () => {
    const { token, ada, ben } = await loadFixture(openHolder);
    await token.connect(ada).approve(ben, MaxUint256);
    await token.connect(ben).transferFrom(ada, ben, 1n);
    expect(await token.allowance(ada, ben)).to.equal(MaxUint256);
  });

  it("is refused in a closed loop, whatever was allowed", async () => {
    const { token, ada, ben } = await loadFixture(closedLoopHolder);
    await token.connect(ada).approve(ben, 30n);
    await expect(token.connect(ben).transferFrom(ada, ben, 1n))
      .to.be.revertedWithCustomError(token, "RewardTokenTransferClosed")
      .withArgs(ada.address, ben.address);
  });

  it("refuses who approves the zero address", async () => {
    const { token, ada } = await loadFixture(openHolder);
    await expect(token.connect(ada).approve(ZeroAddress, 1n))
      .to.be.revertedWithCustomError(token, "ERC20InvalidSpender")
      .withArgs(ZeroAddress);
  });
});

describe("RewardToken › burn", () => {
  it("takes from balance and supply, not from standing", async () => {
    const { token, ada } = await loadFixture(closedLoopHolder);
    await expect(token.connect(ada).burn(30n))
      .to.emit(token, "Transfer")
      .withArgs(ada.address, ZeroAddress, 30n);
    expect(await token.balanceOf(ada)).to.equal(70n);
    expect(await token.totalSupply()).to.equal(70n);
    expect(await token.totalBurned()).to.equal(30n);
    expect(await token.totalEarned()).to.equal(100n);
    expect(await token.earned(ada)).to.equal(100n);
  });

  it("refuses more than there is", async () => {
    const { token, ada } = await loadFixture(closedLoopHolder);
    await expect(token.connect(ada).burn(101n))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
      .withArgs(ada.address, 100n, 101n);
    await token.connect(ada).burn(100n);
  });

  it("from another needs an allowance", async () => {
    const { token, ada, ben } = await loadFixture(closedLoopHolder);
    await expect(token.connect(ben).burnFrom(ada, 1n))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
      .withArgs(ben.address, 0n, 1n);
    await token.connect(ada).approve(ben, 10n);
    await token.connect(ben).burnFrom(ada, 10n);
    expect(await token.allowance(ada, ben)).to.equal(0n);
    expect(await token.totalBurned()).to.equal(10n);
    expect(await token.balanceOf(ada)).to.equal(90n);
  });
});

describe("RewardToken › escrow", () => {
  it("moves tokens to the store without an allowance", async () => {
    const { token, ada, store } = await loadFixture(closedLoopHolder);
    await expect(token.connect(store).escrow(ada, 25n))
      .to.emit(token, "Transfer")
      .withArgs(ada.address, store.address, 25n);
    expect(await token.balanceOf(ada)).to.equal(75n);
    expect(await token.balanceOf(store)).to.equal(25n);
    expect(await token.earned(ada)).to.equal(100n);
    expect(await token.earned(store)).to.equal(0n);
  });

  it("refuses more than the account has", async () => {
    const { token, ada, store } = await loadFixture(closedLoopHolder);
    await expect(token.connect(store).escrow(ada, 101n))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
      .withArgs(ada.address, 100n, 101n);
    await token.connect(store).escrow(ada, 100n);
  });

  it("refuses nobody's tokens", async () => {
    const { token, store } = await loadFixture(closedLoopHolder);
    await expect(token.connect(store).escrow(ZeroAddress, 0n))
      .to.be.revertedWithCustomError(token, "ERC20InvalidSender")
      .withArgs(ZeroAddress);
  });

  it("moves tokens to the deposits without an allowance", async () => {
    const { token, ada, deposits } = await loadFixture(closedLoopHolder);
    await expect(token.connect(deposits).escrow(ada, 25n))
      .to.emit(token, "Transfer")
      .withArgs(ada.address, deposits.address, 25n);
    expect(await token.balanceOf(deposits)).to.equal(25n);
  });

  it("refuses everybody but store and deposits", async () => {
    const { token, ada, admin, operator, minter, stranger } = await loadFixture(closedLoopHolder);
    for (const caller of [ada, admin, operator, minter, stranger]) {
      await expect(token.connect(caller).escrow(ada, 1n))
        .to.be.revertedWithCustomError(token, "RewardTokenUnauthorized")
        .withArgs(caller.address);
    }
  });
});
