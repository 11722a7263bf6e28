import { expect } from "chai";
import { concat, hexlify, Signature, Wallet, ZeroAddress, type TypedDataDomain } from "ethers";
import { at, ethers, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import { deployTestCommunity, plainCommunity } from "../helpers/community.ts";
import { malformedSignatures } from "../helpers/malformed.ts";
import { seededRandom } from "../helpers/random.ts";
import { domainOf, sign } from "../helpers/signing.ts";

const { loadFixture } = networkHelpers;
const ANSWERS = { byOwner: 0n, no: 1n, revert: 2n, empty: 3n, dirtyMagic: 4n } as const;

/** `Membership.joinFor` stands for all requests: every one goes through the same check. */
async function joinStage() {
  const { membership, campaigns, store, tickets, accounts } = await plainCommunity();
  const { ada, relayer } = accounts;
  const wallet = await ethers.deployContract("ERC1271Wallet", [ada]);
  const deadline = BigInt((await now()) + 1000);
  const signJoin = async (
    account: string,
    domain: TypedDataDomain = {},
    signer: Signer = ada,
  ): Promise<string> =>
    await sign(signer, membership, "Join", { account, inviter: ZeroAddress, nonce: 0n, deadline }, domain);
  const submit = async (account: string, signature: string) =>
    await membership.connect(relayer).joinFor(account, deadline, signature);
  return { membership, campaigns, store, tickets, accounts, ada, wallet, deadline, signJoin, submit };
}

describe("SignedRequests › signatures of people", () => {
  it("are accepted from whoever submits them", async () => {
    const { membership, ada, signJoin, submit } = await loadFixture(joinStage);
    await submit(ada.address, await signJoin(ada.address));
    expect(await membership.memberOf(ada)).to.equal(1n);
  });

  it("are accepted in the short form of ERC-2098", async () => {
    const { membership, ada, signJoin, submit } = await loadFixture(joinStage);
    await submit(ada.address, Signature.from(await signJoin(ada.address)).compactSerialized);
    expect(await membership.memberOf(ada)).to.equal(1n);
  });

  it("are refused in every malformed shape", async () => {
    const { membership, ada, signJoin, submit } = await loadFixture(joinStage);
    const shapes = malformedSignatures(await signJoin(ada.address));
    expect(shapes).to.have.lengthOf(15);
    for (const { name, signature } of shapes) {
      await expect(submit(ada.address, signature), name)
        .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
        .withArgs(ada.address);
    }
  });

  it("are refused when they are random bytes of any length", async () => {
    const { membership, ada, submit } = await loadFixture(joinStage);
    const random = seededRandom(7);
    for (let length = 0; length < 140; length += 5) {
      const bytes = Uint8Array.from({ length }, () => random.whole(256));
      await expect(submit(ada.address, hexlify(bytes)), `${length} bytes`)
        .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
        .withArgs(ada.address);
    }
  });

  it("are refused in another's name, and in nobody's", async () => {
    const { membership, accounts, ada, signJoin, submit } = await loadFixture(joinStage);
    const { ben } = accounts;
    await expect(submit(ben.address, await signJoin(ben.address)))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(ben.address);
    await expect(submit(ben.address, await signJoin(ada.address))).to.be.revertedWithCustomError(
      membership,
      "SignedRequestInvalidSignature",
    );
    for (const signature of ["0x", `0x${"00".repeat(65)}`, await signJoin(ZeroAddress)]) {
      await expect(submit(ZeroAddress, signature))
        .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
        .withArgs(ZeroAddress);
    }
  });
});

describe("SignedRequests › replay", () => {
  it("is refused in another domain: chain, contract, name, version, salt", async () => {
    const { membership, campaigns, store, tickets, ada, signJoin, submit } = await loadFixture(joinStage);
    const domains: TypedDataDomain[] = [
      { chainId: 1n },
      { chainId: 8453n },
      { verifyingContract: await campaigns.getAddress() },
      { verifyingContract: await store.getAddress() },
      { verifyingContract: await tickets.getAddress() },
      { verifyingContract: ada.address },
      { name: "Test House Membership" },
      { version: "2" },
      { salt: `0x${"00".repeat(32)}` },
    ];
    for (const domain of domains) {
      await expect(submit(ada.address, await signJoin(ada.address, domain)))
        .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
        .withArgs(ada.address);
    }
  });

  it("is refused by the membership of another community", async () => {
    const { accounts, membership, deadline, ada, signJoin } = await loadFixture(joinStage);
    const other = await deployTestCommunity({ membership: { name: "Another House" } });
    const signature = await signJoin(ada.address);
    expect(await other.membership.getAddress()).not.to.equal(await membership.getAddress());
    await expect(other.membership.connect(accounts.relayer).joinFor(ada, deadline, signature))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(ada.address);
  });

  it("is refused as another type with the same fields", async () => {
    const { membership, ada, deadline, submit } = await loadFixture(joinStage);
    const fields = [
      { name: "account", type: "address" },
      { name: "inviter", type: "address" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ];
    const value = { account: ada.address, inviter: ZeroAddress, nonce: 0n, deadline };
    const domain = await domainOf(membership);
    await expect(submit(ada.address, await ada.signTypedData(domain, { Leave: fields }, value)))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(ada.address);
    await submit(ada.address, await ada.signTypedData(domain, { Join: fields }, value));
  });
});

describe("SignedRequests › deadline", () => {
  for (const before of [1n, 0n]) {
    it(`accepts a request ${before} s before its deadline`, async () => {
      const { membership, ada, deadline, signJoin, submit } = await loadFixture(joinStage);
      await at(deadline - before);
      await submit(ada.address, await signJoin(ada.address));
      expect(await membership.memberOf(ada)).to.equal(1n);
    });
  }

  it("refuses a request one second after its deadline, before it looks at the signature", async () => {
    const { membership, ada, deadline, signJoin, submit } = await loadFixture(joinStage);
    for (const [late, signature] of [
      [1n, await signJoin(ada.address)],
      [2n, "0x"],
    ] as const) {
      await at(deadline + late);
      await expect(submit(ada.address, signature))
        .to.be.revertedWithCustomError(membership, "SignedRequestExpired")
        .withArgs(deadline);
    }
  });
});

describe("SignedRequests › wallets that are contracts", () => {
  it("are accepted when they vouch for the signature (ERC-1271)", async () => {
    const { membership, wallet, signJoin, submit } = await loadFixture(joinStage);
    const account = await wallet.getAddress();
    await submit(account, await signJoin(account));
    expect(await membership.memberOf(account)).to.equal(1n);
    expect(await membership.getVotes(account)).to.equal(1n);
  });

  for (const answer of ["no", "revert", "empty", "dirtyMagic"] as const) {
    it(`are refused when they answer wrongly: ${answer}`, async () => {
      const { membership, wallet, signJoin, submit } = await loadFixture(joinStage);
      const account = await wallet.getAddress();
      await wallet.setAnswer(ANSWERS[answer]);
      await expect(submit(account, await signJoin(account)))
        .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
        .withArgs(account);
    });
  }

  it("are refused with somebody else's signature", async () => {
    const { membership, wallet, accounts, signJoin, submit } = await loadFixture(joinStage);
    const account = await wallet.getAddress();
    await expect(submit(account, await signJoin(account, {}, accounts.ben)))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(account);
  });

  it("are refused when the contract knows nothing of signatures", async () => {
    const { membership, campaigns, signJoin, submit } = await loadFixture(joinStage);
    const account = await campaigns.getAddress();
    await expect(submit(account, await signJoin(account)))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(account);
  });

  it("may be people's own accounts with code (EIP-7702)", async () => {
    const { membership, wallet, ada, accounts, signJoin, submit } = await loadFixture(joinStage);
    const delegation = concat(["0xef0100", await wallet.getAddress()]);
    await networkHelpers.setCode(ada.address, delegation);
    await expect(submit(ada.address, await signJoin(ada.address, {}, accounts.ben)))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(ada.address);
    await submit(ada.address, await signJoin(ada.address));
    expect(await membership.memberOf(ada)).to.equal(1n);
  });
});

describe("SignedRequests › domain", () => {
  it("is the protocol's, the same for every brand", async () => {
    const { membership, campaigns, store, tickets } = await loadFixture(joinStage);
    for (const contract of [membership, campaigns, store, tickets]) {
      const domain = await domainOf(contract);
      const shown = await contract.eip712Domain();
      expect([shown.name, shown.version, shown.chainId, shown.verifyingContract]).to.deep.equal([
        "Hearth",
        "1",
        domain.chainId,
        domain.verifyingContract,
      ]);
      expect(await contract.DOMAIN_SEPARATOR()).to.equal(ethers.TypedDataEncoder.hashDomain(domain));
    }
  });

  it("has keyed nonces, each key counting for itself", async () => {
    const { membership } = await loadFixture(joinStage);
    const account = Wallet.createRandom().address;
    expect(await membership["nonces(address)"](account)).to.equal(0n);
    expect(await membership["nonces(address,uint192)"](account, 0n)).to.equal(0n);
    expect(await membership["nonces(address,uint192)"](account, 7n)).to.equal(7n << 64n);
  });
});
