import type { MemberName } from "./members.ts";

/** Who is in a room of the brand. `name` is the room's name on chain. */
export interface RoomContent {
  name: string;
  /** Named by the operator; the first lets in those who come by invitation. */
  steward: MemberName;
  /** Those who come in by the room's rule, the steward among them. */
  joined: readonly MemberName[];
  /** Those whom the steward adds. */
  added?: readonly MemberName[];
  /** Those who come with an invitation that the steward has signed. */
  invited?: readonly MemberName[];
}

/** The rooms as they are at the end. */
export const roomContents: readonly RoomContent[] = [
  {
    name: "Home brewers",
    steward: "marta",
    joined: ["marta", "kit", "pia", "ansel", "ines", "rae", "juno", "bao", "freya", "lotte", "sami", "greta"],
  },
  {
    name: "The regulars' table",
    steward: "ines",
    joined: ["ines", "kit", "marta", "tomas", "dora", "juno", "rae"],
  },
  {
    name: "Roast council",
    steward: "kit",
    joined: ["kit"],
    added: ["marta", "tomas", "pia"],
    invited: ["ansel"],
  },
];
