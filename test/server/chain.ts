import { expect } from "chai";
import { contractNames, type ContractName } from "@hearth/protocol/contracts";
import { typedDataDomain, campaignsTypes } from "@hearth/protocol/typedData";
import { custom, getAddress, hashTypedData, type Address, type Hex } from "viem";
import { createChain } from "../../server/src/chain/client.ts";
import { attestation, claim, kind, reviewStage, startCampaign } from "../earning/stage.ts";
import { connection, ethers, networkHelpers } from "../helpers/chain.ts";
import { sign } from "../helpers/signing.ts";
import type { Community } from "../helpers/community.ts";
import { joinAs } from "../helpers/members.ts";
import { redeem, storeStage } from "../rewards/stage.ts";

/** What the server reads, from contracts deployed by the real module. */
describe("The server's view of the chain", () => {
  it("knows roles, rights and memberships, and forgets those who leave", async () => {
    const stage = await networkHelpers.loadFixture(reviewStage);
    const { accounts, membership } = stage;
    const chain = await chainOf(stage);
    const standing = async (name: keyof typeof accounts) => chain.standingOf(addressOf(accounts[name]));

    expect(await standing("attester")).to.deep.include({ memberId: null, roles: ["ATTESTER"], rights: [] });
    expect(await standing("operator")).to.deep.include({ roles: ["OPERATOR"] });
    expect(await standing("stranger")).to.deep.include({ memberId: null, roles: [], rights: [] });
    expect(await standing("ada")).to.deep.include({ memberId: stage.adaId, roles: [], rights: [] });

    await joinAs(stage, "pillar", accounts.cleo);
    expect((await standing("cleo")).rights).to.deep.equal(["invite", "curate"]);
    await membership.connect(accounts.cleo).leave();
    expect(await standing("cleo")).to.deep.include({ memberId: null, rights: [] });
  });

  it("knows the terms of campaigns, what they paid, and which do not exist", async () => {
    const stage = await networkHelpers.loadFixture(reviewStage);
    const chain = await chainOf(stage);
    const statement = attestation(stage);
    const isPaid = () => chain.isPaid(stage.campaignId, statement.subject as Hex, stage.adaId);
    const { minReward, maxReward, budget, start, end } = stage.terms;
    const terms = { forReviews: true, minReward, maxReward, budget, start, end, signaturesNeeded: 1 };
    expect(await chain.campaign(stage.campaignId)).to.deep.equal({ ...terms, paid: 0n });
    expect(await isPaid()).to.equal(false);

    await claim(stage, statement);
    expect(await chain.campaign(stage.campaignId)).to.deep.equal({ ...terms, paid: statement.amount });
    expect(await isPaid()).to.equal(true);

    const other = await startCampaign(stage, { kind: kind.help });
    expect(await chain.campaign(other.campaignId)).to.deep.include({ forReviews: false });
    for (const unknown of [0n, other.campaignId + 1n, 2n ** 256n - 1n]) {
      expect(await chain.campaign(unknown)).to.equal(null);
    }
  });

  it("takes the signatures that the contracts take", async () => {
    const stage = await networkHelpers.loadFixture(reviewStage);
    const { attester } = stage.accounts;
    const chain = await chainOf(stage);
    const statement = attestation(stage);
    const signature = (await sign(attester, stage.campaigns, "Attestation", statement)) as Hex;
    const { campaignId, memberId, amount, deadline } = statement;
    const digest = hashTypedData({
      domain: typedDataDomain(31337, (await stage.campaigns.getAddress()) as Address),
      types: campaignsTypes,
      primaryType: "Attestation",
      message: {
        campaignId,
        memberId,
        amount,
        deadline,
        subject: statement.subject as Hex,
        contentHash: statement.contentHash as Hex,
      },
    });
    expect(digest).to.equal(await stage.campaigns.attestationDigest(statement));
    expect(await chain.isSignedBy(addressOf(attester), digest, signature)).to.equal(true);
    expect(await chain.isSignedBy(addressOf(stage.accounts.ada), digest, signature)).to.equal(false);
  });

  it("finds the delivery hash of every order, who named it first, and which orders are over", async () => {
    const stage = await networkHelpers.loadFixture(storeStage);
    const { ada } = stage.accounts;
    const chain = await chainOf(stage);
    const memberId = await stage.membership.memberOf(ada);
    const hashes = ["first", "second"].map((word) => ethers.id(word) as Hex);
    const ids: bigint[] = [];
    for (const hash of hashes) {
      expect([...(await chain.deliveries()).keys()]).not.to.include(hash);
      await redeem(stage, ada, stage.rewardId, { deliveryHash: hash });
      ids.push(await stage.store.redemptionCount());
      const named = (await chain.deliveries()).get(hash);
      expect(named).to.deep.equal({ memberId, redemptionIds: [ids.at(-1)] });
    }
    expect([...(await chain.endedRedemptions(ids))]).to.deep.equal([]);
    const [first = 0n, second = 0n] = ids;
    await stage.store.connect(ada).cancel(first);
    expect([...(await chain.endedRedemptions(ids))]).to.deep.equal([first]);
    const never = second + 1n;
    expect([...(await chain.endedRedemptions([second, never]))]).to.deep.equal([never]);
  });

  it("knows whose membership an account had after it left", async () => {
    const stage = await networkHelpers.loadFixture(reviewStage);
    const { accounts, membership } = stage;
    const chain = await chainOf(stage);
    expect(await chain.memberIdOf(addressOf(accounts.stranger))).to.equal(null);
    expect(await chain.memberIdOf(addressOf(accounts.ada))).to.equal(stage.adaId);
    await membership.connect(accounts.ada).leave();
    expect((await chain.standingOf(addressOf(accounts.ada))).memberId).to.equal(null);
    expect(await chain.memberIdOf(addressOf(accounts.ada))).to.equal(stage.adaId);
  });
});

async function chainOf(community: Community) {
  const handles = {
    RewardToken: community.token,
    Membership: community.membership,
    Recovery: community.recovery,
    Badges: community.badges,
    Rooms: community.rooms,
    Campaigns: community.campaigns,
    ProposalDeposits: community.deposits,
    CommunityGovernor: community.governor,
    TimelockController: community.timelock,
    RewardsStore: community.store,
    EventTickets: community.tickets,
    Relay: community.relay,
    Polls: community.polls,
    AccessManager: community.manager,
  } satisfies Record<ContractName, { getAddress(): Promise<string> }>;
  const addresses = await Promise.all(
    contractNames.map(async (name) => [name, { address: getAddress(await handles[name].getAddress()) }]),
  );
  return createChain(custom(connection.provider), {
    chainId: 31337,
    startBlock: 0n,
    contracts: Object.fromEntries(addresses) as Record<ContractName, { address: Address }>,
  });
}

function addressOf({ address }: { address: string }): Address {
  return getAddress(address);
}
