import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import JSON5 from "json5";
import { readBrand } from "../../deploy/brand/load.ts";

const LAUNCH = 1_800_000_000;

/** The example brand, whose members come by invitation. */
function example(): Record<string, unknown> {
  const file = fileURLToPath(new URL("../../deploy/brands/example.json5", import.meta.url));
  return JSON5.parse(readFileSync(file, "utf8"));
}

describe("brand file: entry by invitation", () => {
  for (const stage of [0, 1]) {
    it(`is accepted in stage ${stage}, where operators sign the first invitations`, () => {
      expect(readBrand({ ...example(), stage }, LAUNCH).faults).to.deep.equal([]);
    });
  }

  it("is refused in stage 2, where nobody could ever be the first member", () => {
    expect(readBrand({ ...example(), stage: 2 }, LAUNCH).faults).to.deep.equal([
      { path: "membership.entry", message: "must be open in stage 2: nobody could invite the first member" },
    ]);
  });

  it("leaves entry open to everybody in stage 2", () => {
    const json = example();
    const membership = { ...(json["membership"] as object), entry: "open" };
    expect(readBrand({ ...json, membership, stage: 2 }, LAUNCH).faults).to.deep.equal([]);
  });
});
