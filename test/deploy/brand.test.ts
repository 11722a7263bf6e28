import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import JSON5 from "json5";
import { BrandError, loadBrand, readBrand } from "../../deploy/brand/load.ts";

const LAUNCH = 1_800_000_000;
const DOOR = "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65";
const ADMIN = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const fileOf = (name: string) => fileURLToPath(new URL(`../../deploy/brands/${name}.json5`, import.meta.url));

/** Values by path, such as `{ "rewards[0].price": -1 }`; `undefined` takes a setting away. */
type Changes = Record<string, unknown>;

/** The example brand with some values changed. */
function example(changes: Changes = {}): unknown {
  const json: unknown = JSON5.parse(readFileSync(fileOf("example"), "utf8"));
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(/[.[\]]+/).filter(Boolean);
    const last = keys.pop() ?? "";
    const parent = keys.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), json);
    Reflect.set(Object(parent), last, value);
  }
  return json;
}

/** The faults of a brand file, each as `path: message`. */
function faultsOf(json: unknown): string[] {
  return readBrand(json, LAUNCH).faults.map(({ path, message }) => `${path}: ${message}`);
}

const OPEN_HOUSE = {
  slug: "open-house",
  kind: "role",
  name: "Keeper of the house",
  description: "Has the keys.",
  revocable: true,
};

