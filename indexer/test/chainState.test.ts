import { expect, test } from "vitest";
import {
  judge,
  nextState,
  stateFromText,
  stateToText,
  type ChainState,
  type Sighting,
} from "../chainState.ts";
import { schemaName } from "../sighting.ts";

const state: ChainState = {
  identity: "one",
  sources: "v1",
  generation: 2,
  witness: { number: 70n, hash: "0x70" },
};
const sighting: Sighting = {
  identity: "one",
  sources: "v1",
  final: { number: 90n, hash: "0x90" },
  atWitness: "0x70",
};

test("tables are kept while the witness stands", () => {
  expect(judge(state, sighting)).toBe("same");
  expect(nextState(state, sighting)).toEqual({ ...state, witness: sighting.final });
});

test("a witness that was replaced, or is gone, begins another generation under another name", () => {
  for (const atWitness of ["0x71", null]) {
    const seen = { ...sighting, atWitness };
    expect(judge(state, seen)).toBe("rewritten");
    expect(nextState(state, seen).generation).toBe(3);
    expect(schemaName(nextState(state, seen))).not.toBe(schemaName(state));
  }
});

test("another chain and another version have tables of their own", () => {
  const chain = { ...sighting, identity: "two", atWitness: null };
  const version = { ...sighting, sources: "v2" };
  expect(judge(state, chain)).toBe("otherChain");
  expect(judge(state, version)).toBe("otherVersion");
  const names = [state, nextState(state, chain), nextState(state, version)].map(schemaName);
  expect(new Set(names).size).toBe(3);
});

test("the first look begins at the first generation", () => {
  expect(judge(undefined, sighting)).toBe("first");
  expect(nextState(undefined, sighting)).toMatchObject({ generation: 0, witness: sighting.final });
});

test("a state survives being written, and a file that holds none counts as none", () => {
  expect(stateFromText(stateToText(state))).toEqual(state);
  for (const text of ["", "{", "null", '{"identity":"one"}', stateToText(state).replace('"70"', '"x"')]) {
    expect(stateFromText(text)).toBeUndefined();
  }
});
