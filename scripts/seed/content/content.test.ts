import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../demo.ts";
import { loadBrand } from "../../../deploy/brand/load.ts";
import { awardCampaigns, earlyAwards, laterAwards } from "./awards.ts";
import { badgeContents, cuppingGuests } from "./badges.ts";
import { harvestThanks } from "./epochs.ts";
import { invitations, walletIndex, waves } from "./members.ts";
import { clinicEvenings, nextMerch, winterFilter } from "./polls.ts";
import { products } from "./products.ts";
import { cheaperTote, coffeeAsReward, moreForReviews } from "./proposals.ts";
import { redemptions, tickets } from "./redemptions.ts";
import { blendReviews } from "./reviews/blends.ts";
import { equipmentReviews } from "./reviews/equipment.ts";
import { originReviews } from "./reviews/origins.ts";
import { roomContents } from "./rooms.ts";

const reviews = Object.entries({ ...blendReviews, ...originReviews, ...equipmentReviews }).flatMap(
  ([product, list]) => list.map((review) => ({ ...review, product })),
);

function expectDistinct(values: readonly unknown[]): void {
  expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
}

test("twenty members join, each once and with a wallet of their own", () => {
  const members = waves.flat();
  expect(members).toHaveLength(20);
  expectDistinct(members);
  expectDistinct(members.map(walletIndex));
});

test("whoever invites has joined in an earlier wave", () => {
  const waveOf = (name: string) => waves.findIndex((wave) => wave.some((member) => member === name));
  for (const { inviter, invitee } of invitations) expect(waveOf(inviter)).toBeLessThan(waveOf(invitee));
});

test("each product and reward has its picture", () => {
  const pictures = [...products.map(({ slug }) => slug), ...redemptions.map(({ reward }) => reward)];
  const missing = pictures.filter(
    (name) => !existsSync(join(ROOT, `deploy/brands/hearthside/media/${name}.svg`)),
  );
  expect(products).toHaveLength(12);
  expect(missing).toEqual([]);
});

test("forty reviews, in all states, each of a product on the shelf", () => {
  const shelf = new Set(products.map(({ slug }) => slug));
  expect(reviews).toHaveLength(40);
  expect(reviews.filter(({ product }) => !shelf.has(product))).toEqual([]);
  expect(new Set(reviews.map(({ outcome }) => outcome.state))).toEqual(
    new Set(["waiting", "approved", "claimed", "rejected"]),
  );
});

test("reviews are as long as the demo wants them, and no two by one author are of the same product", () => {
  const odd = reviews.filter(({ text }) => text.length < 80 || text.length > 700);
  expect(odd.map(({ title }) => title)).toEqual([]);
  expectDistinct(reviews.map(({ author, product }) => `${author} ${product}`));
  expectDistinct(reviews.map(({ text }) => text));
});

test("what reviews are found worth does not follow their stars", () => {
  const worthOfHarsh = reviews.flatMap(({ outcome, rating }) =>
    rating <= 3 && "worth" in outcome ? [outcome.worth] : [],
  );
  expect(Math.max(...worthOfHarsh)).toBeGreaterThanOrEqual(0.9);
});

test("awards fit the campaigns they come from", () => {
  const batches = [...earlyAwards, ...laterAwards];
  for (const { key, minReward, maxReward, budget } of awardCampaigns) {
    const amounts = batches
      .filter(({ campaign }) => campaign === key)
      .flatMap((batch) => Object.values(batch.amounts));
    expect(Math.min(...amounts)).toBeGreaterThanOrEqual(minReward);
    expect(Math.max(...amounts)).toBeLessThanOrEqual(maxReward);
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeLessThanOrEqual(budget);
  }
});

test("nobody votes twice, and the personas are left their votes on what is open", () => {
  for (const { votes } of [moreForReviews, cheaperTote, coffeeAsReward]) {
    expectDistinct(votes.map(({ member }) => member));
  }
  const voters = [...cheaperTote.votes, ...coffeeAsReward.votes].map(({ member }) => member);
  expect(voters.filter((name) => ["kit", "pia", "rae", "ned"].includes(name))).toEqual([]);
});

const { brand } = loadBrand(join(ROOT, "deploy/brands/hearthside.json5"), 1_800_000_000);

test("rooms and badges are the brand's, and nobody is in one twice", () => {
  const badges = [...badgeContents.map(({ name }) => name), "Cupped with us", "On the roasting floor"];
  expect(badges).toHaveLength(brand.badges.length);
  expect(brand.badges.map(({ name }) => name)).toEqual(expect.arrayContaining(badges));
  expect(roomContents.map(({ name }) => name)).toEqual(brand.rooms.map(({ name }) => name));
  for (const { steward, joined, added = [], invited = [] } of roomContents) {
    expect(joined).toContain(steward);
    expectDistinct([...joined, ...added, ...invited]);
  }
  for (const { holders } of badgeContents) expectDistinct(holders);
});

test("whoever was let in has a ticket", () => {
  const guests = tickets.flatMap(({ member, event }) => (event === "cupping-night" ? [member] : []));
  expect(guests).toEqual(expect.arrayContaining([...cuppingGuests]));
});

test("polls differ in method, ballots fit them, and the personas are left theirs on what is open", () => {
  const polls = [winterFilter, clinicEvenings, nextMerch];
  expectDistinct(polls.map(({ method }) => method));
  for (const { ballots, options, limit } of polls) {
    expectDistinct(ballots.map(({ member }) => member));
    for (const ballot of ballots) {
      expect(ballot.options.length).toBeLessThanOrEqual(limit);
      expect(Math.max(...ballot.options)).toBeLessThanOrEqual(options.length);
    }
  }
  const voters = polls
    .filter(({ over }) => !over)
    .flatMap(({ ballots }) => ballots.map(({ member }) => member));
  expect(voters.filter((name) => ["kit", "pia", "rae", "ned"].includes(name))).toEqual([]);
  const inRoom = roomContents.find(({ name }) => name === clinicEvenings.room)?.joined;
  expect(inRoom).toEqual(expect.arrayContaining(clinicEvenings.ballots.map(({ member }) => member)));
});

test("the payout is a campaign's of the brand, and some have not been paid yet", () => {
  const campaign = brand.campaigns.find(({ name }) => name === harvestThanks.campaign);
  expect(campaign?.signatures).toBe(1);
  const names = Object.keys(harvestThanks.amounts);
  expect(names).toEqual(expect.arrayContaining([...harvestThanks.claimed]));
  expect(harvestThanks.claimed.length).toBeLessThan(names.length);
});
