import { describe, expect, test } from "vitest";
import { EMPTY_DELIVERY, faultsOf, tidy } from "./delivery.ts";

const details = {
  name: "Rae Lindqvist",
  street: "3 Kiln Yard",
  postcode: "",
  city: "Leith",
  country: "Scotland",
  note: "",
};

describe("delivery details", () => {
  test("need everything but a postcode and a note", () => {
    expect(faultsOf(details)).toEqual({});
    expect(Object.keys(faultsOf(EMPTY_DELIVERY))).toEqual(["name", "street", "city", "country"]);
    expect(faultsOf({ ...details, city: "  \n" })).toHaveProperty("city");
  });

  test("may not be longer than can be sealed", () => {
    expect(faultsOf({ ...details, note: "x".repeat(500) })).toEqual({});
    expect(faultsOf({ ...details, note: "x".repeat(501) })).toHaveProperty("note");
    expect(faultsOf({ ...details, name: "x".repeat(121) })).toHaveProperty("name");
  });

  test("lose the blanks at their ends only", () => {
    expect(tidy({ ...details, street: "  3  Kiln Yard " }).street).toBe("3  Kiln Yard");
  });
});
