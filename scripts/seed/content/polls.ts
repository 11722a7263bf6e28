import type { PollMethod, WeightMode } from "@hearth/protocol/polls";
import type { MemberName } from "./members.ts";

/** How one member answers: options from 1 by number, in the voter's order where the poll ranks. */
export interface BallotContent {
  member: MemberName;
  options: readonly number[];
}

/** A poll of the demo. `author` left out means the operator. */
export interface PollContent {
  question: string;
  description: string;
  options: readonly { name: string; description: string }[];
  method: Extract<PollMethod, "singleChoice" | "approval" | "borda" | "copeland">;
  weight: WeightMode;
  /** Most options approved or ranked; 1 for a single choice. */
  limit: number;
  author?: MemberName;
  /** Name of the room whose poll it is. */
  room?: string;
  /** For how long it is open, in seconds. */
  open: number;
  /** Whether it is over when the demo begins. */
  over: boolean;
  ballots: readonly BallotContent[];
}

const HOUR = 3_600;
const WEEK = 7 * 86_400;

/** Over: one choice, one member one vote. */
export const winterFilter: PollContent = {
  question: "Which lot becomes the winter filter?",
  description:
    "Three washed Ethiopians from the cupping table. The one with the most voices goes on the bar.",
  options: [
    { name: "Guji, lot 12", description: "Bergamot, apricot, and a finish that stays for the whole street." },
    { name: "Sidama, lot 4", description: "Lemon curd and black tea. Clean enough to disappear twice." },
    { name: "Guji, lot 19", description: "Wild strawberry. Loud, and proud of it." },
  ],
  method: "singleChoice",
  weight: "oneMember",
  limit: 1,
  open: HOUR,
  over: true,
  ballots: [
    { member: "kit", options: [1] },
    { member: "marta", options: [1] },
    { member: "tomas", options: [3] },
    { member: "pia", options: [1] },
    { member: "ansel", options: [2] },
    { member: "ines", options: [2] },
    { member: "rae", options: [3] },
    { member: "juno", options: [1] },
    { member: "freya", options: [3] },
  ],
};

/** Open, in a room: approve as many as one likes. */
export const clinicEvenings: PollContent = {
  question: "When should the espresso clinic meet?",
  description: "Tick every evening on which you could come. The room at the back is free on all of them.",
  options: [
    { name: "Mondays at seven", description: "After closing, with the big machine still warm." },
    { name: "Wednesdays at six", description: "Early, and the trains home are good." },
    { name: "Thursdays at eight", description: "Late, for those with children to put to bed." },
    { name: "Saturday mornings", description: "Before we open. Bring your own grinder." },
  ],
  method: "approval",
  weight: "oneMember",
  limit: 4,
  author: "marta",
  room: "Home brewers",
  open: WEEK,
  over: false,
  ballots: [
    { member: "marta", options: [2, 4] },
    { member: "ansel", options: [1, 2] },
    { member: "ines", options: [4] },
    { member: "juno", options: [2, 3] },
    { member: "bao", options: [3, 4] },
    { member: "freya", options: [2] },
  ],
};

/** Open, for everybody: rank them, weighed by tier, every pair compared. */
export const nextMerch: PollContent = {
  question: "What should we make next?",
  description: "Rank as many as you care about. Whatever beats each of the others one by one is made first.",
  options: [
    { name: "A linen apron", description: "Cut for home, with a loop for the towel." },
    { name: "A travel tumbler", description: "Stoneware inside, cork outside." },
    { name: "A brew journal", description: "Ninety-six pages that do not mind a spill." },
    { name: "A tin for 250 g", description: "Closes with the good kind of sigh." },
  ],
  method: "copeland",
  weight: "tierUnits",
  limit: 4,
  author: "tomas",
  open: WEEK,
  over: false,
  ballots: [
    { member: "tomas", options: [4, 2, 3] },
    { member: "marta", options: [3, 4, 2, 1] },
    { member: "ansel", options: [2, 4] },
    { member: "ines", options: [4, 3, 2] },
    { member: "dora", options: [1, 4] },
    { member: "omar", options: [4, 1, 2, 3] },
    { member: "sami", options: [2] },
  ],
};
