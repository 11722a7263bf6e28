import { expect } from "chai";
import { concat, keccak256, ZeroAddress, ZeroHash } from "ethers";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { inviteBy } from "../helpers/invitations.ts";
import { NEVER } from "../helpers/members.ts";
import { accountTree, leafOf } from "../helpers/merkle.ts";
import { sign } from "../helpers/signing.ts";

const { loadFixture } = networkHelpers;
const ALLOWLIST = 2n;
const URI = "ipfs://list";

/** Fixture: entry is by list, and on it are ada, ben, cleo, dan and eve. */
async function listedCommunity() {
  const community = await plainCommunity();
  const { membership, accounts } = community;
  const { ada, ben, cleo, dan, eve, operator } = accounts;
  const tree = accountTree([ada, ben, cleo, dan, eve].map(({ address }) => address));
  await membership.connect(operator).setEntryPolicy(ALLOWLIST);
  await membership.connect(operator).setAllowlist(tree.root, URI);
  return { ...community, tree };
}

describe("Membership › joinWithProof", () => {
  it("lets in everybody on the list, once each", async () => {
    const { membership, accounts, tree } = await loadFixture(listedCommunity);
    const { ada, ben, cleo, dan, eve } = accounts;
    for (const [index, person] of [ada, ben, cleo, dan, eve].entries()) {
      const proof = tree.proofOf(person.address);
      await expect(membership.connect(person).joinWithProof(proof))
        .to.emit(membership, "MemberJoined")
        .withArgs(BigInt(index + 1), person.address, 0n, 0n, 1n);
      await expect(membership.connect(person).joinWithProof(proof))
        .to.be.revertedWithCustomError(membership, "MembershipAlreadyMember")
        .withArgs(person.address);
    }
  });

  it("works for a list of one, whose proof is empty", async () => {
    const { membership, accounts } = await loadFixture(listedCommunity);
    const { finn, gus, operator } = accounts;
    await membership.connect(operator).setAllowlist(leafOf(finn.address), "");
    await expect(membership.connect(gus).joinWithProof([]))
      .to.be.revertedWithCustomError(membership, "MembershipNotOnAllowlist")
      .withArgs(gus.address);
    await membership.connect(finn).joinWithProof([]);
    expect(await membership.memberOf(finn)).to.equal(1n);
  });

  it("refuses who is not on the list, with any proof of others", async () => {
    const { membership, accounts, tree } = await loadFixture(listedCommunity);
    const { stranger, ada } = accounts;
    for (const proof of [[], tree.proofOf(ada.address), [tree.root], [...tree.nodes]]) {
      await expect(membership.connect(stranger).joinWithProof(proof))
        .to.be.revertedWithCustomError(membership, "MembershipNotOnAllowlist")
        .withArgs(stranger.address);
    }
  });

  it("refuses the open way in, and a proof where entry is not by list", async () => {
    const { membership, accounts, tree } = await loadFixture(listedCommunity);
    const { ada, operator } = accounts;
    const proof = tree.proofOf(ada.address);
    await expect(membership.connect(ada).join())
      .to.be.revertedWithCustomError(membership, "MembershipNotOnAllowlist")
      .withArgs(ada.address);
    for (const policy of [0n, 1n]) {
      await membership.connect(operator).setEntryPolicy(policy);
      await expect(membership.connect(ada).joinWithProof(proof))
        .to.be.revertedWithCustomError(membership, "MembershipNotOnAllowlist")
        .withArgs(ada.address);
    }
  });

  it("takes no inner node for an account", async () => {
    const { membership, accounts, tree } = await loadFixture(listedCommunity);
    // The account whose one-fold hash would be an inner node can't be found; what can be tried is to pass a node, cut
    // to an address, for an account, with every proof there is.
    for (const node of tree.nodes) {
      const account = await ethers.getImpersonatedSigner(ethers.dataSlice(node, 12));
      await networkHelpers.setBalance(account.address, 10n ** 18n);
      for (const proof of [[], ...tree.nodes.map((other) => [other]), tree.proofOf(accounts.ada.address)]) {
        await expect(membership.connect(account).joinWithProof.staticCall(proof))
          .to.be.revertedWithCustomError(membership, "MembershipNotOnAllowlist")
          .withArgs(account.address);
      }
    }
    const [, left, right] = tree.nodes as [string, string, string];
    expect([keccak256(concat([left, right])), keccak256(concat([right, left]))]).to.include(tree.root);
  });

  it("counts by the list in force alone", async () => {
    const { membership, accounts, tree } = await loadFixture(listedCommunity);
    const { ada, finn, operator } = accounts;
    const other = accountTree([finn.address, accounts.gus.address]);
    await expect(membership.connect(operator).setAllowlist(other.root, "ipfs://other"))
      .to.emit(membership, "AllowlistUpdated")
      .withArgs(other.root, "ipfs://other");
    expect(await membership.allowlistRoot()).to.equal(other.root);
    await expect(membership.connect(ada).joinWithProof(tree.proofOf(ada.address)))
      .to.be.revertedWithCustomError(membership, "MembershipNotOnAllowlist")
      .withArgs(ada.address);
    await membership.connect(finn).joinWithProof(other.proofOf(finn.address));
    await expect(membership.connect(operator).setAllowlist(ZeroHash, "")).to.be.revertedWithCustomError(
      membership,
      "MembershipZeroRoot",
    );
  });

  it("leaves the way in by invitation open", async () => {
    const community = await loadFixture(listedCommunity);
    const { membership, accounts } = community;
    await membership.connect(accounts.hana).joinWithInvite(...(await inviteBy(community, accounts.operator)));
    expect(await membership.memberOf(accounts.hana)).to.equal(1n);
  });
});

describe("Membership › joinWithProofFor", () => {
  it("lets in who is listed and has signed, whoever submits, and only once", async () => {
    const { membership, accounts, tree } = await loadFixture(listedCommunity);
    const { ada, relayer } = accounts;
    const request = { account: ada.address, inviter: ZeroAddress, nonce: 0n, deadline: NEVER };
    const args = [
      ada.address,
      tree.proofOf(ada.address),
      NEVER,
      await sign(ada, membership, "Join", request),
    ] as const;
    await membership.connect(relayer).joinWithProofFor(...args);
    expect(await membership.memberOf(ada)).to.equal(1n);
    await membership.connect(ada).leave();
    await expect(membership.connect(relayer).joinWithProofFor(...args))
      .to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature")
      .withArgs(ada.address);
  });

  it("refuses who has signed and is not listed, and who is listed and has not signed", async () => {
    const { membership, accounts, tree } = await loadFixture(listedCommunity);
    const { ada, stranger } = accounts;
    const request = { account: stranger.address, inviter: ZeroAddress, nonce: 0n, deadline: NEVER };
    const signature = await sign(stranger, membership, "Join", request);
    await expect(
      membership.joinWithProofFor(stranger, tree.proofOf(ada.address), NEVER, signature),
    ).to.be.revertedWithCustomError(membership, "MembershipNotOnAllowlist");
    await expect(
      membership.joinWithProofFor(ada, tree.proofOf(ada.address), NEVER, signature),
    ).to.be.revertedWithCustomError(membership, "SignedRequestInvalidSignature");
  });
});
