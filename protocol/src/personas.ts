import type { RoleName } from "./roles.ts";

/** One of the demo's people: a wallet everybody can use, with a name and a story. */
export interface Persona {
  key: "olive" | "dora" | "kit" | "pia" | "rae" | "ned" | "vera";
  name: string;
  /** Index of the wallet: `m/44'/60'/0'/0/<index>` of {@link demoMnemonic}. */
  index: number;
  /** Who it is, in a line for the list of demo wallets. */
  about: string;
  /** What the person is known for on the brand's side; members have none. All roles are on chain. */
  role?: RoleName;
}

/** The public test phrase that local development nodes share. Worthless: never send anything to its wallets. */
export const demoMnemonic = "test test test test test test test test test test test junk";

/** The demo's people, brand side first. They exist on the local chain (31337) only. */
export const personas: readonly Persona[] = [
  { key: "olive", name: "Olive", index: 0, about: "Runs the community for the brand", role: "OPERATOR" },
  { key: "dora", name: "Dora", index: 1, about: "Keeps the door at events", role: "DOOR" },
  { key: "kit", name: "Kit", index: 2, about: "Keeper: has been here from the start" },
  { key: "pia", name: "Pia", index: 3, about: "Pillar: grades reviews and makes proposals" },
  { key: "rae", name: "Rae", index: 4, about: "Regular: invites friends" },
  { key: "ned", name: "Ned", index: 5, about: "Newcomer: joined a few days ago" },
  { key: "vera", name: "Vera", index: 6, about: "Visitor: not a member yet" },
];

/** HD indexes of the demo's other members, who have no face in the wallet list. */
export const supportingIndexes: readonly number[] = Array.from({ length: 15 }, (_, offset) => 7 + offset);

/** HD index of the wallet from which the local chain's relay sends. Nobody else does. */
export const relayIndex = 100;

/** HD index of the wallet with which the local chain's server signs exports. */
export const exportIndex = 101;

/** Opens the demo's delivery key. As public as the test phrase: the local chain's addresses are made up. */
export const demoDeliveryPassphrase = "DEM0H-EARTH-S1DEC-0FFEE-DEM0X-Y";
