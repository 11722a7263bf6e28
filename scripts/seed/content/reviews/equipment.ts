import { approved, claimed, rejected, type ReviewContent, waiting } from "./review.ts";

/** Reviews of things to brew with, by product slug. */
export const equipmentReviews: Readonly<Record<string, readonly ReviewContent[]>> = {
  "stoneware-dripper": [
    {
      author: "marta",
      title: "Heavy, slow to warm, then perfect",
      text:
        "It weighs 640 grams and steals six degrees from the brew if you do not rinse it with boiling water first. Once " +
        "hot it holds within a degree to the end, which my plastic one never did. The handle fits two fingers of a large " +
        "hand. The glaze on mine has a run on one side; I have decided that I like it.",
      rating: 4,
      outcome: claimed(0.9),
    },
    {
      author: "sami",
      title: "Chipped in the second week",
      text:
        "Brewed beautifully, very even bed, never stalled. Then I knocked it against the tap, not hard, and a piece the " +
        "size of a lentil came off the rim. It still works. For hand-thrown stoneware I had hoped for a bit more toughness.",
      rating: 2,
      outcome: approved(0.6),
    },
  ],
  "gooseneck-kettle": [
    {
      author: "ansel",
      title: "A spout you can write your name with",
      text:
        "I measured it: the thinnest steady stream I can hold is 2.1 grams a second, my old kettle managed 4. It takes " +
        "five minutes on a small induction ring for 700 ml, so fill it first and grind afterwards. The walnut stays cool. " +
        "No thermometer in the lid, and at this price there could be one.",
      rating: 4,
      outcome: approved(0.9),
    },
    {
      author: "sami",
      title: "Lid rattles, water tastes of steel at first",
      text:
        "Boil and throw away the first three fillings, it needs that. After that no taste at all. The lid lifts and " +
        "chatters just before the boil, which is either charming or not at six in the morning. Pouring is a joy.",
      rating: 3,
      outcome: waiting,
    },
  ],
  "paper-filters": [
    {
      author: "lotte",
      title: "They are filters and they filter",
      text:
        "Fit the stoneware dripper without folding, do not collapse, and drain about 20 seconds faster than the white ones " +
        "I had before, so go finer. One rinse is enough, I tasted the rinse water to be sure.",
      rating: 4,
      outcome: waiting,
    },
    {
      author: "greta",
      title: "Same review as for the dripper",
      text:
        "Brewed beautifully, very even bed, never stalled. Then I knocked it against the tap, not hard, and a piece the " +
        "size of a lentil came off the rim. It still works.",
      rating: 2,
      outcome: rejected(
        "Another member wrote these sentences about another product. We only reward words that are your own.",
      ),
    },
  ],
};
