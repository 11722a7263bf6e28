import { fileURLToPath } from "node:url";
import { decodeMetadata } from "@hearth/protocol/metadata";
import { expect } from "chai";
import { loadBrand } from "../../deploy/brand/load.ts";
import { deployCommunity } from "../../deploy/community.ts";
import { CatalogueError, listCatalogue } from "../../scripts/deploy/catalogue.ts";
import { testBrand } from "../helpers/brand.ts";
import { connection, networkHelpers, now } from "../helpers/chain.ts";

const file = fileURLToPath(new URL("../../deploy/brands/hearthside.json5", import.meta.url));

async function hearthside() {
  const launch = await now();
  const { brand } = loadBrand(file, launch);
  return { brand, launch, community: await deployCommunity(connection, brand) };
}

describe("first catalogue", () => {
  it("lists what the brand file has, with its terms and words", async () => {
    const { brand, launch, community } = await networkHelpers.loadFixture(hearthside);
    const { added, present } = await listCatalogue(connection, community, brand, launch);
    expect(added).to.have.length(brand.campaigns.length + brand.events.length + brand.rewards.length);
    expect(present).to.deep.equal([]);

    const [review] = brand.campaigns;
    const campaign = await community.campaigns.campaign(1);
    expect(campaign.minReward).to.equal(review?.minReward);
    expect(campaign.start).to.equal(launch);
    const mug = decodeMetadata(await community.rewardsStore.rewardURI(1));
    expect(mug).to.include({ name: "Stoneware mug", image: "/api/media/mug.svg" });
    expect(mug.variants).to.deep.equal(["Soot", "Oat"]);
  });

  it("ties a ticket to its event", async () => {
    const { brand, launch, community } = await networkHelpers.loadFixture(hearthside);
    await listCatalogue(connection, community, brand, launch);
    const index = brand.rewards.findIndex(
      (reward) => reward.kind === "ticket" && reward.event === "roastery-day",
    );
    const reward = await community.rewardsStore.reward(index + 1);
    const eventName = decodeMetadata(await community.eventTickets.eventURI(reward.eventId)).name;
    expect(eventName).to.equal(brand.events.find(({ slug }) => slug === "roastery-day")?.name);
  });

  it("lists nothing twice, and what was added to the file later", async () => {
    const { brand, launch, community } = await networkHelpers.loadFixture(hearthside);
    const fewer = { ...brand, rewards: brand.rewards.slice(1) };
    await listCatalogue(connection, community, fewer, launch);
    const { added, present } = await listCatalogue(connection, community, brand, launch);
    expect(added).to.deep.equal([`reward "${brand.rewards[0]?.name}"`]);
    expect(present).to.have.length(fewer.campaigns.length + fewer.events.length + fewer.rewards.length);
    expect(await community.rewardsStore.rewardCount()).to.equal(brand.rewards.length);
  });

  it("says what is missing where nobody may list it", async () => {
    const { brand, launch, community } = await networkHelpers.loadFixture(hearthside);
    const handedOver = {
      ...testBrand({}, launch),
      stage: 2 as const,
      campaigns: brand.campaigns.slice(0, 1),
    };
    const owned = await deployCommunity(connection, handedOver);
    expect(await owned.rewardToken.getAddress()).not.to.equal(await community.rewardToken.getAddress());
    const error: unknown = await listCatalogue(connection, owned, handedOver, launch).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(CatalogueError);
    expect(error)
      .to.have.property("message")
      .that.includes('is an operator: campaign "Tell us how it tastes"');
  });
});
