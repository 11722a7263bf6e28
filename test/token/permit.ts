import { expect } from "chai";
import { Signature, type TypedDataDomain } from "ethers";
import { at, ethers, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import { malformedSignatures } from "../helpers/malformed.ts";
import { domainOf, sign } from "../helpers/signing.ts";
import { openToken } from "../helpers/tokens.ts";

const { loadFixture } = networkHelpers;
const VALUE = 40n;

async function permitStage() {
  const { token, community, minter } = await openToken();
  const { ada, ben, relayer, stranger } = community.accounts;
  const deadline = BigInt((await now()) + 100);
  const signPermit = async (
    signer: Signer = ada,
    nonce = 0n,
    domain: TypedDataDomain = {},
  ): Promise<string> =>
    await sign(
      signer,
      token,
      "Permit",
      { owner: ada.address, spender: ben.address, value: VALUE, nonce, deadline },
      { name: "Ember", ...domain },
    );
  const submit = async (signature: string, value = VALUE) => {
    const { v, r, s } = Signature.from(signature);
    return await token.connect(relayer).permit(ada, ben, value, deadline, v, r, s);
  };
  return { token, minter, ada, ben, relayer, stranger, deadline, signPermit, submit };
}

describe("RewardToken › permit", () => {
  it("sets an allowance, whoever submits", async () => {
    const { token, ada, ben, signPermit, submit } = await loadFixture(permitStage);
    await expect(submit(await signPermit()))
      .to.emit(token, "Approval")
      .withArgs(ada.address, ben.address, VALUE);
    expect(await token.allowance(ada, ben)).to.equal(VALUE);
    expect(await token.nonces(ada)).to.equal(1n);
  });

  it("works once", async () => {
    const { token, ada, signPermit, submit } = await loadFixture(permitStage);
    const signature = await signPermit();
    await submit(signature);
    await expect(submit(signature)).to.be.revertedWithCustomError(token, "ERC2612InvalidSigner");
    expect(await token.nonces(ada)).to.equal(1n);
  });

  it("is refused a second after its deadline", async () => {
    const { token, deadline, signPermit, submit } = await loadFixture(permitStage);
    await at(deadline + 1n);
    await expect(submit(await signPermit()))
      .to.be.revertedWithCustomError(token, "ERC2612ExpiredSignature")
      .withArgs(deadline);
  });

  for (const before of [1n, 0n]) {
    it(`is accepted ${before} s before the deadline`, async () => {
      const { token, ada, ben, deadline, signPermit, submit } = await loadFixture(permitStage);
      await at(deadline - before);
      await submit(await signPermit());
      expect(await token.allowance(ada, ben)).to.equal(VALUE);
    });
  }

  it("refuses another value, signer, nonce, name, version, chain or contract", async () => {
    const { token, ada, stranger, signPermit, submit } = await loadFixture(permitStage);
    await expect(submit(await signPermit(), VALUE + 1n)).to.be.revertedWithCustomError(
      token,
      "ERC2612InvalidSigner",
    );
    await expect(submit(await signPermit(stranger)))
      .to.be.revertedWithCustomError(token, "ERC2612InvalidSigner")
      .withArgs(stranger.address, ada.address);
    const wrong = [
      await signPermit(ada, 1n),
      await signPermit(ada, 0n, { name: "Hearth" }),
      await signPermit(ada, 0n, { version: "2" }),
      await signPermit(ada, 0n, { chainId: 1n }),
      await signPermit(ada, 0n, { verifyingContract: stranger.address }),
    ];
    for (const signature of wrong) {
      await expect(submit(signature)).to.be.revertedWithCustomError(token, "ERC2612InvalidSigner");
    }
    expect(await token.nonces(ada)).to.equal(0n);
  });

  it("refuses every malformed signature", async () => {
    const { token, ada, ben, relayer, deadline, signPermit } = await loadFixture(permitStage);
    // Those of a wrong length can't even be said in v, r and s.
    const shapes = malformedSignatures(await signPermit()).filter(
      ({ signature }) => signature.length === 132,
    );
    expect(shapes.length).to.be.greaterThan(7);
    for (const { name, signature } of shapes) {
      const [r, s, v] = [
        signature.slice(0, 66),
        `0x${signature.slice(66, 130)}`,
        Number(`0x${signature.slice(130)}`),
      ];
      await expect(token.connect(relayer).permit(ada, ben, VALUE, deadline, v, r, s), name).to.revert(ethers);
    }
    expect(await token.allowance(ada, ben)).to.equal(0n);
  });

  it("names the domain that wallets show", async () => {
    const { token } = await loadFixture(permitStage);
    const { chainId, verifyingContract } = await domainOf(token);
    const shown = await token.eip712Domain();
    expect([shown.name, shown.version, shown.chainId, shown.verifyingContract]).to.deep.equal([
      "Ember",
      "1",
      chainId,
      verifyingContract,
    ]);
    const separator = ethers.TypedDataEncoder.hashDomain(await domainOf(token, { name: "Ember" }));
    expect(await token.DOMAIN_SEPARATOR()).to.equal(separator);
  });
});
