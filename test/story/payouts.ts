import { encodeEpochList, epochTree, type EpochLeaf } from "@hearth/protocol/epochs";
import { expect } from "chai";
import { DELAY, WINDOW } from "../earning/epochStage.ts";
import { networkHelpers } from "../helpers/chain.ts";
import { expectNoEther, refusal, submit, type Person } from "./people.ts";
import { idsOf, payingHouse, tokens } from "./payingHouse.ts";
import { joining, leaving, type Request } from "./requests.ts";

const { loadFixture, time } = networkHelpers;

describe("Payouts", () => {
  let house: Awaited<ReturnType<typeof payingHouse>>;
  /** The members' numbers. */
  let ids: Awaited<ReturnType<typeof idsOf>>;
  let leaves: EpochLeaf[];

  before(async () => {
    house = await loadFixture(payingHouse);
    ids = await idsOf(house);
    const payments = [
      [ids.ada, 40],
      [ids.ben, 30],
      [ids.cleo, 20],
      [ids.dan, 10],
    ] as const;
    leaves = payments.map(([memberId, amount], index) => ({
      index: BigInt(index),
      memberId,
      amount: tokens(amount),
    }));
  });

  /** What is left of a campaign's budget. */
  async function left(campaignId: bigint): Promise<bigint> {
    const { budget, paid } = await house.campaigns.campaign(campaignId);
    return budget - paid;
  }

  async function books(person: Person) {
    const { token } = house;
    return {
      balance: await token.balanceOf(person),
      earned: await token.earned(person),
      debt: await token.debtOf(person),
    };
  }

  async function publish(payments: readonly EpochLeaf[]): Promise<bigint> {
    const { campaigns, accounts, lessonsId } = house;
    const { root, total } = epochTree(payments);
    const uri = encodeEpochList({ name: "Lessons", description: "In the autumn", leaves: payments });
    await campaigns.connect(accounts.attester).publishEpoch(lessonsId, root, total, uri);
    return await campaigns.epochCount();
  }

  const leafWithProof = (index: number) => ({
    ...(leaves[index] as EpochLeaf),
    proof: epochTree(leaves).proofOf(BigInt(index)),
  });

  const claiming = (epochId: bigint, index: number): Request => ({
    contract: house.campaigns,
    name: "claimEpoch",
    args: [epochId, leafWithProof(index)],
  });

  it("begin with a list that is wrong, which the brand calls back before it pays anybody", async () => {
    const { campaigns, accounts, lessonsId } = house;
    const wrong = leaves.map((leaf) => ({ ...leaf, amount: 2n * leaf.amount }));
    const epochId = await publish(wrong);
    expect(await left(lessonsId)).to.equal(tokens(800));
    const { activeAt } = await campaigns.epochOf(epochId);
    const early: Request = {
      contract: campaigns,
      name: "claimEpoch",
      args: [epochId, { ...wrong[0], proof: epochTree(wrong).proofOf(0n) }],
    };
    expect(await refusal(house, early)).to.deep.equal([
      "CampaignsEpochNotOpen",
      epochId,
      activeAt,
      activeAt + BigInt(WINDOW),
    ]);
    await expect(campaigns.connect(accounts.operator).cancelEpoch(epochId))
      .to.emit(campaigns, "EpochCancelled")
      .withArgs(epochId);
    expect(await left(lessonsId)).to.equal(tokens(1000));
    await time.increaseTo(activeAt);
    expect(await refusal(house, early)).to.deep.equal(["CampaignsEpochSettled", epochId]);
  });

  it("are published again, and can't be called back once they pay", async () => {
    const { campaigns, accounts, lessonsId } = house;
    const epochId = await publish(leaves);
    expect(await left(lessonsId)).to.equal(tokens(900));
    await time.increase(DELAY);
    const { activeAt } = await campaigns.epochOf(epochId);
    await expect(campaigns.connect(accounts.operator).cancelEpoch(epochId))
      .to.be.revertedWithCustomError(campaigns, "CampaignsEpochActive")
      .withArgs(epochId, activeAt);
  });

  it("reach ada alone, once, and nobody in her place", async () => {
    const { campaigns, everybody } = house;
    await submit(house, claiming(2n, 0));
    expect(await books(everybody.ada)).to.deep.equal({ balance: tokens(40), earned: tokens(40), debt: 0n });
    expect(await refusal(house, claiming(2n, 0))).to.deep.equal(["CampaignsEpochClaimed", 2n, 0n]);
    const forged = { ...claiming(2n, 1), args: [2n, { ...leafWithProof(1), memberId: ids.ada }] };
    expect(await refusal(house, forged)).to.deep.equal(["CampaignsInvalidProof", 2n, 1n]);
    expect(await campaigns.isEpochClaimed(2n, 1n)).to.equal(false);
  });

  it("reach the others in one batch, which passes over who was paid and who has left", async () => {
    const { campaigns, everybody } = house;
    const { ben, cleo } = everybody;
    await submit(house, await leaving(house, cleo));
    const batch: Request = {
      contract: campaigns,
      name: "claimEpochMany",
      args: [2n, [0, 1, 2].map(leafWithProof)],
    };
    await expect(submit(house, batch))
      .to.emit(campaigns, "EpochClaimed")
      .withArgs(2n, ids.ben, 1n, tokens(30))
      .and.to.emit(campaigns, "EpochClaimSkipped")
      .withArgs(2n, ids.ada, 0n)
      .and.to.emit(campaigns, "EpochClaimSkipped")
      .withArgs(2n, ids.cleo, 2n);
    expect((await books(ben)).balance).to.equal(tokens(30));
    expect((await books(cleo)).earned).to.equal(0n);
    await submit(house, await joining(house, cleo));
    await submit(house, claiming(2n, 2));
    expect((await books(cleo)).balance).to.equal(tokens(20));
  });

  it("go back to the budget where nobody has fetched them in time", async () => {
    const { campaigns, accounts, lessonsId } = house;
    const { activeAt } = await campaigns.epochOf(2n);
    await time.increaseTo(activeAt + BigInt(WINDOW));
    expect((await refusal(house, claiming(2n, 3)))[0]).to.equal("CampaignsEpochNotOpen");
    await expect(campaigns.connect(accounts.stranger).closeEpoch(2n))
      .to.emit(campaigns, "EpochClosed")
      .withArgs(2n, tokens(10));
    expect(await left(lessonsId)).to.equal(tokens(910));
  });

  it("end with nobody having held ether or sent a transaction", async () => {
    await expectNoEther(house.everybody);
  });
});
