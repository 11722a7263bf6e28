import type { Community } from "./community.ts";

/** A tier as `Membership.setTiers` takes it. */
export interface Tier {
  name: string;
  threshold: bigint;
  units: bigint;
  rights: bigint;
}

/** The tiers of a community, free to be changed and given back. */
export async function tiersOf({ membership }: Community): Promise<Tier[]> {
  return (await membership.tiers()).map(({ name, threshold, units, rights }) => ({
    name,
    threshold,
    units,
    rights,
  }));
}
