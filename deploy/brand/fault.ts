import type {
  BadgeConfig,
  Brand,
  CampaignConfig,
  EventConfig,
  RewardConfig,
  RoomConfig,
  TierConfig,
} from "./schema.ts";

/** Something wrong with a brand file: where, and what in plain words. */
export interface Fault {
  path: string;
  message: string;
}

/** A brand file read as far as it could be: parts, and items of lists, are missing where they are invalid. */
export type PartialBrand = Partial<Omit<Brand, "badges" | "rooms" | "campaigns" | "events" | "rewards">> & {
  badges: (BadgeConfig | undefined)[];
  rooms: (RoomConfig | undefined)[];
  campaigns: (CampaignConfig | undefined)[];
  events: (EventConfig | undefined)[];
  rewards: (RewardConfig | undefined)[];
  tiers: (TierConfig | undefined)[];
  /** Also those of tiers that are invalid otherwise. */
  tierNames: string[];
};

/** Whether the item that a slug names is in the file; silent while one of the list can't be read. */
export function checkNamed(
  path: string,
  slug: string | undefined,
  what: string,
  items: readonly ({ slug: string } | undefined)[],
): Fault[] {
  if (slug === undefined || items.some((each) => each === undefined || each.slug === slug)) return [];
  const slugs = items.flatMap((each) => each?.slug ?? []);
  return [{ path, message: `must be one of the ${what}: ${slugs.join(", ") || "there are none"}` }];
}

/** Items of a list that say the same as an earlier one. */
export function duplicates<Item>(
  items: readonly (Item | undefined)[],
  path: string,
  key: keyof Item & string,
): Fault[] {
  return items.flatMap((item, index) => {
    const first = item ? items.findIndex((each) => each?.[key] === item[key]) : index;
    return first < index
      ? [{ path: `${path}[${index}].${key}`, message: `is the same as in ${path}[${first}]` }]
      : [];
  });
}
