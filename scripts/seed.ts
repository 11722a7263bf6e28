/** `npm run seed`: fills a local community with the demo's members, reviews, votes and orders. Safe to run again. */
import { awardAll } from "./seed/awards.ts";
import { OPERATOR_INDEX, waves } from "./seed/content/members.ts";
import { giveBadges, openDoor } from "./seed/badges.ts";
import { earlyAwards, laterAwards } from "./seed/content/awards.ts";
import { harvestThanks } from "./seed/content/epochs.ts";
import { clinicEvenings, nextMerch, winterFilter } from "./seed/content/polls.ts";
import { openDemo, type Demo } from "./seed/demo.ts";
import { joinMembers } from "./seed/members.ts";
import { payEpoch } from "./seed/epochs.ts";
import { holdPoll } from "./seed/polls.ts";
import { addProducts } from "./seed/products.ts";
import { planCheaperTote, planCoffeeAsReward, planMoreForReviews } from "./seed/proposalActions.ts";
import { carryOut, openVotes } from "./seed/proposals.ts";
import { addRedemptions, addTickets, publishDeliveryKey } from "./seed/redemptions.ts";
import { addReviews } from "./seed/reviews.ts";
import { fillRooms } from "./seed/rooms.ts";

/** Prints what a step did and how long it took. */
async function step(title: string, work: () => Promise<number>): Promise<void> {
  const began = performance.now();
  const done = await work();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`  ${title.padEnd(34)} ${done === 0 ? "there already" : `${done} added`} (${seconds} s)`);
}

/** Members and what they did until the first proposal was carried out. */
async function seedBeginnings({ chain, clock }: Demo): Promise<void> {
  await step("First members", () => joinMembers(chain, waves.slice(0, 2).flat()));
  await step("Early contributions", () => awardAll(chain, earlyAwards));
  await step("A proposal, carried out", async () =>
    Number(await carryOut(chain, clock, await planMoreForReviews(chain))),
  );
  await step("Badges", () => giveBadges(chain));
  await step("A poll, decided", async () => Number(await holdPoll(chain, clock, winterFilter)));
}

/** The time from then to the present. */
async function seedSeason(demo: Demo): Promise<void> {
  const { chain, clock } = demo;
  await clock.reach(0.5);
  await step("More members", () => joinMembers(chain, waves.slice(2, 3).flat()));
  await clock.reach(0.6);
  await step("The newest members", () => joinMembers(chain, waves.slice(3).flat()));
  await step("Later contributions", () => awardAll(chain, laterAwards));
  await step("Rooms", () => fillRooms(chain));
  await step("A payout to many", () => payEpoch(chain, clock, harvestThanks));
  await step("Orders", () => addRedemptions(demo, 0.65, 0.75));
  await step("Tickets", () => addTickets(demo));
  await step("Guests at the door", () => openDoor(chain));
  await step("Reviews", () => addReviews(demo, 0.75));
}

/** Everything, oldest first: nothing that waits comes after something that expires. */
async function seed(): Promise<void> {
  const demo = await openDemo(process.env);
  const { chain, clock, server } = demo;
  await server.signIn(chain.account(OPERATOR_INDEX));
  await step("A delivery key", () => publishDeliveryKey(demo));
  await step("Products", () => addProducts(demo));
  await seedBeginnings(demo);
  await seedSeason(demo);
  await clock.reach(1);
  await step("Two polls that are open", async () => {
    const held = [await holdPoll(chain, clock, clinicEvenings), await holdPoll(chain, clock, nextMerch)];
    return held.filter(Boolean).length;
  });
  await step("Two proposals under vote", async () => {
    const plans = [await planCheaperTote(chain), planCoffeeAsReward(chain)];
    return openVotes(chain, clock, plans);
  });
  await clock.arrive();
}

const began = performance.now();
try {
  console.log("Filling the demo community");
  await seed();
  console.log(`The demo community is ready (${((performance.now() - began) / 1000).toFixed(1)} s).`);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
