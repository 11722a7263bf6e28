import { expect, test } from "vitest";
import { useHarness } from "./harness.ts";

const harness = useHarness();

test("the OpenAPI document describes every route and its refusals", async () => {
  const answer = await harness().send("GET", "/openapi.json");
  expect(answer.status).toBe(200);
  const { paths } = answer.json<{
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  }>();
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual([
    "DELETE /api/drafts/{product}",
    "DELETE /api/me",
    "DELETE /api/reviews/{id}/helpful",
    "DELETE /api/session",
    "DELETE /api/sessions",
    "DELETE /api/sessions/{id}",
    "GET /api/deliveries/{deliveryHash}",
    "GET /api/delivery-keys",
    "GET /api/delivery-keys/current",
    "GET /api/drafts",
    "GET /api/drafts/{product}",
    "GET /api/export",
    "GET /api/grading",
    "GET /api/health",
    "GET /api/me/export",
    "GET /api/media/{file}",
    "GET /api/moderation",
    "GET /api/moderation/ledger",
    "GET /api/moderation/summary",
    "GET /api/photos/{hash}",
    "GET /api/products",
    "GET /api/products/{slug}",
    "GET /api/ready",
    "GET /api/relay",
    "GET /api/relay/requests/{id}",
    "GET /api/relay/requests/{id}/events",
    "GET /api/reviews",
    "GET /api/reviews/{id}",
    "GET /api/reviews/{id}/verification",
    "GET /api/reviews/{id}/versions",
    "GET /api/session",
    "GET /api/sessions",
    "POST /api/deliveries",
    "POST /api/delivery-keys",
    "POST /api/grading/{id}",
    "POST /api/moderation/appeals/{id}",
    "POST /api/moderation/reviews/{id}",
    "POST /api/photos",
    "POST /api/products",
    "POST /api/relay/requests",
    "POST /api/reviews",
    "POST /api/reviews/{id}/appeal",
    "POST /api/reviews/{id}/flags",
    "POST /api/reviews/{id}/receipt",
    "POST /api/reviews/{id}/versions",
    "POST /api/session",
    "POST /api/session/nonce",
    "PUT /api/drafts/{product}",
    "PUT /api/reviews/{id}/helpful",
  ]);
  expect(Object.keys(paths["/api/grading/{id}"]?.["post"]?.responses ?? {})).toEqual(
    expect.arrayContaining(["200", "400", "401", "403", "404", "409", "413", "415", "429", "503"]),
  );
});

test("health says which block it sees, or that the chain is away", async () => {
  expect((await harness().send("GET", "/health")).json()).toEqual({
    status: "ok",
    chainId: 31337,
    block: "7",
  });
  harness().chain.down = true;
  const answer = await harness().send("GET", "/health");
  harness().chain.down = false;
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
});
