import { approved, claimed, rejected, type ReviewContent, waiting } from "./review.ts";

/** Reviews of the single origins, by product slug. */
export const originReviews: Readonly<Record<string, readonly ReviewContent[]>> = {
  "guji-highland": [
    {
      author: "marta",
      title: "Blueberry, and for once I mean it",
      text:
        "V60, 15 g to 250, 94 degrees, a 45-second bloom because it is a thirsty coffee. Cup one was wild: blueberry jam " +
        "and jasmine, close to boozy. By day fourteen it had settled into peach and the ferment had gone. If naturals " +
        "frighten you, wait those two weeks. I cupped it beside last year's lot and this one is cleaner, with less of " +
        "the strawberry-yoghurt thing.",
      rating: 5,
      outcome: claimed(1),
    },
    {
      author: "juno",
      title: "Dessert in a cup, once a week",
      text:
        "I could not drink this every day, the way I could not eat jam every day. On Saturdays, though, out of the big " +
        "glass with the curtains open, it is the best quarter of an hour I have. Aeropress, inverted, two minutes.",
      rating: 4,
      outcome: claimed(0.6),
    },
    {
      author: "ansel",
      title: "Lovely nose, uneven roast",
      text:
        "Jasmine from across the room. But I picked through 50 g and found eleven pale quakers, and you can taste them: a " +
        "papery, peanut edge under all that fruit. Sorted by hand it is a five. I would rather not sort by hand at this " +
        "price.",
      rating: 3,
      outcome: claimed(0.9),
    },
    {
      author: "priya",
      title: "First natural I have ever tried",
      text:
        "I thought something had gone off when I opened the bag, it smelled so much of fruit. Then I drank it. I brewed " +
        "it in the office machine with the gold filter and even there two people asked what it was.",
      rating: 5,
      outcome: waiting,
    },
  ],
  "huehue-sierra": [
    {
      author: "tomas",
      title: "The coffee I brew when I want to test water",
      text:
        "It is so even that it shows everything else. Apple and panela at 150 ppm, almond and not much at 40, chalk at " +
        "300. Rests well: no real change between day 8 and day 35. Not a coffee anyone writes poems about, and I have " +
        "bought nine bags of it this year.",
      rating: 5,
      outcome: claimed(1),
    },
    {
      author: "omar",
      title: "Converted my tea-drinking mother",
      text:
        "She has it weak, 45 g to the litre, with a slice of lemon, which I am told is a crime. She says it tastes like a " +
        "good Darjeeling with a biscuit. I say it tastes of apples. Either way the bag is empty.",
      rating: 5,
      outcome: claimed(0.6),
    },
    {
      author: "elias",
      title: "Nice. Just nice.",
      text:
        "Clean and sweet and I could find nothing wrong with it, nor anything I will remember. If you want a coffee that " +
        "stays out of the way of a newspaper, this is it. Chemex, medium-coarse, 4:30.",
      rating: 3,
      outcome: approved(0.5),
    },
  ],
  "nyeri-hill": [
    {
      author: "kit",
      title: "Blackcurrant cordial, volume at eleven",
      text:
        "Everything you want from a Kenya and then some. Grind coarser than you think: at my usual V60 setting it stalled " +
        "and turned to tomato. Two notches out, 3:10 total, and it was blackcurrant with brown sugar on the edges. Best " +
        "at about 55 degrees, so be patient. Awful with milk, I tried so that you need not.",
      rating: 5,
      outcome: claimed(1),
    },
    {
      author: "freya",
      title: "My husband says ketchup, I say currants",
      text:
        "We have argued about this bag for a week. There is something savoury in it when it is hot, and when it cools it " +
        "goes all fruit. I love that it changes. He has gone back to Hearth Blend.",
      rating: 4,
      outcome: claimed(0.6),
    },
    {
      author: "bao",
      title: "Too sharp on an empty stomach",
      text:
        "I can see that it is good coffee. The grapefruit is real and the sweetness comes after. But drunk at the end of a " +
        "shift without food it gave me heartburn twice, and I will stay with darker things.",
      rating: 2,
      outcome: claimed(0.4),
    },
    {
      author: "rae",
      title: "Tastes like the good juice",
      text:
        "Iced, over a big cube, brewed double strength straight onto the ice. Like blackcurrant squash for adults. I have " +
        "stopped ordering anything else at the bar when it is on.",
      rating: 5,
      outcome: approved(0.5),
    },
  ],
  "huila-river": [
    {
      author: "ines",
      title: "Worth setting an alarm for",
      text:
        "There are eleven sacks and I got two bags. Mandarin, then something between rosehip and the skin of a plum, then " +
        "caramel that hangs on until you brush your teeth. I brewed one bag as espresso at 1:2.5 and wished I had kept " +
        "both for filter. Doña Amparo, if somebody reads this to you: thank you.",
      rating: 5,
      outcome: claimed(1),
    },
    {
      author: "pia",
      title: "Beautiful and a little expensive",
      text:
        "No complaint about the cup: silky, mandarin, a caramel finish. But at this price I compare it with coffees that " +
        "cost the same elsewhere, and two of those had more to say. I would buy it again as a present rather than for " +
        "the shelf. Brewed on the stoneware dripper, 1:16, 93 degrees.",
      rating: 4,
      outcome: claimed(0.8),
    },
    {
      author: "nils",
      title: "Call me for brewing lessons",
      text:
        "Great coffee. I teach latte art and brewing in the old town on weekends, first hour free for members of this " +
        "community, see my page or just write to me, the number is on the poster by the door of the gym.",
      rating: 5,
      outcome: rejected(
        "This advertises a service and says almost nothing about the coffee. The newcomers' table is the place to offer lessons.",
      ),
    },
  ],
  "gayo-rain": [
    {
      author: "ansel",
      title: "Pipe smoke and honey, as promised",
      text:
        "I grew up on Sumatra that tasted of wet cellar and was ready to be disappointed. This one is herbal and thick " +
        "without the mould: tobacco, clove, and a dark honey that only arrives as it cools. Cafetière, 65 g to the litre, " +
        "skimmed after four minutes and left for five more. Leave the last centimetre in the cup.",
      rating: 5,
      outcome: claimed(1),
    },
    {
      author: "lotte",
      title: "Not for a dripper",
      text:
        "My fault, perhaps, for putting it through a paper filter: it came out muddled and a bit like cough sweets. In a " +
        "moka pot with a splash of cream it made sense at last. Say so on the bag, please, and in larger letters.",
      rating: 3,
      outcome: claimed(0.6),
    },
    {
      author: "dora",
      title: "Rainy Sunday, exactly",
      text:
        "It rained, I had the window open, I made a pot of this and read a whole book. Cloves and something like old wood. " +
        "My neighbour came to ask what the smell was and stayed for a cup.",
      rating: 4,
      outcome: waiting,
    },
  ],
};
