import { secondOf, type Moment } from "./fields.ts";
import { checkNamed, duplicates, type Fault, type PartialBrand } from "./fault.ts";
import { checkBadges, checkRooms } from "./roomRules.ts";
import type { RewardConfig } from "./schema.ts";

/**
 * Checks what no part can check alone. Parts that are missing are passed over, so that one fault hides no other.
 * @param brand What could be read.
 * @param launch Second of the launch, which relative times count from.
 */
export function checkRules(brand: PartialBrand, launch: number): Fault[] {
  return [
    ...checkTiers(brand),
    ...checkToken(brand),
    ...checkGovernor(brand),
    ...checkGuardian(brand),
    ...checkRoles(brand),
    ...checkEpochs(brand),
    ...checkEntry(brand),
    ...checkBadges(brand),
    ...checkRooms(brand),
    ...checkCampaigns(brand, launch),
    ...checkEvents(brand, launch),
    ...checkRewards(brand, launch),
  ];
}

function checkTiers({ tiers }: PartialBrand): Fault[] {
  const faults = duplicates(tiers, "membership.tiers", "name");
  tiers.forEach((tier, index) => {
    if (!tier) return;
    const before = tiers[index - 1];
    const path = `membership.tiers[${index}]`;
    if (index === 0 && tier.threshold !== 0n)
      faults.push({ path: `${path}.threshold`, message: "must be 0 in the first tier" });
    if (!before) return;
    if (tier.threshold <= before.threshold) {
      faults.push({ path: `${path}.threshold`, message: `must be more than that of ${before.name}` });
    }
    if (tier.units < before.units) {
      faults.push({ path: `${path}.units`, message: `must not be less than those of ${before.name}` });
    }
  });
  return faults;
}

function checkToken({ token }: PartialBrand): Fault[] {
  if (!token) return [];
  const { supplyCap, emission } = token;
  const faults: Fault[] = [];
  if (emission.epoch === 0)
    faults.push({ path: "token.emission.epoch", message: "must be at least 1 second" });
  if (supplyCap === 0n)
    faults.push({ path: "token.supplyCap", message: "must be more than 0, or be left out for no cap" });
  if (emission.cap === 0n)
    faults.push({ path: "token.emission.cap", message: "must be more than 0: nothing could be earned" });
  if (supplyCap !== undefined && emission.cap > supplyCap) {
    faults.push({ path: "token.emission.cap", message: "must not be more than token.supplyCap" });
  }
  return faults;
}

/** A guardian whose time is over from the first second on is a mistake, and one whose time never ends is a ruler. */
function checkGuardian({ governor, roles }: PartialBrand): Fault[] {
  if (!governor || !roles || roles.guardian.length === 0 || governor.guardianTerm > 0) return [];
  const message = "must be more than 0, or roles.guardian be empty";
  return [{ path: "governor.guardianTerm", message }];
}

function checkGovernor({ governor, tiers }: PartialBrand): Fault[] {
  if (!governor) return [];
  const faults: Fault[] = [];
  if (governor.votingPeriod === 0)
    faults.push({ path: "governor.votingPeriod", message: "must be at least 1 second" });
  const mayPropose = tiers.some(
    (tier) => !tier || (tier.rights.includes("propose") && tier.units >= governor.proposalUnits),
  );
  if (tiers.length > 0 && !mayPropose) {
    faults.push({
      path: "governor.proposalUnits",
      message: "no tier may propose and has as many units: nobody could ever propose",
    });
  }
  return faults;
}

function checkRoles({ roles, stage }: PartialBrand): Fault[] {
  if (!roles) return [];
  const faults = Object.entries(roles).flatMap(([role, holders]) => {
    const keys = holders.map(String);
    return keys.flatMap((key, index) =>
      keys.indexOf(key) < index ? [{ path: `roles.${role}[${index}]`, message: "is named twice" }] : [],
    );
  });
  if (stage === 0 && roles.admin.length === 0) {
    faults.push({
      path: "roles.admin",
      message: "must name somebody in stage 0: nobody could change a role",
    });
  }
  if (stage !== 2 && roles.operator.length === 0) {
    faults.push({
      path: "roles.operator",
      message: "must name somebody before stage 2: nobody could run the community",
    });
  }
  return faults;
}

function checkEpochs({ epochs }: PartialBrand): Fault[] {
  return epochs?.claimWindow === 0
    ? [{ path: "epochs.claimWindow", message: "must be at least 1 second" }]
    : [];
}

/** Operators sign the first invitations. In stage 2 only the timelock is one, and it has no key to sign with. */
function checkEntry({ membership, stage }: PartialBrand): Fault[] {
  if (stage !== 2 || membership?.entry !== "invite") return [];
  return [
    { path: "membership.entry", message: "must be open in stage 2: nobody could invite the first member" },
  ];
}

