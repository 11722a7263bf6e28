import type { MemberName } from "./members.ts";

/** A payout to many members at once. Amounts in whole tokens. */
export interface EpochContent {
  name: string;
  description: string;
  /** Name of the campaign of the brand that pays. */
  campaign: string;
  amounts: Readonly<Partial<Record<MemberName, number>>>;
  /** Who has been paid already; the others still can be. */
  claimed: readonly MemberName[];
}

/** Thanks to all who answered questions in the first season. */
export const harvestThanks: EpochContent = {
  name: "Questions answered well",
  description: "For everybody whose answers helped somebody brew this season, by how often they did.",
  campaign: "Help someone brew",
  amounts: {
    kit: 40,
    marta: 40,
    tomas: 30,
    pia: 25,
    ansel: 25,
    ines: 20,
    dora: 15,
    rae: 15,
    juno: 20,
    bao: 10,
    freya: 15,
    omar: 10,
    lotte: 10,
    sami: 10,
  },
  claimed: ["marta", "tomas", "ansel", "ines", "dora", "juno", "bao", "freya"],
};
