import { afterEach, expect, test, vi } from "vitest";
import { api, ServerError } from "./client.ts";

const asIs = { parse: (data: unknown) => data };

function answer(status: number, body: string): ReturnType<typeof vi.fn> {
  const fetch = vi.fn(async () => new Response(body, { status }));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

afterEach(() => vi.unstubAllGlobals());

test("an answer is parsed before anybody sees it", async () => {
  answer(200, '{"count":"3"}');
  const parser = { parse: (data: unknown) => BigInt((data as { count: string }).count) };
  expect(await api.get("/reviews", parser)).toBe(3n);
});

test("amounts leave as decimal text", async () => {
  const fetch = answer(200, "{}");
  await api.post("/reviews", { price: 10n ** 20n }, asIs);
  expect(fetch.mock.calls[0]?.[0]).toBe("/api/reviews");
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({
    method: "POST",
    body: '{"price":"100000000000000000000"}',
  });
});

const NONSENSE = "The community's server answered in a way that makes no sense. Try again in a moment.";

test.each([
  [422, '{"error":{"code":"invalid_request","message":"Too long."}}', "refused", "Too long."],
  [404, "<html>", "refused", NONSENSE],
  [500, '{"error":{"message":"Boom."}}', "broken", "Boom."],
  [503, '{"error":{"message":"The chain is away."}}', "away", "The chain is away."],
])("status %s with %s is %s", async (status, body, fault, message) => {
  answer(status, body);
  await expect(api.get("/reviews", asIs)).rejects.toMatchObject({ fault, message, status });
});

test("a refusal says which field it is about", async () => {
  const fields = [{ path: "details.city", message: "is missing" }];
  answer(400, JSON.stringify({ error: { code: "invalid_request", message: "No city.", fields } }));
  await expect(api.post("/deliveries", {}, asIs)).rejects.toMatchObject({ code: "invalid_request", fields });
});

test("an answer of the wrong shape is a fault of the server", async () => {
  answer(200, '{"count":"x"}');
  const parser = {
    parse: () => {
      throw new Error("shape");
    },
  };
  await expect(api.get("/reviews", parser)).rejects.toMatchObject({ fault: "broken" });
});

test.each([502, 503, 504])("status %s of a proxy means the server is away", async (status) => {
  answer(status, "");
  await expect(api.get("/reviews", asIs)).rejects.toMatchObject({ fault: "away" });
});

test("no answer at all means the server is away", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(api.get("/reviews", asIs)).rejects.toBeInstanceOf(ServerError);
});

test("a request that was given up is not the server's fault", async () => {
  const controller = new AbortController();
  controller.abort();
  vi.stubGlobal("fetch", () => Promise.reject(new DOMException("Given up", "AbortError")));
  await expect(api.get("/reviews", asIs, controller.signal)).rejects.not.toBeInstanceOf(ServerError);
});
