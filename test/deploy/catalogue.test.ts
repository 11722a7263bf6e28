import { fileURLToPath } from "node:url";
import { decodeMetadata } from "@hearth/protocol/metadata";
import { expect } from "chai";
import { badgeKinds, roomEntries } from "@hearth/protocol/rooms";
import { loadBrand } from "../../deploy/brand/load.ts";
import type { Brand } from "../../deploy/brand/schema.ts";
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

/** How many things a brand file lists. */
function sizeOf({ badges, rooms, campaigns, events, rewards }: Brand): number {
  return [badges, rooms, campaigns, events, rewards].flat().length;
}

describe("first catalogue", () => {
  it("lists what the brand file has, with its terms and words", async () => {
    const { brand, launch, community } = await networkHelpers.loadFixture(hearthside);
    const { added, present } = await listCatalogue(connection, community, brand, launch);
    expect(added).to.have.length(sizeOf(brand));
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

  it("creates badges and rooms, and ties them to what names them", async () => {
    const { brand, launch, community } = await networkHelpers.loadFixture(hearthside);
    await listCatalogue(connection, community, brand, launch);
    const { badges, rooms, eventTickets } = community;
    const nameOf = async (uri: Promise<string>) => decodeMetadata(await uri).name;
    for (const [index, config] of brand.badges.entries()) {
      const badge = await badges.badgeOf(index + 1);
      expect(await nameOf(badges.uri(index + 1))).to.equal(config.name);
      expect(badgeKinds[Number(badge.kind)]).to.equal(config.kind);
      expect(badge.revocable).to.equal(config.revocable);
      const atDoor = brand.events.some((event) => event.badge === config.slug);
      expect(badge.issuer === (await eventTickets.getAddress())).to.equal(atDoor);
    }
    for (const [index, config] of brand.rooms.entries()) {
      const room = await rooms.roomOf(index + 1);
      expect(await nameOf(rooms.uri(index + 1))).to.equal(config.name);
      expect(roomEntries[Number(room.entry)]).to.equal(config.entry);
      expect(room.capacity).to.equal(config.capacity);
      const opened = brand.badges.find(({ slug }) => slug === config.badge);
      if (opened) expect(await nameOf(badges.uri(room.badgeId))).to.equal(opened.name);
    }
    for (const [index, { badge }] of brand.events.entries()) {
      const { badgeId } = await eventTickets.eventOf(index + 1);
      expect(badgeId !== 0n).to.equal(badge !== undefined);
    }
  });

  it("keeps a reward for those in a room", async () => {
    const { brand, launch, community } = await networkHelpers.loadFixture(hearthside);
    await listCatalogue(connection, community, brand, launch);
    const index = brand.rewards.findIndex(({ room }) => room === "roast-council");
    const reward = await community.rewardsStore.reward(index + 1);
    const name = decodeMetadata(await community.rooms.uri(reward.roomId)).name;
    expect(name).to.equal(brand.rooms.find(({ slug }) => slug === "roast-council")?.name);
    expect(reward.badgeId).to.equal(0n);
  });

  it("lists nothing twice, and what was added to the file later", async () => {
    const { brand, launch, community } = await networkHelpers.loadFixture(hearthside);
    const fewer = { ...brand, rewards: brand.rewards.slice(1) };
    await listCatalogue(connection, community, fewer, launch);
    const { added, present } = await listCatalogue(connection, community, brand, launch);
    expect(added).to.deep.equal([`reward "${brand.rewards[0]?.name}"`]);
    expect(present).to.have.length(sizeOf(fewer));
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
