import { campaignKinds } from "@hearth/protocol/campaigns";
import { encodeMetadata } from "@hearth/protocol/metadata";
import { roles } from "@hearth/protocol/roles";
import { secondOf } from "../../deploy/brand/fields.ts";
import type { Brand, CampaignConfig, RewardConfig } from "../../deploy/brand/schema.ts";
import type { Community, Connection } from "../../deploy/community.ts";
import { metadataOf, namesOnChain, type Catalogue, type Item } from "./items.ts";
import { badgeIdsOf, badgeItems, gateIds, roomItems } from "./roomItems.ts";

/** What the catalogue step did, item by item in words such as `campaign "Be there"`. */
export interface CatalogueResult {
  added: string[];
  present: string[];
}

/** Items of the brand file could not be listed. Its message says which were and which were not. */
export class CatalogueError extends Error {
  override name = "CatalogueError";
}

/**
 * Lists the badges, rooms, campaigns, events and rewards of a brand file that are not on chain yet, told apart by their
 * names. An interrupted run can be repeated.
 * @param connection The network; one of its accounts must be an operator if anything is missing.
 * @param community The contracts.
 * @param brand The brand.
 * @param launch Second from which the brand's relative times count.
 */
export async function listCatalogue(
  connection: Connection,
  community: Community,
  brand: Brand,
  launch: number,
): Promise<CatalogueResult> {
  const acting = await asOperator(connection, community);
  const result: CatalogueResult = { added: [], present: [] };
  const { community: catalogue, mayList } = acting;
  // What is named by others comes before them.
  await list(await badgeItems(catalogue, brand), mayList, result);
  await list(await roomItems(catalogue, brand), mayList, result);
  await list(await eventItems(catalogue, brand, launch), mayList, result);
  await list(await campaignItems(catalogue, brand, launch), mayList, result);
  await list(await rewardItems(catalogue, brand, launch), mayList, result);
  return result;
}

/** Connects the contracts to the first account that is an operator. */
async function asOperator(
  connection: Connection,
  community: Community,
): Promise<{ community: Catalogue; mayList: boolean }> {
  for (const signer of await connection.ethers.getSigners()) {
    const { isMember } = await community.accessManager.hasRole(roles.OPERATOR, signer.address);
    if (!isMember) continue;
    const { badges, rooms, campaigns, eventTickets, rewardsStore } = community;
    return {
      community: {
        badges: badges.connect(signer),
        rooms: rooms.connect(signer),
        campaigns: campaigns.connect(signer),
        eventTickets: eventTickets.connect(signer),
        rewardsStore: rewardsStore.connect(signer),
      },
      mayList: true,
    };
  }
  return { community, mayList: false };
}

async function list(items: Item[], mayList: boolean, result: CatalogueResult): Promise<void> {
  const missing = items.filter((item) => !item.present);
  result.present.push(...items.filter((item) => item.present).map(({ label }) => label));
  if (missing.length > 0 && !mayList) {
    throw new CatalogueError(
      `Not listed, since no account of this network is an operator: ${missing.map(({ label }) => label).join(", ")}.\n` +
        "List them in the dashboard's operator area, or take them out of the brand file.",
    );
  }
  for (const { label, send } of missing) {
    try {
      await (await send()).wait();
    } catch (error) {
      const done = result.added.length > 0 ? `Listed before it: ${result.added.join(", ")}.\n` : "";
      const reason = error instanceof Error ? error.message : String(error);
      throw new CatalogueError(`${label} could not be listed.\n${done}${reason}`, { cause: error });
    }
    result.added.push(label);
  }
}

async function campaignItems(catalogue: Catalogue, brand: Brand, launch: number): Promise<Item[]> {
  const { campaigns, eventTickets } = catalogue;
  const gate = await gateIds(catalogue, brand);
  const names = await namesOnChain(await campaigns.campaignCount(), (id) => campaigns.campaignURI(id));
  const events = await namesOnChain(await eventTickets.eventCount(), (id) => eventTickets.eventURI(id));
  return brand.campaigns.map((config) => ({
    label: `campaign "${config.name}"`,
    present: names.has(config.name),
    send: () => {
      const event = brand.events.find(({ slug }) => slug === config.event);
      const eventId = event ? (events.get(event.name) ?? 0n) : 0n;
      return campaigns.createCampaign(
        { ...campaignTerms(config, launch), ...gate(config), eventId },
        encodeMetadata({ name: config.name, description: config.description }),
      );
    },
  }));
}

