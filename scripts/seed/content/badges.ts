import type { MemberName } from "./members.ts";

/** Whom the operator gives a badge. `name` is the badge's name on chain. */
export interface BadgeContent {
  name: string;
  holders: readonly MemberName[];
}

/** Badges given by hand; attendance badges come from the door. */
export const badgeContents: readonly BadgeContent[] = [
  { name: "Founding table", holders: ["kit", "marta", "tomas", "pia", "ansel", "ines"] },
  { name: "Careful reader", holders: ["kit", "marta", "pia"] },
  { name: "Bar crew", holders: ["dora", "rae", "juno"] },
];

/** Who has been let in at the cupping nights, in this order, and so has their badge. */
export const cuppingGuests: readonly MemberName[] = ["marta", "tomas"];
