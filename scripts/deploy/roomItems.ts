import { encodeMetadata } from "@hearth/protocol/metadata";
import { badgeKinds, roomEntries } from "@hearth/protocol/rooms";
import { ZeroAddress } from "ethers";
import type { Brand } from "../../deploy/brand/schema.ts";
import { idsBySlug, metadataOf, namesOnChain, type Catalogue, type Item } from "./items.ts";

/** Numbers of the brand file's badges on chain, by slug. */
export async function badgeIdsOf(badges: Catalogue["badges"], brand: Brand): Promise<Map<string, bigint>> {
  return idsBySlug(brand.badges, await namesOnChain(await badges.badgeCount(), (id) => badges.uri(id)));
}

/** What says which room one has to be in for something, and which badge one has to have; zero for none. */
export async function gateIds({ rooms, badges }: Catalogue, brand: Brand) {
  const badgeIds = await badgeIdsOf(badges, brand);
  const names = await namesOnChain(await rooms.roomCount(), (id) => rooms.uri(id));
  const roomIds = idsBySlug(brand.rooms, names);
  return ({ room, badge }: { room?: string | undefined; badge?: string | undefined }) => ({
    roomId: room === undefined ? 0n : (roomIds.get(room) ?? 0n),
    badgeId: badge === undefined ? 0n : (badgeIds.get(badge) ?? 0n),
  });
}

/** The badges of a brand file. Besides operators, tickets issue those that an event names, campaigns those of theirs. */
export async function badgeItems(catalogue: Catalogue, brand: Brand): Promise<Item[]> {
  const { badges, eventTickets, campaigns } = catalogue;
  const names = await namesOnChain(await badges.badgeCount(), (id) => badges.uri(id));
  const issuers = new Map([
    ...(await issuersOf(eventTickets, brand.events)),
    ...(await issuersOf(campaigns, brand.campaigns)),
  ]);
  return brand.badges.map((config) => ({
    label: `badge "${config.name}"`,
    present: names.has(config.name),
    send: () =>
      badges.createBadge(
        {
          kind: badgeKinds.indexOf(config.kind),
          revocable: config.revocable,
          issuer: issuers.get(config.slug) ?? ZeroAddress,
        },
        encodeMetadata(metadataOf(config)),
      ),
  }));
}

/** The contract, by the slug of each badge that something of it names. */
async function issuersOf(
  contract: { getAddress: () => Promise<string> },
  items: readonly { badge?: string | undefined }[],
): Promise<[slug: string, issuer: string][]> {
  const issuer = await contract.getAddress();
  return items.flatMap(({ badge }): [string, string][] => (badge === undefined ? [] : [[badge, issuer]]));
}

/** The rooms of a brand file. The badges that open them must be on chain. */
export async function roomItems({ rooms, badges }: Catalogue, brand: Brand): Promise<Item[]> {
  const names = await namesOnChain(await rooms.roomCount(), (id) => rooms.uri(id));
  const badgeIds = await badgeIdsOf(badges, brand);
  const tiers = brand.membership.tiers.map(({ name }) => name);
  return brand.rooms.map((config) => ({
    label: `room "${config.name}"`,
    present: names.has(config.name),
    send: () =>
      rooms.createRoom(
        {
          entry: roomEntries.indexOf(config.entry),
          minTier: config.minTier === undefined ? 0 : tiers.indexOf(config.minTier),
          badgeId: config.badge === undefined ? 0n : (badgeIds.get(config.badge) ?? 0n),
          capacity: config.capacity,
        },
        encodeMetadata(metadataOf(config)),
      ),
  }));
}
