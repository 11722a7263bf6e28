import type { MemberName } from "./members.ts";

/** One batch that an attester awards: many members for one thing they did together. */
export interface AwardContent {
  /** The campaign that pays. */
  campaign: AwardCampaign["key"];
  /** What was contributed to; hashed into the award's subject. */
  subject: string;
  /** Whole tokens by member. */
  amounts: Readonly<Partial<Record<MemberName, number>>>;
}

/** A campaign from which the demo's members earned before reviews began. Amounts in whole tokens. */
export interface AwardCampaign {
  key: "founding" | "help" | "teaching" | "moderation";
  /** As `ICampaigns.Kind` numbers them: Help 1, Moderation 2, Teaching 3, Custom 6. */
  kind: 1 | 2 | 3 | 6;
  name: string;
  description: string;
  image: string;
  minReward: number;
  maxReward: number;
  budget: number;
}

/** Campaigns beside the brand's own; listed by the operator when they are missing. */
export const awardCampaigns: readonly AwardCampaign[] = [
  {
    key: "founding",
    kind: 6,
    name: "Founding season",
    description:
      "For those who were here before there was a here: tasting panels, name-finding, painting the shopfront.",
    image: "/api/media/roastery-day.svg",
    minReward: 10,
    maxReward: 600,
    budget: 5_000,
  },
  {
    key: "help",
    kind: 1,
    name: "Lend a hand",
    description: "Packing sample boxes, pouring at open days, carrying sacks when the lorry comes.",
    image: "/api/media/sample-box.svg",
    minReward: 5,
    maxReward: 300,
    budget: 6_000,
  },
  {
    key: "teaching",
    kind: 3,
    name: "Home-brew school",
    description:
      "Teach others what your kitchen taught you: an evening class, a guide, a clinic for sad espresso.",
    image: "/api/media/stoneware-dripper.svg",
    minReward: 40,
    maxReward: 250,
    budget: 5_000,
  },
  {
    key: "moderation",
    kind: 2,
    name: "Reading circle",
    description: "For members who read reviews with care and keep our conversations worth having.",
    image: "/api/media/hearth-blend.svg",
    minReward: 20,
    maxReward: 200,
    budget: 3_000,
  },
];

/** What the first three waves earned early, enough for their tiers to count when the first proposal was voted on. */
export const earlyAwards: readonly AwardContent[] = [
  {
    campaign: "founding",
    subject: "founding:tasting-panel",
    amounts: { kit: 600, marta: 450, tomas: 300, pia: 220, ansel: 200, ines: 180 },
  },
  {
    campaign: "founding",
    subject: "founding:shopfront",
    amounts: {
      kit: 600,
      marta: 520,
      tomas: 240,
      ansel: 160,
      ines: 200,
      rae: 60,
      juno: 80,
      bao: 40,
      freya: 70,
    },
  },
  {
    campaign: "teaching",
    subject: "teaching:espresso-clinic",
    amounts: { kit: 250, marta: 200, tomas: 180, pia: 150 },
  },
  {
    campaign: "help",
    subject: "help:first-sample-boxes",
    amounts: {
      kit: 280,
      marta: 260,
      tomas: 120,
      pia: 180,
      ansel: 150,
      ines: 180,
      rae: 80,
      dora: 120,
      juno: 90,
    },
  },
  {
    campaign: "teaching",
    subject: "teaching:grinder-workshop",
    amounts: { kit: 220, marta: 180, ansel: 120 },
  },
  {
    campaign: "moderation",
    subject: "moderation:first-season",
    amounts: { kit: 200, marta: 200, pia: 100 },
  },
];

/** What was earned later, up to the present. */
export const laterAwards: readonly AwardContent[] = [
  {
    campaign: "moderation",
    subject: "moderation:autumn-reading",
    amounts: { kit: 200, marta: 180, tomas: 120, pia: 110, ines: 60 },
  },
  {
    campaign: "teaching",
    subject: "teaching:filter-evenings",
    amounts: { kit: 220, marta: 240, tomas: 160, ansel: 80 },
  },
  {
    campaign: "help",
    subject: "help:harvest-lorry",
    amounts: {
      kit: 180,
      marta: 140,
      bao: 150,
      freya: 160,
      omar: 170,
      sami: 130,
      rae: 60,
      dora: 90,
      lotte: 60,
    },
  },
  {
    campaign: "help",
    subject: "help:open-day-bar",
    amounts: { kit: 240, rae: 60, ansel: 90, juno: 120, omar: 60, lotte: 90, greta: 30, nils: 20, priya: 20 },
  },
];
