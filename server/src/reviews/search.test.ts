import { beforeAll, describe, expect, test } from "vitest";
import { useGradingDesk } from "../../test/gradingDesk.ts";
import { newAccount, signedApproval, useHarness } from "../../test/harness.ts";

const harness = useHarness();
const desk = useGradingDesk(harness);

interface Listed {
  id: string;
  rating: number | null;
  status: string;
  helpfulCount: number;
}

interface Page {
  reviews: Listed[];
  nextCursor: string | null;
}

/** Reviews in the order they were written: stars, whether they are decided, and how many find them helpful. */
const written = [
  { rating: 3, decided: true, helpful: 0 },
  { rating: 5, decided: true, helpful: 2 },
  { rating: 1, decided: false, helpful: 1 },
  { rating: 5, decided: true, helpful: 0 },
  { rating: 1, decided: true, helpful: 2 },
  { rating: 4, decided: false, helpful: 0 },
  { rating: 3, decided: true, helpful: 1 },
];
const ids: string[] = [];

beforeAll(async () => {
  const readers = await Promise.all(
    [1, 2].map(async () => {
      const account = newAccount();
      harness().chain.enrol(account.address, desk.nextMember());
      return harness().signIn(account);
    }),
  );
  const grader = await desk.newGrader();
  for (const { rating, decided, helpful } of written) {
    const memberId = desk.nextMember();
    const { id } = await harness().addReview("beans", { memberId, rating });
    ids.push(id);
    if (decided) {
      const item = await desk.itemOf(id, grader.cookie);
      const approval = await signedApproval(grader.account, item, 15n, desk.soon());
      expect((await desk.grade(id, approval, grader.cookie)).status).toBe(200);
    }
    for (const cookie of readers.slice(0, helpful))
      await harness().send("PUT", `/reviews/${id}/helpful`, undefined, { cookie });
  }
});

async function list(query: string): Promise<Page> {
  const answer = await harness().send("GET", `/reviews?${query}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.json<Page>();
}

/** All pages of a list, two reviews at a time, as places in {@link written}. */
async function readAll(query: string): Promise<number[]> {
  const seen: number[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Page = await list(`${query}&limit=2${cursor && `&cursor=${cursor}`}`);
    expect(page.reviews.length).toBeLessThanOrEqual(2);
    seen.push(...page.reviews.map(({ id }) => ids.indexOf(id)));
    cursor = page.nextCursor;
  }
  return seen;
}

describe("a list by the page", () => {
  test.each([
    ["sort=newest", [6, 5, 4, 3, 2, 1, 0]],
    ["sort=highest", [3, 1, 6, 0, 4]],
    ["sort=lowest", [4, 0, 6, 1, 3]],
    ["sort=helpful", [4, 1, 6, 2, 5, 3, 0]],
    ["rating=5", [3, 1]],
    ["rating=3&sort=helpful", [6, 0]],
    ["status=submitted&sort=helpful", [2, 5]],
    ["product=beans&sort=lowest", [4, 0, 6, 1, 3]],
    ["verified=true", []],
  ])("%s misses none and repeats none", async (query, expected) => {
    expect(await readAll(query)).toEqual(expected);
  });

  test("by stars never tells where an undecided review stands", async () => {
    for (const query of [
      "rating=1",
      "rating=4",
      "sort=highest",
      "sort=lowest",
      "sort=highest&status=submitted",
    ]) {
      const { reviews } = await list(`${query}&limit=100`);
      expect(
        reviews.filter(({ status }) => status === "submitted"),
        query,
      ).toEqual([]);
    }
    // Nor does its author's session, which sees the stars of its own, change the order for others.
    expect((await list("status=submitted&limit=100")).reviews.map(({ rating }) => rating)).toEqual([
      null,
      null,
    ]);
  });

  test("refuses the cursor of another order", async () => {
    const { nextCursor } = await list("sort=helpful&limit=2");
    const answer = await harness().send("GET", `/reviews?sort=newest&cursor=${nextCursor}`);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: { fields: [{ path: "cursor" }] } });
  });
});

describe("a search", () => {
  const find = async (words: string) =>
    (await list(`search=${encodeURIComponent(words)}&limit=100`)).reviews.map(({ id }) => id);

  test("finds words of title and text, in any case and language", async () => {
    const add = async (title: string, text: string) =>
      (await harness().addReview("beans", { memberId: desk.nextMember(), title, text: text.repeat(4) })).id;
    const jasmine = await add("Like tea", "Jasmine and bergamot, über alle Maßen klar. ");
    const cocoa = await add("Like a dessert", "Cocoa and bergamot on the nose, 咖啡 in the cup. ");
    expect(await find("JASMINE")).toEqual([jasmine]);
    expect(await find("bergamot")).toEqual([cocoa, jasmine]);
    expect(await find("bergamot dessert")).toEqual([cocoa]);
    expect(await find('"bergamot on the nose"')).toEqual([cocoa]);
    expect(await find("bergamot -dessert")).toEqual([jasmine]);
    expect(await find("über Maßen")).toEqual([jasmine]);
    expect(await find("咖啡")).toEqual([cocoa]);
    expect(await find("petrichor")).toEqual([]);
  });

  test.each([
    "'; drop table reviews; --",
    "a & | ! ( )",
    "<->:*",
    '"""',
    "%%__",
    "\\x00",
    "((((((((",
    "or or",
  ])("for %s is a search like any other", async (words) => {
    expect(Array.isArray(await find(words))).toBe(true);
    expect((await list("limit=1")).reviews).toHaveLength(1);
  });
});
