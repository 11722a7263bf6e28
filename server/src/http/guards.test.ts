import { Hono } from "hono";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { newAccount, origin, useHarness } from "../../test/harness.ts";
import { errorHandler } from "./errors.ts";
import { rateLimit } from "./guards.ts";

const harness = useHarness();

describe("requests from another site's page", () => {
  test.each([
    ["another origin", { origin: "https://evil.example" }],
    ["no readable origin", { origin: "null" }],
    ["the same host without TLS", { origin: "http://club.example" }],
  ])("change nothing: %s", async (_, headers) => {
    const cookie = await harness().signIn(newAccount());
    const answer = await harness().send("DELETE", "/session", undefined, { cookie, headers });
    expect(answer.status).toBe(403);
    expect((await harness().send("GET", "/session", undefined, { cookie })).status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).not.toBe(headers.origin);
  });

  test("change nothing when only Sec-Fetch-Site gives them away", async () => {
    const request = (site?: string) => {
      const headers = new Headers(site ? { "sec-fetch-site": site } : {});
      return harness().app.request("/api/session/nonce", { method: "POST", headers });
    };
    expect((await request("cross-site")).status).toBe(403);
    expect((await request("same-site")).status).toBe(403);
    expect((await request("same-origin")).status).toBe(200);
    expect((await request()).status, "a client that is no browser").toBe(200);
  });

  test("the dashboard's own origin may send cookies and read answers", async () => {
    const answer = await harness().send("GET", "/products");
    expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
    expect(answer.headers.get("access-control-allow-credentials")).toBe("true");
  });
});

test("every answer, refusals too, carries the security headers", async () => {
  for (const path of ["/products", "/nothing", "/reviews?limit=x"]) {
    const { headers } = await harness().send("GET", path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-frame-options")).toBe("DENY");
  }
});

describe("bodies", () => {
  test("are limited in size, declared or not", async () => {
    const large = JSON.stringify({ message: "x".repeat(70_000), signature: "0x11" });
    expect((await harness().send("POST", "/session", large)).status).toBe(413);
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let count = 0; count < 70; count++) controller.enqueue(new Uint8Array(1024).fill(0x20));
        controller.close();
      },
    });
    const headers = { "content-type": "application/json", "transfer-encoding": "chunked" };
    const init = { method: "POST", body: stream, headers, duplex: "half" as const };
    expect((await harness().app.request("/api/session", init)).status).toBe(413);
  });

  test("must be UTF-8", async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('{"message":"'), 0xff, 0xfe, 0x22, 0x7d]);
    const answer = await harness().send("POST", "/session", bytes);
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/UTF-8/);
  });
});

describe("the rate limit", () => {
  function limited(trustedProxies: number) {
    const clock = { now: 0 };
    const app = new Hono();
    app.onError(errorHandler(pino({ level: "silent" })));
    app.use(rateLimit(3, trustedProxies, () => clock.now));
    app.get("/", (c) => c.text("here"));
    const ask = async (forwarded?: string) =>
      app.request("/", forwarded ? { headers: { "x-forwarded-for": forwarded } } : {});
    return { clock, ask };
  }

  test("refuses politely, and lets in again as time passes", async () => {
    const { clock, ask } = limited(0);
    for (let count = 0; count < 3; count++) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("20");
    clock.now = 20_000;
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(429);
  });

  test("can't be dodged by a made-up X-Forwarded-For", async () => {
    const direct = limited(0);
    for (let count = 0; count < 3; count++) await direct.ask(`10.0.0.${count}`);
    expect((await direct.ask("10.0.0.9")).status).toBe(429);

    const behindProxy = limited(1);
    for (let count = 0; count < 3; count++) await behindProxy.ask(`10.0.0.${count}, 192.0.2.1`);
    expect((await behindProxy.ask("10.0.0.9, 192.0.2.1")).status).toBe(429);
    expect((await behindProxy.ask("10.0.0.9, 192.0.2.2")).status).toBe(200);
  });
});
