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