function campaignTerms(config: CampaignConfig, launch: number) {
  return {
    minReward: config.minReward,
    maxReward: config.maxReward,
    start: secondOf(config.starts, launch),
    end: secondOf(config.ends, launch),
    perMemberCap: config.perMember,
    kind: campaignKinds.indexOf(config.kind),
    signaturesNeeded: config.signatures,
    budget: config.budget,
    disputeWindow: config.disputeWindow,
    referralStanding: config.referralStanding ?? 0n,
  };
}

async function eventItems(
  { eventTickets, badges }: Catalogue,
  brand: Brand,
  launch: number,
): Promise<Item[]> {
  const names = await namesOnChain(await eventTickets.eventCount(), (id) => eventTickets.eventURI(id));
  const badgeIds = await badgeIdsOf(badges, brand);
  return brand.events.map((config) => ({
    label: `event "${config.name}"`,
    present: names.has(config.name),
    send: () =>
      eventTickets.createEvent(
        {
          capacity: config.capacity,
          doorsOpen: secondOf(config.doorsOpen, launch),
          ends: secondOf(config.ends, launch),
          returnUntil: secondOf(config.returnUntil, launch),
          transferUntil: config.transferUntil ? secondOf(config.transferUntil, launch) : 0,
          badgeId: config.badge === undefined ? 0n : (badgeIds.get(config.badge) ?? 0n),
        },
        encodeMetadata({ ...metadataOf(config), place: config.place }),
      ),
  }));
}

async function rewardItems(catalogue: Catalogue, brand: Brand, launch: number): Promise<Item[]> {
  const { rewardsStore, eventTickets } = catalogue;
  const gate = await gateIds(catalogue, brand);
  const names = await namesOnChain(await rewardsStore.rewardCount(), (id) => rewardsStore.rewardURI(id));
  const events = await namesOnChain(await eventTickets.eventCount(), (id) => eventTickets.eventURI(id));
  const tiers = brand.membership.tiers.map((tier) => tier.name);
  return brand.rewards.map((config) => ({
    label: `reward "${config.name}"`,
    present: names.has(config.name),
    send: () => {
      const event =
        config.kind === "ticket" ? brand.events.find(({ slug }) => slug === config.event) : undefined;
      const eventId = event ? (events.get(event.name) ?? 0n) : 0n;
      const terms = {
        ...rewardTerms(config, launch),
        ...gate(config),
        minTier: tiers.indexOf(config.minTier),
        eventId,
      };
      const variants = config.kind === "merch" && config.variants ? { variants: config.variants } : {};
      const place = event ? { place: event.place } : {};
      return rewardsStore.listReward(terms, encodeMetadata({ ...metadataOf(config), ...variants, ...place }));
    },
  }));
}

function rewardTerms(config: RewardConfig, launch: number) {
  const merch = config.kind === "merch" ? config : undefined;
  return {
    kind: merch ? 0 : 1,
    price: config.price,
    stock: merch?.variants ? 0 : config.stock,
    variantStock: merch?.variants
      ? (merch.variantStock ?? evenShares(config.stock, merch.variants.length))
      : [],
    perMember: config.perMember,
    opens: secondOf(config.opens, launch),
    closes: config.closes ? secondOf(config.closes, launch) : 0,
    cancelWindow: merch?.cancelWindow ?? 0,
    fulfilWithin: merch?.fulfilWithin ?? 0,
  };
}

/**
 * A stock spread over so many variants as evenly as can be.
 * @param total Pieces altogether.
 * @param count How many variants there are.
 */
export function evenShares(total: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.floor((total + index) / count));
}
