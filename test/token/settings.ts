import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { ethers, networkHelpers, WEEK } from "../helpers/chain.ts";
import { deployTestCommunity, openTransferCommunity, plainCommunity } from "../helpers/community.ts";

const { loadFixture } = networkHelpers;
const OPEN = 0n;
const CLOSED_LOOP = 1n;

async function bareToken(epochLength = BigInt(WEEK), emissionCap = 1000n) {
  const [admin, campaigns, store, membership, deposits, stranger] = await ethers.getSigners();
  if (!admin || !campaigns || !store || !membership || !deposits || !stranger) {
    throw new Error("The chain has too few accounts");
  }
  const manager = await ethers.deployContract("AccessManager", [admin]);
  const token = await ethers.deployContract("RewardToken", [
    manager,
    "Ember",
    "EMB",
    CLOSED_LOOP,
    0n,
    epochLength,
    emissionCap,
    "ipfs://token",
  ]);
  return { admin, campaigns, store, membership, deposits, stranger, manager, token };
}

async function unwiredToken() {
  return await bareToken();
}

async function cappedCommunity() {
  return await deployTestCommunity({
    token: { supplyCap: 5000, emission: { epoch: "2 days", cap: 700 } },
  });
}

describe("RewardToken › settings", () => {
  it("has the name, symbol and decimals of the brand", async () => {
    const { token } = await loadFixture(plainCommunity);
    expect(await token.name()).to.equal("Ember");
    expect(await token.symbol()).to.equal("EMB");
    expect(await token.decimals()).to.equal(18n);
  });

  it("has the caps and the epoch of the brand", async () => {
    const { token } = await loadFixture(cappedCommunity);
    expect(await token.supplyCap()).to.equal(parseEther("5000"));
    expect(await token.epochLength()).to.equal(172_800n);
    expect((await token.emission()).cap).to.equal(parseEther("700"));
  });

  it("has the transfer policy of the brand", async () => {
    expect(await (await loadFixture(plainCommunity)).token.transferPolicy()).to.equal(CLOSED_LOOP);
    expect(await (await loadFixture(openTransferCommunity)).token.transferPolicy()).to.equal(OPEN);
  });

  it("starts with nothing minted, earned or burned", async () => {
    const { token } = await loadFixture(plainCommunity);
    expect(await token.totalSupply()).to.equal(0n);
    expect(await token.totalEarned()).to.equal(0n);
    expect(await token.totalBurned()).to.equal(0n);
    expect((await token.emission()).minted).to.equal(0n);
  });

  it("refuses an epoch of no length", async () => {
    const { token } = await loadFixture(unwiredToken);
    await expect(bareToken(0n)).to.be.revertedWithCustomError(token, "RewardTokenZeroEpochLength");
  });

  it("refuses an emission cap beyond 96 bits", async () => {
    const { token } = await loadFixture(unwiredToken);
    await expect(bareToken(1n, 2n ** 96n))
      .to.be.revertedWithCustomError(token, "SafeCastOverflowedUintDowncast")
      .withArgs(96n, 2n ** 96n);
    expect((await (await bareToken(1n, 2n ** 96n - 1n)).token.emission()).cap).to.equal(2n ** 96n - 1n);
  });

  it("says the first emission cap in an event", async () => {
    const { token } = await loadFixture(unwiredToken);
    const deployment = token.deploymentTransaction();
    await expect(deployment).to.emit(token, "EmissionCapUpdated").withArgs(0n, 1000n);
  });
});

