import type { MemberName } from "./members.ts";

/** One member's vote. */
export interface VoteContent {
  member: MemberName;
  support: "against" | "for" | "abstain";
  /** Why, in the member's words; empty for none. */
  reason: string;
}

/** A proposal of the demo: who made it, what it says, who voted how. Its action is in `proposalActions.ts`. */
export interface ProposalContent<Figures> {
  author: MemberName;
  /** The Markdown that goes on chain, with the figures of the deployed community. */
  describe: (figures: Figures) => string;
  votes: readonly VoteContent[];
}

/** Whole tokens before and after a change, and the token's symbol. */
export interface Change {
  before: string;
  after: string;
  symbol: string;
}

/** Passed and carried out: more budget for reviews. */
export const moreForReviews: ProposalContent<Change> = {
  author: "kit",
  describe: ({ before, after, symbol }) => `# Put more behind this season's reviews

## Why
The review campaign began with ${before} ${symbol}. At the pace of the first weeks that is gone well before the new
harvest arrives, just when there is most to write about.

## What changes
The campaign's budget goes from ${before} to **${after} ${symbol}**. What one review earns stays as it is, and so does
the limit per member.

## What it costs
At most the difference, and only if reviews are written and pass their readers. Whatever is left when the campaign
ends is never minted.`,
  votes: [
    { member: "kit", support: "for", reason: "" },
    {
      member: "marta",
      support: "for",
      reason: "The Huila lands in three weeks. I would like to be able to read about it.",
    },
    { member: "tomas", support: "for", reason: "Nothing is minted unless somebody writes. Cheap insurance." },
    { member: "pia", support: "for", reason: "" },
    {
      member: "ansel",
      support: "abstain",
      reason: "Fine by me, though I would rather reward fewer and longer reviews.",
    },
    { member: "ines", support: "for", reason: "Reviews are why I found the decaf." },
    { member: "rae", support: "for", reason: "" },
    {
      member: "dora",
      support: "for",
      reason: "People at the bar quote these reviews at me. Keep them coming.",
    },
    {
      member: "juno",
      support: "against",
      reason: "We should see first how many of the rejected ones were written for the money.",
    },
    { member: "bao", support: "for", reason: "" },
    { member: "freya", support: "for", reason: "" },
  ],
};

/** Under vote: a lower price for the tote. */
export const cheaperTote: ProposalContent<Change> = {
  author: "tomas",
  describe: ({ before, after, symbol }) => `# Make the market tote an everyday thing

## Why
Almost nobody has redeemed the tote. At ${before} ${symbol} it competes with things people want more, and two boxes of
them stand in the corridor behind the roaster.

## What changes
Its price goes from ${before} to **${after} ${symbol}**. Orders already placed keep their price.

## What could go wrong
They might all go in a week. That would be the best outcome: the totes walk through town with our flame on them, and
the next print can be voted on here.`,
  votes: [
    { member: "tomas", support: "for", reason: "" },
    { member: "ansel", support: "for", reason: "I fall over those boxes every Thursday." },
    {
      member: "ines",
      support: "against",
      reason:
        "I know people who paid the full price this week. Lower it for the next print, not for this one.",
    },
    { member: "juno", support: "for", reason: "A tote in the street does more for us than a tote in a box." },
    { member: "lotte", support: "for", reason: "" },
    { member: "bao", support: "abstain", reason: "I have three totes from other places and no opinion." },
  ],
};

/** Figures of the new reward that is under vote. */
export interface NewReward {
  price: string;
  stock: number;
  symbol: string;
}

/** Under vote: coffee as a reward. */
export const coffeeAsReward: ProposalContent<NewReward> = {
  author: "marta",
  describe: ({ price, stock, symbol }) => `# Let us redeem the coffee itself

## Why
Members earn mugs, hats and posters, but not the thing we all came for. Newcomers ask about it every week at the table.

## What changes
A new reward joins the catalogue: **one 250 g bag of Hearth Blend for ${price} ${symbol}**, ${stock} bags to begin with,
two per member, whole beans or ground for filter or espresso.

## Who does the work
The roastery packs them with the Friday orders, as it does with merch. Olive has confirmed that ${stock} bags a season
fit into the plan.`,
  votes: [
    { member: "marta", support: "for", reason: "" },
    { member: "dora", support: "for", reason: "I pack the Friday orders, and this is two more boxes." },
    { member: "omar", support: "for", reason: "At last something my mother would let me spend them on." },
    { member: "freya", support: "for", reason: "" },
    {
      member: "sami",
      support: "abstain",
      reason: "Yes to coffee, but why only the blend? I would wait for a version with a choice.",
    },
    {
      member: "nils",
      support: "against",
      reason: "A bag for three good reviews? Make it dearer, or the shelf is empty by Tuesday.",
    },
  ],
};
