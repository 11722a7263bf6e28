import { productSubject } from "@hearth/protocol/review";
import { expect, test } from "vitest";
import { newAccount, useHarness } from "../../test/harness.ts";

const harness = useHarness();

const entry = {
  slug: "guji-highland",
  name: "Guji Highland",
  description: "Jasmine & <b>apricot</b>",
  image: "/api/media/guji-highland.svg",
  details: { origin: "Ethiopia", process: "washed" },
};

async function signInAs(...roles: "OPERATOR"[] | "ATTESTER"[]): Promise<string> {
  const account = newAccount();
  harness().chain.enrol(account.address, 1n, roles);
  return harness().signIn(account);
}

test("an operator adds a product, everybody reads it", async () => {
  const cookie = await signInAs("OPERATOR");
  const answer = await harness().send("POST", "/products", entry, { cookie });
  expect(answer.status).toBe(201);
  const product = {
    ...entry,
    origin: "Ethiopia",
    subject: productSubject(entry.slug),
    reviewCount: 0,
    averageRating: null,
  };
  expect(answer.json()).toEqual({ product });
  expect((await harness().send("GET", "/products")).json()).toEqual({ products: [product] });
  expect((await harness().send("GET", "/products/guji-highland")).json()).toEqual({ product });

  const again = await harness().send("POST", "/products", { ...entry, name: "Other" }, { cookie });
  expect(again.status).toBe(409);
  expect((await harness().send("GET", "/products")).json()).toEqual({ products: [product] });
});

test("nobody else adds products", async () => {
  const other = { ...entry, slug: "other" };
  expect((await harness().send("POST", "/products", other)).status).toBe(401);
  const cookie = await signInAs("ATTESTER");
  expect((await harness().send("POST", "/products", other, { cookie })).status).toBe(403);
  expect(
    (await harness().send("POST", "/products", other, { cookie: "hearth_session=made-up" })).status,
  ).toBe(401);
  expect((await harness().send("GET", "/products/other")).status).toBe(404);
});

test.each([
  ["javascript:alert(1)"],
  ["//evil.example/x.png"],
  ["http://plain.example/x.png"],
  ['https://x.example/"onerror="alert(1)'],
  ["data:text/html,<script>alert(1)</script>"],
])("an image can't be %s", async (image) => {
  const cookie = await signInAs("OPERATOR");
  const answer = await harness().send("POST", "/products", { ...entry, slug: "image", image }, { cookie });
  expect(answer.status).toBe(400);
  expect(answer.json()).toMatchObject({ error: { fields: [{ path: "image" }] } });
});
