/** A product of the demo brand; its picture is `deploy/brands/hearthside/media/<slug>.svg`. */
export interface ProductContent {
  slug: string;
  name: string;
  description: string;
  /** What stands on the label, by the word that names it. */
  details: Readonly<Record<string, string>>;
}

/** The twelve products of the demo brand, as they stand on the shelf. */
export const products: readonly ProductContent[] = [
  {
    slug: "hearth-blend",
    name: "Hearth Blend",
    description:
      "The bag that is always open on our bar. Guatemala brings the sweetness, Colombia the fruit and a little " +
      "Sumatra the weight; we roast until the sugars brown and not a minute further. A forgiving espresso that " +
      "stands up to milk.",
    details: {
      origin: "Guatemala, Colombia and Sumatra",
      process: "Washed and wet-hulled",
      notes: "Milk chocolate, baked apple, toasted hazelnut",
      roast: "Medium",
    },
  },
  {
    slug: "first-light",
    name: "First Light",
    description:
      "Our breakfast filter: two washed Ethiopias, roasted light enough to taste of the place and long enough to be " +
      "kind before eight in the morning. Made for a big pot and a slow table.",
    details: {
      origin: "Sidama and Limu, Ethiopia",
      process: "Washed",
      notes: "Lemon curd, black tea, acacia honey",
      roast: "Light",
    },
  },
  {
    slug: "night-shift",
    name: "Night Shift",
    description:
      "The darkest thing we roast, for those who keep the lights on. Brazil and Sumatra, taken just past second " +
      "crack: heavy, bittersweet, with enough left in it to taste of more than the roast.",
    details: {
      origin: "Cerrado, Brazil and Aceh, Sumatra",
      process: "Natural and wet-hulled",
      notes: "Dark cocoa, molasses, cedar",
      roast: "Dark",
    },
  },
  {
    slug: "guji-highland",
    name: "Guji Highland",
    description:
      "Grown at 2,100 metres among forest shade in Shakiso and dried whole on raised beds for three weeks. The most " +
      "fruit we can put into a bag without adding any.",
    details: {
      origin: "Shakiso, Guji, Ethiopia",
      process: "Natural",
      notes: "Blueberry, jasmine, ripe peach",
      roast: "Light",
      altitude: "2,050 to 2,150 m",
    },
  },
  {
    slug: "huehue-sierra",
    name: "Huehue Sierra",
    description:
      "Forty-one small farms above La Libertad deliver to one wet mill, which has sold to us for six harvests. Clean, " +
      "sweet and steady: the coffee we give to people who say they only drink tea.",
    details: {
      origin: "Huehuetenango, Guatemala",
      process: "Washed",
      notes: "Red apple, panela, almond",
      roast: "Light to medium",
      altitude: "1,700 to 1,950 m",
    },
  },
  {
    slug: "nyeri-hill",
    name: "Nyeri Hill AB",
    description:
      "SL28 and SL34 from the red soil between Mount Kenya and the Aberdares, fermented twice and soaked overnight. " +
      "Loud, in the best way.",
    details: {
      origin: "Nyeri, Kenya",
      process: "Double washed",
      notes: "Blackcurrant, grapefruit, brown sugar",
      roast: "Light",
      altitude: "1,750 m",
    },
  },
  {
    slug: "huila-river",
    name: "Huila Pink Bourbon",
    description:
      "Doña Amparo's four hectares above the Magdalena, picked in five passes and dried with the honey still on. Only " +
      "eleven sacks a year; when the shelf is empty, it is empty.",
    details: {
      origin: "San Agustín, Huila, Colombia",
      process: "Honey",
      notes: "Mandarin, rosehip, caramel",
      roast: "Light to medium",
      altitude: "1,820 m",
    },
  },
  {
    slug: "gayo-rain",
    name: "Gayo Rain",
    description:
      "From the wet side of Lake Tawar, hulled damp as it has always been done there. Thick and herbal, with a " +
      "sweetness that comes late. For cafetières, moka pots and rainy Sundays.",
    details: {
      origin: "Takengon, Gayo, Sumatra",
      process: "Wet-hulled",
      notes: "Pipe tobacco, dark honey, clove",
      roast: "Medium to dark",
      altitude: "1,400 m",
    },
  },
  {
    slug: "quiet-hours-decaf",
    name: "Quiet Hours Decaf",
    description:
      "Decaffeinated in Manizales with spring water and an ethyl acetate made from sugar cane, then roasted with the " +
      "same care as everything else. For the cup after the last cup.",
    details: {
      origin: "Cauca, Colombia",
      process: "Washed, sugar-cane decaffeinated",
      notes: "Caramel, orange peel, cocoa",
      roast: "Medium",
    },
  },
  {
    slug: "stoneware-dripper",
    name: "Stoneware Dripper",
    description:
      "Thrown by hand two streets from the roastery. A flat-bottomed cone with three holes, thick enough to hold its " +
      "heat through a four-minute brew. Takes our paper filters or any 185 wave filter.",
    details: { material: "Glazed stoneware", holds: "Up to 30 g of coffee", care: "Dishwasher safe" },
  },
  {
    slug: "gooseneck-kettle",
    name: "Gooseneck Kettle",
    description:
      "Steel, a walnut handle, and a spout that pours as slowly as you can hold your breath. For gas, electric and " +
      "induction. We use six of them every day and have replaced one handle in four years.",
    details: { material: "Stainless steel and walnut", holds: "0.9 litres", care: "Descale every month" },
  },
  {
    slug: "paper-filters",
    name: "Paper Filters, 100",
    description:
      "Wave filters of unbleached abaca and wood pulp, light enough that rinsing them is a habit rather than a need. " +
      "A hundred in a box that closes again.",
    details: { material: "Abaca and wood pulp", fits: "Stoneware Dripper and 185 wave drippers" },
  },
];