function checkCampaigns(brand: PartialBrand, launch: number): Fault[] {
  const { campaigns, token } = brand;
  const faults = duplicates(campaigns, "campaigns", "name");
  campaigns.forEach((campaign, index) => {
    if (!campaign) return;
    const path = `campaigns[${index}]`;
    faults.push(...checkOrder(path, { starts: campaign.starts, ends: campaign.ends }, launch));
    faults.push(...checkFuture(`${path}.ends`, campaign.ends, launch));
    if (token && campaign.maxReward > token.emission.cap) {
      faults.push({
        path: `${path}.maxReward`,
        message: "must not be more than token.emission.cap: it could not be paid",
      });
    }
    if (token?.supplyCap !== undefined && campaign.budget > token.supplyCap) {
      faults.push({ path: `${path}.budget`, message: "must not be more than token.supplyCap" });
    }
    faults.push(...checkNamed(`${path}.event`, campaign.event, "events", brand.events));
    faults.push(...checkNamed(`${path}.room`, campaign.room, "rooms", brand.rooms));
    faults.push(...checkNamed(`${path}.badge`, campaign.badge, "badges", brand.badges));
  });
  return faults;
}

function checkEvents({ events, badges }: PartialBrand, launch: number): Fault[] {
  const faults = [...duplicates(events, "events", "slug"), ...duplicates(events, "events", "name")];
  events.forEach((event, index) => {
    if (!event) return;
    const { doorsOpen, ends, returnUntil, transferUntil, badge } = event;
    faults.push(...checkNamed(`events[${index}].badge`, badge, "badges", badges));
    faults.push(...checkOrder(`events[${index}]`, { doorsOpen, ends }, launch));
    faults.push(...checkFuture(`events[${index}].ends`, ends, launch));
    if (secondOf(returnUntil, launch) > secondOf(doorsOpen, launch)) {
      faults.push({ path: `events[${index}].returnUntil`, message: "must not be after the doors open" });
    }
    if (transferUntil && secondOf(transferUntil, launch) > secondOf(doorsOpen, launch)) {
      faults.push({ path: `events[${index}].transferUntil`, message: "must not be after the doors open" });
    }
  });
  return faults;
}

/** No order may stay open for longer: `RewardsStore.MAX_FULFIL_WITHIN`, in seconds. */
const YEAR = 365 * 86_400;

function checkRewards(brand: PartialBrand, launch: number): Fault[] {
  const { tierNames } = brand;
  const faults = duplicates(brand.rewards, "rewards", "name");
  brand.rewards.forEach((reward, index) => {
    if (!reward) return;
    const path = `rewards[${index}]`;
    const { opens, closes } = reward;
    if (closes) faults.push(...checkOrder(path, { opens, closes }, launch));
    if (closes) faults.push(...checkFuture(`${path}.closes`, closes, launch));
    faults.push(...checkNamed(`${path}.room`, reward.room, "rooms", brand.rooms));
    faults.push(...checkNamed(`${path}.badge`, reward.badge, "badges", brand.badges));
    if (reward.price === 0n) faults.push({ path: `${path}.price`, message: "must be more than 0" });
    if (tierNames.length > 0 && !tierNames.includes(reward.minTier)) {
      faults.push({ path: `${path}.minTier`, message: `must be one of the tiers: ${tierNames.join(", ")}` });
    }
    faults.push(
      ...(reward.kind === "ticket" ? checkTicket(reward, path, brand, launch) : checkMerch(reward, path)),
    );
  });
  return faults;
}

function checkMerch(reward: Extract<RewardConfig, { kind: "merch" }>, path: string): Fault[] {
  const faults = checkVariantStock(reward, `${path}.variantStock`);
  if (reward.fulfilWithin <= reward.cancelWindow) {
    faults.push({ path: `${path}.fulfilWithin`, message: "must be longer than cancelWindow" });
  }
  if (reward.fulfilWithin > YEAR) {
    faults.push({ path: `${path}.fulfilWithin`, message: "must be 365 days at most" });
  }
  return faults;
}

function checkVariantStock(
  { variants, variantStock, stock }: Extract<RewardConfig, { kind: "merch" }>,
  path: string,
): Fault[] {
  if (!variantStock) return [];
  if (variantStock.length !== (variants?.length ?? 0)) {
    return [{ path, message: "must have a number for each of the variants" }];
  }
  const sum = variantStock.reduce((total, pieces) => total + pieces, 0);
  return sum === stock ? [] : [{ path, message: `must add up to the stock, ${stock}, not to ${sum}` }];
}

function checkTicket(
  reward: Extract<RewardConfig, { kind: "ticket" }>,
  path: string,
  { events }: PartialBrand,
  launch: number,
): Fault[] {
  const event = events.find((each) => each?.slug === reward.event);
  if (!event) return checkNamed(`${path}.event`, reward.event, "events", events);
  const faults: Fault[] = [];
  if (reward.stock > event.capacity) {
    faults.push({
      path: `${path}.stock`,
      message: `must not be more than the event's capacity, ${event.capacity}`,
    });
  }
  if (reward.closes && secondOf(reward.closes, launch) > secondOf(event.ends, launch)) {
    faults.push({ path: `${path}.closes`, message: "must not be after the event ends" });
  }
  return faults;
}

/** Two moments by name, the first of which must come first. */
function checkOrder(path: string, moments: Record<string, Moment>, launch: number): Fault[] {
  const [[first, one], [second, other]] = Object.entries(moments) as [[string, Moment], [string, Moment]];
  if (secondOf(one, launch) < secondOf(other, launch)) return [];
  return [{ path: `${path}.${second}`, message: `must be after ${first}` }];
}

function checkFuture(path: string, moment: Moment, launch: number): Fault[] {
  return secondOf(moment, launch) > launch ? [] : [{ path, message: "is past already" }];
}
