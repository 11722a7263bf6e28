import { expect, test } from "vitest";
import { useHarness } from "./harness.ts";

const harness = useHarness();

async function metrics(config: { metricsToken?: string; metricsOpen: boolean }, authorization?: string) {
  const { services } = harness();
  Object.assign(services.config, { metricsToken: undefined, ...config });
  harness().reopen();
  const headers = authorization === undefined ? {} : { authorization };
  return (await harness().app.request("/metrics", { headers })).status;
}

test("metrics are for those who have the token, or on the local chain for everybody", async () => {
  const metricsToken = "a token of tests";
  expect(await metrics({ metricsOpen: true })).toBe(200);
  expect(await metrics({ metricsOpen: false })).toBe(404);
  expect(await metrics({ metricsOpen: false }, "Bearer undefined")).toBe(404);
  const closed = { metricsOpen: false, metricsToken };
  expect(await metrics(closed)).toBe(404);
  for (const wrong of ["", metricsToken, `Bearer ${metricsToken}x`, `bearer ${metricsToken}`, "Bearer "])
    expect(await metrics(closed, wrong), wrong).toBe(404);
  expect(await metrics(closed, `Bearer ${metricsToken}`)).toBe(200);
});

test("metrics name routes and never what stands in an address", async () => {
  const { app, services } = harness();
  Object.assign(services.config, { metricsToken: undefined, metricsOpen: true });
  await app.request("/api/reviews/9007199254740991/verification");
  await app.request("/api/health");
  const text = await (await app.request("/metrics")).text();
  expect(text).toContain(
    'hearth_http_request_duration_seconds_count{method="GET",route="/api/health",status="200"} 1',
  );
  expect(text).toContain('route="/api/reviews/:id/verification",status="404"');
  expect(text).toContain("process_resident_memory_bytes");
  expect(text).toContain("hearth_relay_enabled 0");
  expect(text).not.toContain("9007199254740991");
});
