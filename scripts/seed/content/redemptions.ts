import type { DeliveryDetails } from "@hearth/protocol/delivery";
import type { MemberName } from "./members.ts";

/** One order of the demo. `reward` is the file name of the reward's picture. */
export interface RedemptionContent {
  member: MemberName;
  reward: "mug" | "tote" | "beanie" | "grinder-brush" | "sample-box" | "poster";
  /** Which of the reward's choices; 0 where there are none. */
  variant: number;
  /** Where it stands at the end. */
  end: "placed" | "fulfilled" | "cancelled by member" | "cancelled by operator";
  delivery: Omit<DeliveryDetails, "note"> & { note?: string };
}

/** Why the operator cancels, in words the member reads. */
export const OPERATOR_CANCEL_REASON =
  "The last print came back from the framer with a torn corner. Your tokens are back; we will tell you when there is more.";

/** Orders of merch, oldest first. */
export const redemptions: readonly RedemptionContent[] = [
  {
    member: "kit",
    reward: "mug",
    variant: 0,
    end: "fulfilled",
    delivery: {
      name: "Kit Aldous",
      street: "3 Weir Cottages",
      postcode: "AB4 1RW",
      city: "Alderbrook",
      country: "GB",
    },
  },
  {
    member: "marta",
    reward: "beanie",
    variant: 1,
    end: "fulfilled",
    delivery: {
      name: "Marta Lindqvist",
      street: "Bryggargatan 9",
      postcode: "412 58",
      city: "Västerlunda",
      country: "SE",
    },
  },
  {
    member: "tomas",
    reward: "poster",
    variant: 0,
    end: "fulfilled",
    delivery: {
      name: "Tomas Vrba",
      street: "Mlýnská 27",
      postcode: "602 11",
      city: "Horní Lhota",
      country: "CZ",
      note: "Please roll it, do not fold it.",
    },
  },
  {
    member: "kit",
    reward: "tote",
    variant: 0,
    end: "placed",
    delivery: {
      name: "Kit Aldous",
      street: "3 Weir Cottages",
      postcode: "AB4 1RW",
      city: "Alderbrook",
      country: "GB",
    },
  },
  {
    member: "ansel",
    reward: "sample-box",
    variant: 1,
    end: "placed",
    delivery: {
      name: "Ansel Brandt",
      street: "Rosengasse 14",
      postcode: "79211",
      city: "Sankt Ilgen",
      country: "DE",
      note: "Third floor, the bell with no name on it.",
    },
  },
  {
    member: "ines",
    reward: "mug",
    variant: 0,
    end: "placed",
    delivery: {
      name: "Inês Carvalho",
      street: "Rua do Forno 52",
      postcode: "4050-221",
      city: "Vila Serena",
      country: "PT",
    },
  },
  {
    member: "freya",
    reward: "grinder-brush",
    variant: 0,
    end: "cancelled by member",
    delivery: { name: "Freya Holm", street: "Havnevej 6", postcode: "5700", city: "Strandby", country: "DK" },
  },
  {
    member: "juno",
    reward: "mug",
    variant: 1,
    end: "placed",
    delivery: {
      name: "Juno Achterberg",
      street: "Kadeplein 11",
      postcode: "3512 AB",
      city: "Oudehaven",
      country: "NL",
    },
  },
  {
    member: "ansel",
    reward: "poster",
    variant: 0,
    end: "cancelled by operator",
    delivery: {
      name: "Ansel Brandt",
      street: "Rosengasse 14",
      postcode: "79211",
      city: "Sankt Ilgen",
      country: "DE",
    },
  },
];

/** Who has a ticket to what. `event` is the file name of the event's picture. */
export const tickets: readonly { member: MemberName; event: "cupping-night" | "roastery-day" }[] = [
  { member: "kit", event: "cupping-night" },
  { member: "marta", event: "cupping-night" },
  { member: "tomas", event: "cupping-night" },
  { member: "ines", event: "roastery-day" },
  { member: "bao", event: "roastery-day" },
  { member: "omar", event: "roastery-day" },
];
