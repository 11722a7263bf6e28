import { beforeAll, expect, test } from "vitest";
import { errorSchema } from "../src/http/errors.ts";
import { newAccount, signedReview, useHarness } from "./harness.ts";

const harness = useHarness();
let cookie: string;
let review: Record<string, unknown>;

beforeAll(async () => {
  const everything = newAccount();
  harness().chain.enrol(everything.address, 1n, ["OPERATOR", "ATTESTER", "FULFILMENT"], ["curate"]);
  cookie = await harness().signIn(everything);
  await harness().addProduct("beans");
  review = await signedReview(everything);
});

const salt = `0x${"ab".repeat(32)}`;
const sealed = `0x04${"ab".repeat(1104)}`;
const product = { slug: "slug", name: "Name", description: "Words", image: "/api/media/mug.svg" };
const receipt = { orderHash: salt, deadline: "2000000000", signature: "0x11" };
const draft = { title: "", text: "", rating: null, photos: [] };
const approval = { decision: "approve", amount: "10", deadline: "2000000000", signature: "0x11" };

/** What a field never may be, whatever the field. */
const nonsense: unknown[] = [null, true, 1.5, -1, 1e308, "", [], {}, [[["x"]]], "\0", "\ud800"];

/** Bodies that are no valid body of any route. */
const rawBodies: [string, string | Uint8Array][] = [
  ["nothing", ""],
  ["half an object", "{"],
  ["a bare word", "hello"],
  ["two objects", "{}{}"],
  ["NaN", '{"rating":NaN}'],
  ["null", "null"],
  ["a list", "[]"],
  ["a number", "1e999"],
  ["an empty object", "{}"],
  ["deep nesting", "[".repeat(30_000)],
  ["deep nesting, closed", '{"a":'.repeat(5_000) + "1" + "}".repeat(5_000)],
  ["a prototype", '{"__proto__":{"decision":"reject"},"constructor":{"prototype":{}}}'],
  ["bytes that are no UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
  ["a UTF-16 body", new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
];

const postRoutes = [
  "/session",
  "/products",
  "/reviews",
  "/reviews/1/versions",
  "/reviews/1/receipt",
  "/reviews/1/flags",
  "/reviews/1/appeal",
  "/grading/1",
  "/moderation/reviews/1",
  "/moderation/appeals/1",
  "/deliveries",
  "/delivery-keys",
];

/** Those that take pictures, and nothing but pictures. */
const byteRoutes = ["/photos"];

/** For each route a valid body, to be spoiled one field at a time. */
const validBodies = (): [string, Record<string, unknown>][] => [
  ["/session", { message: "Sign in", signature: "0x11" }],
  ["/products", product],
  ["/reviews", review],
  ["/grading/1", approval],
  ["/grading/1", { decision: "reject", reason: "Off the topic" }],
  ["/reviews/1/versions", revisionOf(review)],
  ["/reviews/1/receipt", receipt],
  ["/reviews/1/flags", { reason: "spam", note: "An advertisement" }],
  ["/reviews/1/appeal", { statement: "I wrote what I tasted, in my own words." }],
  ["/moderation/reviews/1", { decision: "hide", contentHash: salt, reason: "Off the topic" }],
  ["/moderation/appeals/1", { decision: "uphold", reason: "Off the topic" }],
  ["/deliveries", { deliveryHash: salt, keyId: salt, sealed }],
  [
    "/delivery-keys",
    { publicKey: `0x04${"ab".repeat(64)}`, locked: `0x${"ab".repeat(100)}`, signature: "0x11" },
  ],
];

/** Fields of those bodies that may be missing. */
const optional = new Set(["photos"]);

/** A new version says neither product nor campaign: they stay. */
function revisionOf({ product: _, campaignId: __, ...revision }: Record<string, unknown>) {
  return revision;
}

/** What only a field that wants hex digits must refuse. */
const noHexFor = (value: unknown) => (String(value).startsWith("0x") ? ["0x", "0xzz", "0x1", "11"] : []);

function nonsenseFor(field: string, value: unknown): unknown[] {
  // No photos are as good as some.
  const wrong = nonsense.filter((each) => !(field === "photos" && Array.isArray(each) && each.length === 0));
  return [...wrong, ...noHexFor(value)];
}

async function expectRefusal(answer: { status: number; text: string }, what: string) {
  expect(answer.status, `${what}: ${answer.text}`).toBeGreaterThanOrEqual(400);
  expect(answer.status, `${what}: ${answer.text}`).toBeLessThan(500);
  const { error } = errorSchema.parse(JSON.parse(answer.text));
  expect(error.message.length, what).toBeGreaterThan(10);
}

test.each(postRoutes)("%s refuses bodies that are none", async (path) => {
  for (const [what, body] of rawBodies)
    await expectRefusal(await harness().send("POST", path, body, { cookie }), what);
});

test.each(postRoutes)("%s refuses other content types", async (path) => {
  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/xml",
  ]) {
    const headers = { "content-type": type };
    await expectRefusal(await harness().send("POST", path, "{}", { cookie, headers }), type);
  }
});

test("every field of every body refuses nonsense, a missing field and a field too many", async () => {
  let sent = 0;
  for (const [path, valid] of validBodies()) {
    const spoiled = Object.keys(valid).flatMap((field) => [
      ...nonsenseFor(field, valid[field]).map((value) => ({ ...valid, [field]: value })),
      ...(optional.has(field) ? [] : [without(valid, field)]),
    ]);
    for (const body of [...spoiled, { ...valid, admin: true }]) {
      await expectRefusal(
        await harness().send("POST", path, body, { cookie }),
        `${path} ${JSON.stringify(body)}`,
      );
      sent++;
    }
  }
  expect(sent).toBeGreaterThan(250);
});