describe("RewardToken › wire", () => {
  it("names the four contracts the token trusts, once", async () => {
    const { token, campaigns, store, membership, deposits, stranger } = await loadFixture(unwiredToken);
    for (const name of ["campaigns", "store", "membership", "deposits"] as const) {
      expect(await token[name]()).to.equal(ZeroAddress);
    }
    await expect(token.wire(campaigns, store, membership, deposits))
      .to.emit(token, "Wired")
      .withArgs(campaigns.address, store.address, membership.address, deposits.address);
    expect(await token.campaigns()).to.equal(campaigns.address);
    expect(await token.store()).to.equal(store.address);
    expect(await token.membership()).to.equal(membership.address);
    expect(await token.deposits()).to.equal(deposits.address);
    await expect(token.wire(stranger, stranger, stranger, stranger)).to.be.revertedWithCustomError(
      token,
      "RewardTokenAlreadyWired",
    );
    expect(await token.campaigns()).to.equal(campaigns.address);
  });

  it("refuses a zero address in any place", async () => {
    const { token, campaigns } = await loadFixture(unwiredToken);
    for (let place = 0; place < 4; place += 1) {
      const [first, second, third, fourth] = [0, 1, 2, 3].map((index) =>
        index === place ? ZeroAddress : campaigns.address,
      ) as [string, string, string, string];
      await expect(token.wire(first, second, third, fourth)).to.be.revertedWithCustomError(
        token,
        "RewardTokenZeroAddress",
      );
    }
  });

  it("refuses a stranger", async () => {
    const { token, campaigns, store, membership, deposits, stranger } = await loadFixture(unwiredToken);
    await expect(token.connect(stranger).wire(campaigns, store, membership, deposits))
      .to.be.revertedWithCustomError(token, "AccessManagedUnauthorized")
      .withArgs(stranger.address);
  });

  it("is done by the deployment, and can't be done again by the admin", async () => {
    const { token, campaigns, store, membership, deposits, accounts } = await loadFixture(plainCommunity);
    expect(await token.campaigns()).to.equal(await campaigns.getAddress());
    expect(await token.store()).to.equal(await store.getAddress());
    expect(await token.membership()).to.equal(await membership.getAddress());
    expect(await token.deposits()).to.equal(await deposits.getAddress());
    const { admin } = accounts;
    await expect(token.connect(admin).wire(admin, admin, admin, admin)).to.be.revertedWithCustomError(
      token,
      "RewardTokenAlreadyWired",
    );
  });

  it("lets nobody mint, revoke, escrow or rebind before it", async () => {
    const { token, campaigns, store, membership, deposits } = await loadFixture(unwiredToken);
    const tries = [
      [campaigns, token.connect(campaigns).mint(campaigns, 1n)],
      [campaigns, token.connect(campaigns).revoke(campaigns, 0n)],
      [store, token.connect(store).escrow(campaigns, 0n)],
      [deposits, token.connect(deposits).escrow(campaigns, 0n)],
      [membership, token.connect(membership).rebind(campaigns, store)],
    ] as const;
    for (const [caller, sent] of tries) {
      await expect(sent)
        .to.be.revertedWithCustomError(token, "RewardTokenUnauthorized")
        .withArgs(caller.address);
    }
  });
});

describe("RewardToken › setEmissionCap", () => {
  it("changes the cap and says both in an event", async () => {
    const { token, accounts } = await loadFixture(plainCommunity);
    await expect(token.connect(accounts.admin).setEmissionCap(5n))
      .to.emit(token, "EmissionCapUpdated")
      .withArgs(parseEther("1000000"), 5n);
    expect((await token.emission()).cap).to.equal(5n);
  });

  it("refuses a cap beyond 96 bits", async () => {
    const { token, accounts } = await loadFixture(plainCommunity);
    await token.connect(accounts.admin).setEmissionCap(2n ** 96n - 1n);
    await expect(token.connect(accounts.admin).setEmissionCap(2n ** 96n))
      .to.be.revertedWithCustomError(token, "SafeCastOverflowedUintDowncast")
      .withArgs(96n, 2n ** 96n);
  });

  for (const name of ["stranger", "operator", "attester", "guardian"] as const) {
    it(`refuses the ${name}`, async () => {
      const { token, accounts } = await loadFixture(plainCommunity);
      await expect(token.connect(accounts[name]).setEmissionCap(1n))
        .to.be.revertedWithCustomError(token, "AccessManagedUnauthorized")
        .withArgs(accounts[name].address);
    });
  }
});

describe("RewardToken › setContractURI", () => {
  it("changes where the metadata is and says so (ERC-7572)", async () => {
    const { token, accounts } = await loadFixture(plainCommunity);
    expect(await token.contractURI()).to.match(/^data:application\/json;base64,/);
    await expect(token.connect(accounts.operator).setContractURI("ipfs://new")).to.emit(
      token,
      "ContractURIUpdated",
    );
    expect(await token.contractURI()).to.equal("ipfs://new");
  });

  it("keeps what the constructor was given until then", async () => {
    const { token } = await loadFixture(unwiredToken);
    expect(await token.contractURI()).to.equal("ipfs://token");
  });

  it("refuses a stranger", async () => {
    const { token, accounts } = await loadFixture(plainCommunity);
    await expect(token.connect(accounts.stranger).setContractURI("ipfs://evil"))
      .to.be.revertedWithCustomError(token, "AccessManagedUnauthorized")
      .withArgs(accounts.stranger.address);
  });
});
