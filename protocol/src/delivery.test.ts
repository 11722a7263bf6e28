import { expect, test } from "vitest";
import { deliveryHash } from "./delivery.ts";

const details = {
  name: "Rae Okafor",
  street: "12 Mill Lane",
  postcode: "BS1 4ST",
  city: "Bristol",
  country: "GB",
  note: "",
};
const salt = `0x${"0a".repeat(32)}` as const;

test("every detail and the salt change the hash", () => {
  const hashes = [
    deliveryHash(details, salt),
    deliveryHash(details, `0x${"0b".repeat(32)}`),
    ...Object.keys(details).map((key) => deliveryHash({ ...details, [key]: "changed" }, salt)),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
});

test("text does not slip from one field into the next", () => {
  expect(deliveryHash({ ...details, city: "Bath", country: "GB" }, salt)).not.toBe(
    deliveryHash({ ...details, city: "BathG", country: "B" }, salt),
  );
});
