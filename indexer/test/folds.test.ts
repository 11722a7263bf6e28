import { roles } from "@hearth/protocol/roles";
import { zeroAddress, type Address } from "viem";
import { expect, test } from "vitest";
import { idOrNull, wordAt } from "../src/event.ts";
import { holdingsAfter } from "../src/holdings.ts";
import { brandNew, controlAfter, type ControlChange } from "../src/stages.ts";
import { standingAfter, sumByMember } from "../src/standings.ts";

const address = (digit: string): Address => `0x${digit.repeat(40)}`;
const [BRAND, OTHER, TIMELOCK] = [address("1"), address("2"), address("3")];

test("a transfer takes from one and gives to the other; only minting adds to standing", () => {
  const before = { account: address("a"), balance: 10n, standing: 30n };
  const move = (from: string, to: string) => holdingsAfter(before, { from, to, value: 4n });
  expect(move(zeroAddress, before.account)).toEqual({ balance: 14n, standing: 34n });
  expect(move(OTHER, before.account)).toEqual({ balance: 14n, standing: 30n });
  expect(move(before.account, zeroAddress)).toEqual({ balance: 6n, standing: 30n });
  expect(move(before.account, before.account)).toEqual({ balance: 10n, standing: 30n });
});

test("addresses are the same in any case of letters", () => {
  const before = { account: address("a"), balance: 1n, standing: 0n };
  const move = { from: OTHER, to: address("A"), value: 2n };
  expect(holdingsAfter(before, move).balance).toBe(3n);
});

test("a batch adds up by member, and keeps what is paid apart from what is taken back", () => {
  const sums = sumByMember([
    { memberId: 1, amount: 5n },
    { memberId: 2, amount: 3n },
    { memberId: 1, amount: 7n },
    { memberId: 2, amount: -1n },
  ]);
  expect(sums.get(1)).toEqual({ earned: 12n, revoked: 0n, claims: 2 });
  expect(sums.get(2)).toEqual({ earned: 3n, revoked: 1n, claims: 1 });
});

test("the first payment stays the first, and a revocation is no payment", () => {
  const first = standingAfter(undefined, { earned: 5n, revoked: 0n, claims: 1 }, 100n);
  expect(first).toMatchObject({ standing: 5n, firstClaimAt: 100n, lastClaimAt: 100n });
  const second = standingAfter(first, { earned: 2n, revoked: 0n, claims: 1 }, 200n);
  expect(second).toMatchObject({ standing: 7n, claims: 2, firstClaimAt: 100n, lastClaimAt: 200n });
  const third = standingAfter(second, { earned: 0n, revoked: 6n, claims: 0 }, 300n);
  expect(third).toMatchObject({ standing: 1n, earned: 7n, revoked: 6n, claims: 2, lastClaimAt: 200n });
});

/** The stages a community goes through by some changes. */
function stages(...changes: ControlChange[]): number[] {
  let control = brandNew;
  return changes.map((change) => {
    control = controlAfter(control, change, TIMELOCK);
    return control.stage;
  });
}

const granted = (role: bigint, account: Address) => ({ change: "granted", role, account, delay: 0 }) as const;
const revoked = (role: bigint, account: Address) => ({ change: "revoked", role, account }) as const;

test("control passes stage by stage: first the admin, then everything the brand could do", () => {
  expect(
    stages(
      granted(roles.ADMIN, BRAND),
      granted(roles.OPERATOR, BRAND),
      { change: "proposalGuardian", account: BRAND },
      granted(roles.ADMIN, TIMELOCK),
      revoked(roles.ADMIN, BRAND),
      granted(roles.OPERATOR, TIMELOCK),
      revoked(roles.OPERATOR, BRAND),
      { change: "proposalGuardian", account: zeroAddress },
    ),
  ).toEqual([0, 0, 0, 0, 1, 1, 1, 2]);
});

test("a guardian holds the last stage up, and a second admin takes the community back to the first", () => {
  const owned = [granted(roles.ADMIN, TIMELOCK), granted(roles.OPERATOR, TIMELOCK)];
  expect(stages(...owned)).toEqual([2, 2]);
  expect(stages(...owned, granted(roles.GUARDIAN, BRAND)).at(-1)).toBe(1);
  expect(stages(...owned, granted(roles.ADMIN, OTHER)).at(-1)).toBe(0);
  expect(stages(...owned, granted(roles.DOOR, OTHER)).at(-1)).toBe(2);
});

test("zero stands for none, and a word that is not there is a fault", () => {
  expect([idOrNull(0n), idOrNull(0), idOrNull(7n)]).toEqual([null, null, 7]);
  expect(wordAt(["open", "tier"], 1)).toBe("tier");
  expect(() => wordAt(["open", "tier"], 2)).toThrow("No word for 2 among open, tier");
});
