import { expect } from "chai";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";
import { earn, join, joinAs } from "../helpers/members.ts";
import { seededRandom } from "../helpers/random.ts";

const { loadFixture } = networkHelpers;
const JSON_PREFIX = "data:application/json;base64,";
const SVG_PREFIX = "data:image/svg+xml;base64,";

interface CardJson {
  name: string;
  description: string;
  image: string;
  attributes: { trait_type: string; value: unknown; display_type?: string }[];
}

async function plainCard() {
  return await ethers.deployContract("MembershipCard", ["1c1917", "FAFAF9", "c2410c"]);
}

/** Strict decoding: bytes that are no UTF-8 fail the test. */
function decodeBase64(text: string): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "base64"));
}

function readCard(uri: string): { json: CardJson; svg: string } {
  expect(uri.startsWith(JSON_PREFIX)).to.equal(true);
  const json = JSON.parse(decodeBase64(uri.slice(JSON_PREFIX.length))) as CardJson;
  expect(json.image.startsWith(SVG_PREFIX)).to.equal(true);
  return { json, svg: decodeBase64(json.image.slice(SVG_PREFIX.length)) };
}

/** What a reader of the SVG sees: the references turned back into the characters they stand for. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => unescapeXml(text ?? ""));
}

function unescapeXml(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

/** Every tag opens and closes, every `&` begins a known reference, no character that XML can't carry. */
function expectWellFormed(svg: string): void {
  const open: string[] = [];
  for (const [tag, closing, name, , selfClosing] of svg.matchAll(
    /<(\/?)([a-zA-Z]+)((?:\s[a-zA-Z:-]+="[^"<]*")*)(\/?)>/g,
  )) {
    if (selfClosing) continue;
    if (!closing) open.push(name ?? "");
    else expect(open.pop(), tag).to.equal(name);
  }
  expect(open).to.deep.equal([]);
  const bare = svg.replaceAll(/<(\/?)([a-zA-Z]+)((?:\s[a-zA-Z:-]+="[^"<]*")*)(\/?)>/g, "");
  expect(bare).not.to.match(/[<>]/);
  expect(svg).not.to.match(/&(?!amp;|lt;|gt;|quot;|#39;)/);
  expect(svg).not.to.match(/[\u0000-\u001f]/);
}

const nasty = [
  "",
  '"',
  "\\",
  '\\"',
  "</text><script>alert(1)</script>",
  "<ScRiPt src=//evil>",
  "]]><![CDATA[<script>",
  "&lt;script&gt; &amp;#60;script",
  "\u0000\u0001\b\t\n\f\r\u001f",
  "' onload='alert(1)",
  '" onload="alert(1)',
  '{"name":"x"}, "image": "javascript:alert(1)"',
  "Café Größe 喫茶店 ☕️ 👩‍🚀",
  "\u2028\u2029\u202e\ufeff",
  "a".repeat(300),
  "%3Cscript%3E",
  "\ufffe\uffff\ufffd\ufeffx\uffff",
];

function randomText(seed: number): string {
  const random = seededRandom(seed);
  const alphabet = [
    "<",
    ">",
    "&",
    '"',
    "'",
    "\\",
    "/",
    "script",
    "\n",
    "\u0000",
    "\u001f",
    "é",
    "火",
    "😀",
    "a",
    " ",
    ";",
    "#",
  ];
  return Array.from({ length: random.whole(24) }, () => random.pick(alphabet)).join("");
}

describe("MembershipCard › tokenURI", () => {
  it("says what is to say of a member", async () => {
    const community = await loadFixture(plainCommunity);
    const { membership, accounts } = community;
    await join(community, accounts.ben);
    await joinAs(community, "pillar", accounts.ada);
    await earn(community, accounts.ada, 9n * 10n ** 17n);
    const { joinedAt } = await membership.accountOf(accounts.ada);
    const { json, svg } = readCard(await membership.tokenURI(2n));
    expect(json.name).to.equal("Test House Membership #2");
    expect(json.description).to.include("Test House Membership");
    expect(json.attributes).to.deep.equal([
      { trait_type: "Tier", value: "Pillar" },
      { display_type: "number", trait_type: "Standing", value: 500 },
      { display_type: "date", trait_type: "Member since", value: Number(joinedAt) },
    ]);
    expect(textsOf(svg)).to.deep.equal(["Test House Membership", "Pillar", "500 EMB earned", "No. 2"]);
    expectWellFormed(svg);
  });

  it("has one ember per tier, of which those reached glow in the accent", async () => {
    const community = await loadFixture(plainCommunity);
    await joinAs(community, "pillar", community.accounts.ada);
    const { svg } = readCard(await community.membership.tokenURI(1n));
    const embers = [...svg.matchAll(/<circle cx="(\d+)"[^>]* fill="#([0-9a-f]{6})"( opacity="\.22")?\/>/g)];
    expect(embers.map(([, x, colour, dim]) => [Number(x), colour, dim !== undefined])).to.deep.equal([
      [506, "c2410c", false],
      [536, "c2410c", false],
      [566, "c2410c", false],
      [596, "fafaf9", true],
    ]);
  });

  it("says of a suspended member that it is", async () => {
    const card = await loadFixture(plainCard);
    const { json, svg } = readCard(await card.tokenURI(cardOf({ suspended: true })));
    expect(json.attributes.at(-1)).to.deep.equal({ trait_type: "Status", value: "Suspended" });
    expect(textsOf(svg).at(-1)).to.equal("No. 7 - suspended");
    expectWellFormed(svg);
  });

  it("has the brand's colours", async () => {
    const card = await loadFixture(plainCard);
    const { svg } = readCard(await card.tokenURI(cardOf({})));
    for (const colour of ["1c1917", "FAFAF9", "c2410c"]) expect(svg).to.include(`#${colour}`);
  });

  for (const [index, text] of [
    ...nasty.entries(),
    ...Array.from({ length: 60 }, (_, seed) => [nasty.length + seed, randomText(seed)] as const),
  ]) {
    it(`carries any text as text (${index}: ${JSON.stringify(text.slice(0, 40))})`, async () => {
      const card = await loadFixture(plainCard);
      const { json, svg } = readCard(
        await card.tokenURI(cardOf({ community: text, tier: text, tokenSymbol: text })),
      );
      expect(json.name).to.equal(`${text} #7`);
      expect(json.attributes[0]).to.deep.equal({ trait_type: "Tier", value: text });
      expect(Object.keys(json)).to.deep.equal(["name", "description", "image", "attributes"]);
      // XML can't carry control characters nor U+FFFE and U+FFFF, so the card drops them.
      const shown = text.replaceAll(/[\u0000-\u001f\ufffe\uffff]/g, "");
      expect(textsOf(svg)).to.deep.equal([shown, shown, `41 ${shown} earned`, "No. 7"]);
      expect(svg).not.to.match(/<script|<\/script|<!\[CDATA|<[a-z]+[^>]*\son/i);
      expectWellFormed(svg);
    });
  }
});

describe("MembershipCard › colours", () => {
  it("may use any of the hexadecimal digits", async () => {
    for (const colour of ["0123456789ab".slice(0, 6), "6789ab", "cdefAB", "CDEF09"]) {
      await ethers.deployContract("MembershipCard", [colour, colour, colour]);
    }
  });

  for (const colour of [
    "",
    "fff",
    "fffff",
    "fffffff",
    "#fffff",
    "ffffg0",
    "FFFFG0",
    "fffff/",
    "fffff:",
    "fffff@",
    "fffff`",
    '"/><s>',
    "12 456",
  ]) {
    it(`must be six of them, in every place: not ${JSON.stringify(colour)}`, async () => {
      const card = await loadFixture(plainCard);
      for (const place of [0, 1, 2]) {
        const colours: [string, string, string] = ["1c1917", "fafaf9", "c2410c"];
        colours[place] = colour;
        await expect(ethers.deployContract("MembershipCard", colours))
          .to.be.revertedWithCustomError(card, "MembershipCardInvalidColour")
          .withArgs(colour);
      }
    });
  }
});

function cardOf(words: { community?: string; tier?: string; tokenSymbol?: string; suspended?: boolean }) {
  return {
    community: "House",
    memberId: 7n,
    tier: "Regular",
    tierIndex: 1n,
    tierCount: 4n,
    standing: 41n,
    tokenSymbol: "EMB",
    joinedAt: 1_700_000_000n,
    suspended: false,
    ...words,
  };
}
