import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { errorSchema } from "../src/http/errors.ts";
import { newAccount, useHarness } from "./harness.ts";

const harness = useHarness();

interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  $ref?: string;
}

interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Route {
  name: string;
  method: string;
  path: string;
  parameters: { name: string; in: string }[];
  body: Schema | undefined;
}

/** Routes that take nothing, so that no request to them is malformed. */
const UNSPOILABLE = new Set(["POST /session/nonce"]);
/** Each route gets so many. */
const RUNS = 40;
const SEED = 20261124;

let routes: Route[] = [];
let schemas: Record<string, Schema> = {};
let cookie = "";

beforeAll(async () => {
  const everything = newAccount();
  harness().chain.enrol(everything.address, 1n, ["OPERATOR", "ATTESTER", "FULFILMENT"], ["curate"]);
  cookie = await harness().signIn(everything);
  const document = (await harness().send("GET", "/openapi.json")).json<{
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Schema> };
  }>();
  ({ schemas } = document.components);
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]): Route => ({
      name: `${method.toUpperCase()} ${path.replace("/api", "")}`,
      method: method.toUpperCase(),
      path: path.replace("/api", ""),
      parameters,
      body: requestBody?.content["application/json"]?.schema,
    })),
  );
});

/** What no text, number or list of any route may hold. */
const nonsense = fc.oneof(
  fc.constantFrom(null, true, -1, 1.5, 1e308, "\0", "\ud800", "", "x".repeat(10_000), [], {}, [[[]]]),
  fc.string({ unit: "binary" }).map((text) => `\0${text}`),
  fc.array(fc.constant(null), { minLength: 1, maxLength: 3 }),
  fc.dictionary(fc.string(), fc.constant(7), { maxKeys: 3 }),
);

/** Something that is near to what a schema describes: its fields are there, and what is in them is not. */
function near(schema: Schema | undefined): fc.Arbitrary<unknown> {
  if (!schema) return nonsense;
  if (schema.$ref) return near(schemas[schema.$ref.split("/").at(-1) ?? ""]);
  const choices = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (choices) return fc.oneof(...choices.map(near));
  if (!schema.properties) return nonsense;
  const fields = Object.entries(schema.properties).map(([name, inner]) => [
    name,
    inner.const === undefined ? near(inner) : fc.oneof(fc.constant(inner.const), nonsense),
  ]);
  return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] });
}

const JSON_TYPE = { "content-type": "application/json" };

/** A body that no route takes, and what it says it is. */
function malformedBody(schema: Schema | undefined) {
  return fc.oneof(
    {
      weight: 6,
      arbitrary: near(schema).map((body) => ({ body: JSON.stringify(body), headers: JSON_TYPE })),
    },
    fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => ({
      body: Uint8Array.from([0xff, ...bytes]),
      headers: JSON_TYPE,
    })),
    fc.integer({ min: 2_000, max: 20_000 }).map((depth) => ({ body: "[".repeat(depth), headers: JSON_TYPE })),
    fc.integer({ min: 500, max: 5_000 }).map((depth) => ({
      body: `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`,
      headers: JSON_TYPE,
    })),
    fc.integer({ min: 65_537, max: 100_000 }).map((size) => ({
      body: JSON.stringify("x".repeat(size)),
      headers: JSON_TYPE,
    })),
    fc
      .constantFrom("text/plain", "application/xml", "multipart/form-data", "image/png", "application/jsonx")
      .map((type) => ({ body: "{}", headers: { "content-type": type } })),
    fc.constantFrom("", "{", "nul", "{}{}", "NaN").map((body) => ({ body, headers: JSON_TYPE })),
  );
}

/** A part of an address that is none of any route's. */
const strangeSegment = fc.oneof(
  fc.constantFrom("%00", "%ff", "%c0%ae", "..%2f", "0x", "-1", "1e9", "NaN", "'or'1'='1", "a".repeat(300)),
  fc.string({ unit: "binary", minLength: 1 }).map((text) => `!${encodeURIComponent(text.toWellFormed())}`),
);

function malformedRequest(route: Route) {
  const inPath = route.parameters.filter((parameter) => parameter.in === "path");
  const inQuery = route.parameters.filter((parameter) => parameter.in === "query");
  const path = fc
    .tuple(...inPath.map(() => strangeSegment))
    .map((segments) =>
      inPath.reduce((text, { name }, index) => text.replace(`{${name}}`, segments[index] ?? ""), route.path),
    );
  const query = fc
    .tuple(fc.constantFrom("", ...inQuery.map(({ name }) => name)), strangeSegment)
    .map(([name, value]) => (name === "" ? "" : `?${name}=${value}`));
  const body = route.body ? malformedBody(route.body) : fc.constant({ body: undefined, headers: {} });
  return fc.record({ path, query, body });
}

test("malformed requests to every route are refused by name, and never a fault", async () => {
  let refused = 0;
  for (const route of routes.filter(({ name }) => !UNSPOILABLE.has(name))) {
    const mustRefuse = route.body !== undefined || route.path.includes("{");
    const property = fc.asyncProperty(malformedRequest(route), async ({ path, query, body }) => {
      // Without a session nobody is signed out by the routes that end them.
      const as = route.method === "DELETE" ? {} : { cookie };
      const answer = await harness().send(route.method, path + query, body.body, {
        ...as,
        headers: body.headers,
      });
      const what = `${route.method} ${path}${query}: ${answer.status} ${answer.text.slice(0, 200)}`;
      if (answer.status === 503) expect(answer.text, what).toMatch(/relay_unavailable/);
      else expect(answer.status, what).toBeLessThan(500);
      if (mustRefuse) expect(answer.status, what).toBeGreaterThanOrEqual(400);
      if (answer.status < 400) return;
      expect(errorSchema.parse(JSON.parse(answer.text)).error.message.length, what).toBeGreaterThan(10);
      refused++;
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED });
  }
  expect(routes.length).toBeGreaterThan(20);
  expect(refused).toBeGreaterThanOrEqual(400);
});