function without(body: Record<string, unknown>, field: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
}

test("drafts may be empty, but not nonsense", async () => {
  const put = (body: unknown) => harness().send("PUT", "/drafts/beans", body, { cookie });
  for (const [what, body] of rawBodies) await expectRefusal(await put(body), what);
  const allowed = new Set<unknown>([null, ""]);
  for (const field of Object.keys(draft)) {
    const wrong = nonsenseFor(field, "").filter((value) => !allowed.has(value));
    for (const value of wrong) await expectRefusal(await put({ ...draft, [field]: value }), field);
    await expectRefusal(await put(without(draft, field)), field);
  }
  await expectRefusal(await put({ ...draft, memberId: "2" }), "another's draft");
});

test.each(byteRoutes)("%s takes no text", async (path) => {
  for (const [what, body] of rawBodies) {
    for (const type of [
      "application/json",
      "image/png",
      "image/svg+xml",
      "text/html",
      "multipart/form-data",
    ]) {
      const headers = { "content-type": type };
      await expectRefusal(
        await harness().send("POST", path, body, { cookie, headers }),
        `${what} as ${type}`,
      );
    }
  }
});

test("a refused field is named by its path", async () => {
  const details = { ...product, slug: "spoiled", details: { roast: 7 } };
  const answer = await harness().send("POST", "/products", details, { cookie });
  const { error } = errorSchema.parse(answer.json());
  expect(error.code).toBe("invalid_request");
  expect(error.fields?.map(({ path }) => path)).toEqual(["details.roast"]);
});

const numbers = [
  "0",
  "-1",
  "1.5",
  "1e3",
  "0x10",
  "NaN",
  "9".repeat(18),
  "9".repeat(400),
  "%00",
  "%ff",
  "%F0%9F%A6%8A",
  "1;drop",
];

test.each([
  ...numbers.map((id) => `/reviews/${id}`),
  ...["../x", "A", "a--b", "-a", "a".repeat(65), "%00", "%ff", "a%2fb", "'or'1'='1"].map(
    (slug) => `/products/${slug}`,
  ),
  ...["0x", "0x12", `0x${"g".repeat(64)}`, `0x${"a".repeat(65)}`, "%00"].map((hash) => `/deliveries/${hash}`),
  "/reviews?limit=0",
  "/reviews?limit=101",
  "/reviews?limit=all",
  "/reviews?limit=1&limit=2",
  "/reviews?cursor=abc",
  `/reviews?cursor=${"9".repeat(30)}`,
  "/reviews?author=0x12",
  "/reviews?author=0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
  "/reviews?status=paid",
  "/reviews?product=A%00B",
  "/reviews?rating=6",
  "/reviews?rating=4.5",
  "/reviews?verified=yes",
  "/reviews?search=a",
  "/reviews?search=a%00b",
  `/reviews?search=${"a".repeat(101)}`,
  "/reviews?sort=id;drop",
  "/reviews?sort=helpful&cursor=5",
  "/reviews?sort=newest&cursor=1.5",
  "/reviews?sort=highest&cursor=99999.5",
  `/reviews?sort=helpful&cursor=${"9".repeat(12)}.5`,
  ...["versions", "verification"].flatMap((path) => numbers.map((id) => `/reviews/${id}/${path}`)),
  ...["0x", "0x12", `0x${"g".repeat(64)}`, "%00", "../media/mug.svg", `0x${"a".repeat(64)}`].map(
    (hash) => `/photos/${hash}`,
  ),
  ...["A", "a--b", "%00", "'or'1'='1"].map((slug) => `/drafts/${slug}`),
  "/moderation?limit=0",
  "/moderation/ledger?cursor=x",
  "/moderation/ledger?review=0",
  "/moderation/ledger?limit=101",
  "/grading?limit=-1",
  "/nothing",
  "/%c0%ae%c0%ae/etc/passwd",
])("GET %s is refused", async (path) => {
  await expectRefusal(await harness().send("GET", path, undefined, { cookie }), path);
});

test.each(numbers.map((id) => `/grading/${id}`))("POST %s is refused", async (path) => {
  await expectRefusal(
    await harness().send("POST", path, { decision: "reject", reason: "Off topic" }, { cookie }),
    path,
  );
});

test.each(["PUT", "PATCH", "DELETE"])("%s is refused where it means nothing", async (method) => {
  for (const path of [
    "/reviews",
    "/products",
    "/grading/1",
    "/deliveries",
    "/health",
    "/photos",
    "/drafts",
    "/moderation/ledger",
  ]) {
    await expectRefusal(await harness().send(method, path, {}, { cookie }), path);
  }
});

test("signatures of any length and shape are refused, never a fault", async () => {
  const shapes = [
    "0x11",
    `0x${"00".repeat(64)}`,
    `0x${"00".repeat(65)}`,
    `0x${"ff".repeat(65)}`,
    `0x${"11".repeat(66)}`,
    `0x${"64926492".repeat(8)}`,
    `0x${"00".repeat(300)}${"6492".repeat(16)}`,
    `0x${"ab".repeat(4096)}`,
    `0x${"ab".repeat(4097)}`,
    `0x${"a".repeat(131)}`,
  ];
  for (const signature of shapes) {
    await expectRefusal(
      await harness().send("POST", "/reviews", { ...review, signature }),
      signature.slice(0, 40),
    );
  }
});

test("made-up cookies are nobody's session", async () => {
  for (const made of ["", "x", "%00", "%ff", "a".repeat(4000), "' or 1=1 --", "__proto__"]) {
    const answer = await harness().send("GET", "/session", undefined, { cookie: `hearth_session=${made}` });
    expect(answer.status).toBe(401);
  }
});
