import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readDeploymentRecord, toSource } from "./deploymentRecord.ts";

test("a missing record names the command to run", () => {
  expect(() => readDeploymentRecord("/nowhere/31337.json", 31337)).toThrow(/chain 31337.*npm start/);
});

test("a damaged record says what is wrong with it", () => {
  const file = join(mkdtempSync(join(tmpdir(), "hearth-")), "31337.json");
  writeFileSync(file, '{"chainId":31337,"contracts":{"Membership":{"address":"0x12"}}}');
  expect(() => readDeploymentRecord(file, 31337)).toThrow(
    /contracts\.Membership\.address must be an address/,
  );
});

test("source text keeps bigint and everything JSON has", async () => {
  const data = { big: 10n ** 20n, list: [1, "two", null, true], nested: { "odd key": "</script>" } };
  const source = encodeURIComponent(`export default ${toSource(data)}`);
  const module = (await import(/* @vite-ignore */ `data:text/javascript,${source}`)) as { default: unknown };
  expect(module.default).toEqual(data);
});
