import { expect } from "chai";
import { Signature, ZeroAddress, type TypedDataDomain } from "ethers";
import { at, ethers, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { malformedSignatures } from "../helpers/malformed.ts";
import { join, joinAs } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";

const { loadFixture } = networkHelpers;

interface Wish {
  signer?: Signer;
  delegatee?: string;
  nonce?: bigint;
  domain?: TypedDataDomain;
}

async function delegationStage() {
  const community = await plainCommunity();
  const { membership, accounts } = community;
  const { ada, ben, cleo, relayer, stranger } = accounts;
  await joinAs(community, "pillar", ada);
  await join(community, ben, cleo);
  const expiry = BigInt((await now()) + 100);
  const signWish = async ({ signer = ada, delegatee = ben.address, nonce = 0n, domain = {} }: Wish = {}) =>
    await sign(signer, membership, "Delegation", { delegatee, nonce, expiry }, domain);
  const submit = async (signature: string, { delegatee = ben.address, nonce = 0n }: Wish = {}) => {
    const { v, r, s } = Signature.from(signature);
    return await membership.connect(relayer).delegateBySig(delegatee, nonce, expiry, v, r, s);
  };
  return { membership, ada, ben, cleo, relayer, stranger, expiry, signWish, submit };
}

describe("Membership › delegateBySig", () => {
  it("delegates for who has signed, whoever submits", async () => {
    const { membership, ada, ben, signWish, submit } = await loadFixture(delegationStage);
    await expect(submit(await signWish()))
      .to.emit(membership, "DelegateChanged")
      .withArgs(ada.address, ada.address, ben.address);
    expect(await membership.getVotes(ben)).to.equal(4n);
    expect(await membership["nonces(address)"](ada)).to.equal(1n);
  });

  it("works once", async () => {
    const { membership, ada, signWish, submit } = await loadFixture(delegationStage);
    const signature = await signWish();
    await submit(signature);
    await membership.connect(ada).delegate(ada);
    await expect(submit(signature))
      .to.be.revertedWithCustomError(membership, "InvalidAccountNonce")
      .withArgs(ada.address, 1n);
    expect(await membership.getVotes(ada)).to.equal(3n);
  });

  it("refuses a number that is not the next", async () => {
    const { membership, ada, signWish, submit } = await loadFixture(delegationStage);
    await expect(submit(await signWish({ nonce: 1n }), { nonce: 1n }))
      .to.be.revertedWithCustomError(membership, "InvalidAccountNonce")
      .withArgs(ada.address, 0n);
  });

  it("takes keyed numbers in any order of keys", async () => {
    const { membership, ada, ben, cleo, signWish, submit } = await loadFixture(delegationStage);
    const key = (number: bigint): bigint => number << 64n;
    const wishes = [
      { nonce: key(9n), delegatee: ben.address },
      { nonce: key(2n), delegatee: cleo.address },
      { nonce: 0n, delegatee: ben.address },
      { nonce: key(9n) + 1n, delegatee: cleo.address },
    ];
    for (const wish of wishes) await submit(await signWish(wish), wish);
    expect(await membership.delegates(ada)).to.equal(cleo.address);
    expect(await membership["nonces(address,uint192)"](ada, 9n)).to.equal(key(9n) + 2n);
    const [first] = wishes;
    if (!first) throw new Error("There is a first wish");
    await expect(submit(await signWish(first), first))
      .to.be.revertedWithCustomError(membership, "InvalidAccountNonce")
      .withArgs(ada.address, key(9n) + 2n);
    const skipping = { nonce: key(2n) + 5n };
    await expect(submit(await signWish(skipping), skipping))
      .to.be.revertedWithCustomError(membership, "InvalidAccountNonce")
      .withArgs(ada.address, key(2n) + 1n);
  });

  for (const [name, late] of [
    ["a second before", -1n],
    ["in the second of", 0n],
  ] as const) {
    it(`accepts a request ${name} its expiry`, async () => {
      const { membership, ben, expiry, signWish, submit } = await loadFixture(delegationStage);
      await at(expiry + late);
      await submit(await signWish());
      expect(await membership.getVotes(ben)).to.equal(4n);
    });
  }

  it("refuses a request a second after its expiry", async () => {
    const { membership, expiry, signWish, submit } = await loadFixture(delegationStage);
    await at(expiry + 1n);
    await expect(submit(await signWish()))
      .to.be.revertedWithCustomError(membership, "VotesExpiredSignature")
      .withArgs(expiry);
  });

  it("to the zero address takes the vote back", async () => {
    const { membership, ada, ben, signWish, submit } = await loadFixture(delegationStage);
    await submit(await signWish());
    const wish = { delegatee: ZeroAddress, nonce: 1n };
    await submit(await signWish(wish), wish);
    expect(await membership.delegates(ada)).to.equal(ada.address);
    expect(await membership.getVotes(ada)).to.equal(3n);
    expect(await membership.getVotes(ben)).to.equal(1n);
    await membership.connect(ada).leave();
    expect(await membership.getVotes(ada)).to.equal(0n);
  });

  it("refuses who is no member, and a delegatee who is none", async () => {
    const { membership, stranger, signWish, submit } = await loadFixture(delegationStage);
    await expect(submit(await signWish({ signer: stranger })))
      .to.be.revertedWithCustomError(membership, "MembershipNotMember")
      .withArgs(stranger.address);
    const wish = { delegatee: stranger.address };
    await expect(submit(await signWish(wish), wish))
      .to.be.revertedWithCustomError(membership, "MembershipDelegateNotMember")
      .withArgs(stranger.address);
  });

  it("does nothing for the signer in another domain, or with another delegatee than signed", async () => {
    const { membership, ada, cleo, stranger, signWish, submit } = await loadFixture(delegationStage);
    // The signature recovers to an account that nobody has, which is no member.
    const domains = [
      { chainId: 1n },
      { verifyingContract: stranger.address },
      { name: "Other" },
      { version: "2" },
    ];
    for (const domain of domains) {
      await expect(submit(await signWish({ domain }))).to.be.revertedWithCustomError(
        membership,
        "MembershipNotMember",
      );
    }
    await expect(submit(await signWish(), { delegatee: cleo.address })).to.be.revertedWithCustomError(
      membership,
      "MembershipNotMember",
    );
    expect(await membership.delegates(ada)).to.equal(ada.address);
    expect(await membership["nonces(address)"](ada)).to.equal(0n);
  });

  it("refuses every malformed signature", async () => {
    const { membership, ada, ben, relayer, expiry, signWish } = await loadFixture(delegationStage);
    const shapes = malformedSignatures(await signWish()).filter(({ signature }) => signature.length === 132);
    for (const { name, signature } of shapes) {
      const [r, s, v] = [
        signature.slice(0, 66),
        `0x${signature.slice(66, 130)}`,
        Number(`0x${signature.slice(130)}`),
      ];
      await expect(membership.connect(relayer).delegateBySig(ben, 0n, expiry, v, r, s), name).to.revert(
        ethers,
      );
    }
    expect(await membership.delegates(ada)).to.equal(ada.address);
  });

  it("names what is wrong with the signature", async () => {
    const { membership, ben, relayer, expiry, signWish } = await loadFixture(delegationStage);
    const { r, s } = Signature.from(await signWish());
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const highS = `0x${(order - BigInt(s)).toString(16).padStart(64, "0")}`;
    await expect(
      membership.connect(relayer).delegateBySig(ben, 0n, expiry, 0, r, s),
    ).to.be.revertedWithCustomError(
      { interface: new ethers.Interface(["error ECDSAInvalidSignature()"]) },
      "ECDSAInvalidSignature",
    );
    await expect(membership.connect(relayer).delegateBySig(ben, 0n, expiry, 27, r, highS))
      .to.be.revertedWithCustomError(
        { interface: new ethers.Interface(["error ECDSAInvalidSignatureS(bytes32 s)"]) },
        "ECDSAInvalidSignatureS",
      )
      .withArgs(highS);
  });
});
