import { mnemonicToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { canonicalJson, signExport, verifyExport, type SignedExport } from "./communityExport.ts";
import { demoMnemonic, exportIndex } from "./personas.ts";

const account = mnemonicToAccount(demoMnemonic, { addressIndex: exportIndex });
const content = {
  chainId: 31337,
  membership: "0x0000000000000000000000000000000000000012",
  exportedAt: "2026-01-01T00:00:00.000Z",
  tables: { products: [{ slug: "beans", details: { roast: "light", altitude: null } }], reviews: [] },
} as const;

test("canonical JSON does not depend on the order in which names were written", () => {
  expect(canonicalJson({ b: [1, { d: "x", c: null }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":null,"d":"x"}]}',
  );
  expect(canonicalJson({ é: 1, "\u20ac": 2, a: "\u2028\n", skipped: undefined })).toBe(
    '{"a":"\u2028\\n","é":1,"€":2}',
  );
});

test("an export that was signed is verified, also after a file was read", async () => {
  const signed = await signExport(account, structuredClone(content) as never);
  expect(await verifyExport(signed, account.address)).toBe(true);
  const file = JSON.parse(JSON.stringify(signed, null, 2)) as SignedExport;
  expect(await verifyExport(file, account.address)).toBe(true);
});

test("a changed, moved, re-dated or re-signed export is not", async () => {
  const signed: SignedExport = await signExport(account, structuredClone(content) as never);
  const other = mnemonicToAccount(demoMnemonic, { addressIndex: 0 });
  const changes: Partial<SignedExport["content"]>[] = [
    { chainId: 1 },
    { membership: "0x0000000000000000000000000000000000000013" },
    { exportedAt: "2026-01-02T00:00:00.000Z" },
    { exportedAt: "never" },
    { tables: { ...signed.content.tables, reviews: [{}] } },
    { tables: {} },
  ];
  for (const change of changes) {
    const changed = { ...signed, content: { ...signed.content, ...change } };
    expect(await verifyExport(changed, account.address), JSON.stringify(change)).toBe(false);
  }
  expect(await verifyExport(signed, other.address)).toBe(false);
  expect(await verifyExport(await signExport(other, signed.content), account.address)).toBe(false);
  expect(await verifyExport({ ...signed, signature: "0x11" }, account.address)).toBe(false);
});
