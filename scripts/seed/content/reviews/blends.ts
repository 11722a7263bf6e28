import { approved, claimed, rejected, type ReviewContent, waiting } from "./review.ts";

/** Reviews of the blends and the decaf, by product slug. */
export const blendReviews: Readonly<Record<string, readonly ReviewContent[]>> = {
  "hearth-blend": [
    {
      author: "kit",
      title: "Four years in, still the bag I open first",
      text:
        "18 g in, 38 g out, 28 seconds on an old lever machine, and I have not had to chase the grind in weeks. The " +
        "apple shows up best around day ten after roasting; before that it is mostly chocolate. In milk it tastes like " +
        "the end of a biscuit tin. If you are new to espresso, start here, because it forgives a clumsy puck.",
      rating: 5,
      outcome: claimed(1),
    },
    {
      author: "rae",
      title: "Made my flatmate stop buying pods",
      text:
        "Moka pot, medium flame, lid open, taken off the moment it starts to hiss. Sweet enough that neither of us adds " +
        "sugar now. My only wish is a bigger bag: 250 g lasts two people five days.",
      rating: 4,
      outcome: claimed(0.5),
    },
    {
      author: "sami",
      title: "Good in milk, a bit sleepy on its own",
      text:
        "As a flat white this is exactly what I want from a café: hazelnut, chocolate, no bitterness. Black, I found it " +
        "pleasant and then forgot about it. Pulled at 93 degrees on a Silvia. A degree more helped the fruit a little.",
      rating: 3,
      outcome: claimed(0.6),
    },
    {
      author: "greta",
      title: "Roast date was three weeks old",
      text:
        "The coffee itself is kind and round, but my bag was 22 days off roast when it arrived, and by the time I got to " +
        "the bottom the crema had gone. I would happily wait two days longer for something fresher.",
      rating: 3,
      outcome: approved(0.5),
    },
    {
      author: "wren",
      title: "Smells like my grandmother's kitchen",
      text:
        "I am not someone who tastes hazelnut and apple when told to. I tasted warm, and a bit of toast, and I finished " +
        "the pot, which does not happen often. French press, four minutes, stirred once.",
      rating: 5,
      outcome: waiting,
    },
  ],
  "first-light": [
    {
      author: "pia",
      title: "A filter coffee for people who talk over breakfast",
      text:
        "Brewed 60 g to the litre in a batch brewer for six. Lemon first, then a black-tea dryness that makes you take " +
        "another sip, and it stays sweet as it cools, which is the real test at a table where nobody is in a hurry. I " +
        "rinse the filter twice; with this one you can taste paper if you do not. Too quiet for a V60 taken alone, I " +
        "think, but that is not what it is for.",
      rating: 4,
      outcome: claimed(1),
    },
    {
      author: "lotte",
      title: "Light, but not sour",
      text:
        "I have been burned by light roasts that taste of grapefruit pith. This is not that. Honey and lemon, like the " +
        "drink you get for a cold. Medium-fine, 96 degrees, three pours on a Kalita.",
      rating: 5,
      outcome: claimed(0.5),
    },
    {
      author: "omar",
      title: "Needs soft water",
      text:
        "With my tap water (very hard, east of the river) it tasted flat and a little of chalk. With filtered water the " +
        "next day it was another coffee: tea, honey, some flowers. Three stars for being fussy, though I now know my " +
        "kettle needed descaling.",
      rating: 3,
      outcome: approved(0.7),
    },
    {
      author: "elias",
      title: "My weekday pot",
      text:
        "Half a litre at six in the morning before the first tram. Does not shout, does not turn bitter in the flask by " +
        "nine. I have bought it three times now, so that says it.",
      rating: 4,
      outcome: waiting,
    },
  ],
  "night-shift": [
    {
      author: "bao",
      title: "Finally a dark roast with something left inside",
      text:
        "I work nights at the hospital and our machine turns everything to ash. Night Shift comes out of it tasting of " +
        "cocoa and black treacle. On my own grinder at home I go two clicks coarser than for Hearth Blend, otherwise it " +
        "chokes. With condensed milk over ice it is very close to what my father made.",
      rating: 5,
      outcome: claimed(0.9),
    },
    {
      author: "dora",
      title: "Oily beans, mind your hopper",
      text:
        "Lovely as a ristretto, thick and bittersweet. But it is oily from day five on, and my grinder burrs needed the " +
        "brush after every bag. If you have a super-automatic, I would think twice.",
      rating: 4,
      outcome: claimed(0.6),
    },
    {
      author: "nils",
      title: "Too far for me",
      text:
        "I wanted to like it, the label is the best of the lot. To my taste the roast has eaten the coffee: smoke, then " +
        "cedar, then smoke. I tried it at 88 degrees and as cold brew, and only the cold brew went down well.",
      rating: 2,
      outcome: claimed(0.5),
    },
    {
      author: "priya",
      title: "Best coffee ever buy it now",
      text:
        "Heavy, bittersweet, with enough left in it to taste of more than the roast. The darkest thing they roast, for " +
        "those who keep the lights on. Amazing, amazing, amazing!",
      rating: 5,
      outcome: rejected(
        "The first two sentences are copied from our own product page. Tell us in your own words how you brewed it and what you found.",
      ),
    },
  ],
  "quiet-hours-decaf": [
    {
      author: "ines",
      title: "I served it blind to four people and nobody noticed",
      text:
        "Sunday lunch, six espressos, two of them decaf, no one could say which. Orange peel in the nose, caramel in the " +
        "finish, a slightly thinner body if you know to look for it. Grind a touch finer than you would for a normal " +
        "Colombia and give it 30 seconds. I am five months pregnant and this is the one ritual I kept.",
      rating: 5,
      outcome: claimed(0.9),
    },
    {
      author: "tomas",
      title: "The honest kind of decaf",
      text:
        "What I respect: they write on the bag how the caffeine comes out. What I taste: cocoa, some orange, and a short " +
        "finish. It stales faster than the others, so buy small and keep it closed. In a cafetière it is dull; as " +
        "espresso it is as good as most cafés' normal shot.",
      rating: 4,
      outcome: claimed(0.8),
    },
    {
      author: "freya",
      title: "Nine o'clock cappuccino, asleep by ten",
      text:
        "It does what it says. Caramel and cocoa with oat milk, and I slept. I took a star away because it costs more " +
        "than the house blend and the bag is the same size.",
      rating: 4,
      outcome: approved(0.4),
    },
    {
      author: "juno",
      title: "Parcel sat in the rain",
      text:
        "The courier left the box on the step in a downpour and the card sleeve was soaked through. I have written to " +
        "them twice and nobody has called me back. Very disappointed with this delivery company.",
      rating: 2,
      outcome: rejected(
        "This is about the courier, not the coffee. We have passed it on and sent you a new bag; a review of what is in it is welcome.",
      ),
    },
  ],
};