describe("brand file", () => {
  for (const name of ["hearthside", "example"]) {
    it(`accepts ${name}.json5`, () => {
      expect(loadBrand(fileOf(name), LAUNCH).brand.key).to.equal(name);
    });
  }

  it("reads amounts, times and moments", () => {
    const { brand } = readBrand(
      example({
        "rewards[0].price": "0.5",
        "events[0].doorsOpen": "2027-03-01T18:00:00+01:00",
        "events[0].returnUntil": "launch",
        "events[0].transferUntil": undefined,
      }),
      LAUNCH,
    );
    expect(brand?.rewards[0]?.price).to.equal(5n * 10n ** 17n);
    expect(brand?.governor.votingPeriod).to.equal(5 * 86_400);
    expect(brand?.campaigns[0]?.ends).to.deep.equal({ afterLaunch: 180 * 86_400 });
    expect(brand?.events[0]?.doorsOpen).to.deep.equal({ at: 1_803_920_400 });
  });

  it("names every fault, those between parts too, in one go", () => {
    const faults = faultsOf(
      example({
        stage: 3,
        tagline: undefined,
        extra: {},
        "token.symbol": "",
        "token.emision": 1,
        "theme.colours.accent": "red",
        "membership.tiers[1].threshold": 0,
        "membership.tiers[2].rights[3]": "fly",
        "governor.votingDelay": "soon",
        "roles.admin[0]": ADMIN.replace("dc3A", "DC3A"),
        "campaigns[0].maxReward": 10,
        "events[0].ends": "launch + 1 day",
        "events[0].returnUntil": "launch + 61 days",
        "events[0].transferUntil": "launch + 62 days",
        "rewards[0].minTier": "Emperor",
        "rewards[0].closes": "launch",
        "rewards[1].stock": 41,
      }),
    );

    expect(faults).to.have.members([
      "extra: is not a setting of a brand file",
      "tagline: is missing",
      "theme.colours.accent: must be a colour such as #c2410c",
      "stage: must be 0 (brand-run), 1 (shared) or 2 (community-owned)",
      "token.symbol: must not be empty",
      "token.emision: is not a setting here",
      "membership.tiers[1].threshold: must be more than that of Seedling",
      "membership.tiers[2].rights[3]: must be one of invite, curate, propose",
      'governor.votingDelay: must be a length of time such as "10 minutes", "7 days" or "2 weeks"',
      `roles.admin[0]: has a wrong checksum: is ${ADMIN} meant?`,
      "campaigns[0].maxReward: must not be less than minReward",
      "events[0].ends: must be after doorsOpen",
      "events[0].returnUntil: must not be after the doors open",
      "events[0].transferUntil: must not be after the doors open",
      "rewards[0].minTier: must be one of the tiers: Seedling, Branch, Crown",
      "rewards[0].closes: must be after opens",
      "rewards[0].closes: is past already",
      "rewards[1].stock: must not be more than the event's capacity, 40",
    ]);
  });

  const refused: [what: string, path: string, value: unknown, message: string][] = [
    ["tiers that do not rise", "membership.tiers[2].threshold", 250, "must be more than that of Branch"],
    ["units that fall", "membership.tiers[2].units", 1, "must not be less than those of Branch"],
    ["a first tier above zero", "membership.tiers[0].threshold", 1, "must be 0 in the first tier"],
    ["a name twice", "membership.tiers[1].name", "Seedling", "is the same as in membership.tiers[0]"],
    ["no tiers", "membership.tiers", [], "must have at least one tier"],
    ["a threshold nobody passes", "governor.proposalUnits", 5, "no tier may propose and has as many units"],
    ["a quorum above all votes", "governor.quorumPercent", 101, "must be a whole number from 1 to 100"],
    ["an event that is none", "rewards[1].event", "ball", "must be one of the events: open-house"],
    ["a badge twice", "badges[1]", OPEN_HOUSE, "is the same as in badges[0]"],
    ["a badge for good or not", "badges[0].revocable", "perhaps", "must be true or false"],
    [
      "an event with a badge that is none",
      "events[0].badge",
      "ball",
      "must be one of the badges: open-house",
    ],
    ["a room without its tier", "rooms[0].minTier", undefined, "is missing: the entry is by tier"],
    [
      "a room with a tier too many",
      "rooms[1].minTier",
      "Crown",
      "must be left out: the entry is not by tier",
    ],
    ["a room of no tier", "rooms[0].minTier", "Emperor", "must be one of the tiers"],
    ["a room of a badge that is none", "rooms[1].badge", "ball", "must be one of the badges: open-house"],
    ["a reward of a room that is none", "rewards[0].room", "attic", "must be one of the rooms: workshop"],
    ["a reward of a badge that is none", "rewards[1].badge", "ball", "must be one of the badges: open-house"],
    ["a holder named twice", "roles.door", [DOOR, DOOR], "is named twice"],
    ["no admin in stage 0", "roles.admin", [], "must name somebody in stage 0"],
    ["two guardians", "roles.guardian", [DOOR, ADMIN], "must be one at most"],
    ["the zero address", "roles.door[0]", `0x${"0".repeat(40)}`, "must not be the zero address"],
    ["half an address", "roles.door[0]", "0x1234", "must be an address: 0x and 40 hex digits"],
    [
      "a reward above the emission",
      "campaigns[0].maxReward",
      20_001,
      "must not be more than token.emission.cap",
    ],
    ["a campaign without time", "campaigns[0].ends", "launch", "must be after starts"],
    ["an order never due", "rewards[0].fulfilWithin", "1 day", "must be longer than cancelWindow"],
    ["an unknown kind of reward", "rewards[0].kind", "car", "must be merch or ticket"],
    ["a long name", "name", "x".repeat(49), "must have at most 48 characters, and has 49"],
    ["control characters", "name", "Two\nlines", "must not contain control characters"],
    ["a negative amount", "rewards[0].price", -1, "must be an amount of tokens"],
    ["an impossible date", "rewards[0].opens", "2027-13-01T00:00:00Z", 'must be "launch", a time after it'],
    ["text for a number", "rewards[0].stock", "many", "must be a whole number from 0"],
    ["an object for a list", "rewards", {}, "must be a list [ ... ]"],
  ];
  for (const [what, path, value, message] of refused) {
    it(`refuses ${what}`, () => {
      const faults = faultsOf(example({ [path]: value }));
      expect(
        faults.filter((fault) => fault.startsWith(path) && fault.includes(`: ${message}`)),
      ).to.have.length(1);
    });
  }

  it("does not let one broken item hide the faults of its neighbours", () => {
    const faults = faultsOf(example({ "events[1]": { slug: "x" }, "rewards[1].stock": 41 }));
    expect(faults).to.include("events[1].name: is missing");
    expect(faults).to.include("rewards[1].stock: must not be more than the event's capacity, 40");
  });

  for (const json of [null, 3, "text", [], undefined]) {
    it(`refuses ${JSON.stringify(json)}`, () => {
      expect(faultsOf(json)).to.deep.equal([": must be an object { ... }"]);
    });
  }

  it("says that a file is missing", () => {
    expect(() => loadBrand("deploy/brands/nobody.json5", LAUNCH)).to.throw(BrandError, "there is no file");
  });
});
