import { expect, test } from "vitest";
import { packRights, roleNames, roles, roleSentences, unpackRights } from "./roles.ts";

test("every role has a number of its own and a sentence", () => {
  expect(new Set(Object.values(roles)).size).toBe(roleNames.length);
  expect(Object.keys(roleSentences)).toEqual(roleNames);
});

test("rights are packed as the contract reads them", () => {
  expect(packRights(["propose", "invite"])).toBe(5);
  expect(unpackRights(6)).toEqual(["curate", "propose"]);
  expect(unpackRights(packRights([]))).toEqual([]);
  expect(unpackRights(255)).toEqual(["invite", "curate", "propose"]);
});
