import { checkNamed, duplicates, type Fault, type PartialBrand } from "./fault.ts";

/** Badges of a brand file, told apart by slug and, on chain, by name, each with one issuer. */
export function checkBadges({ badges, events, campaigns }: PartialBrand): Fault[] {
  const atDoors = new Set(events.map((event) => event?.badge));
  const both = campaigns.flatMap((campaign, index): Fault[] => {
    if (campaign?.badge === undefined || !atDoors.has(campaign.badge)) return [];
    const message = "is given at the door of an event already: a badge has one contract that issues it";
    return [{ path: `campaigns[${index}].badge`, message }];
  });
  return [...duplicates(badges, "badges", "slug"), ...duplicates(badges, "badges", "name"), ...both];
}

/** Rooms of a brand file, and that what opens them is there. */
export function checkRooms({ rooms, badges, tierNames }: PartialBrand): Fault[] {
  const faults = [...duplicates(rooms, "rooms", "slug"), ...duplicates(rooms, "rooms", "name")];
  rooms.forEach((room, index) => {
    const path = `rooms[${index}]`;
    if (room?.minTier !== undefined && tierNames.length > 0 && !tierNames.includes(room.minTier)) {
      faults.push({ path: `${path}.minTier`, message: `must be one of the tiers: ${tierNames.join(", ")}` });
    }
    faults.push(...checkNamed(`${path}.badge`, room?.badge, "badges", badges));
  });
  return faults;
}
