import { expect, test } from "vitest";
import { decodeMetadata, encodeMetadata } from "./metadata.ts";

test("what was encoded is decoded, beyond Latin-1 too", () => {
  const metadata = {
    name: "Café \u{1F525} mug",
    description: 'Says “hello”, <b>not bold</b>, and "quotes".',
    image: "/api/media/mug.svg",
    variants: ["Soot", "Cream"],
    place: "Møllegade 3",
  };
  expect(decodeMetadata(encodeMetadata(metadata))).toEqual(metadata);
});

test("optional fields stay absent", () => {
  expect(decodeMetadata(encodeMetadata({ name: "Mug", description: "" }))).toEqual({
    name: "Mug",
    description: "",
  });
});

test.each(["", "plain words", "data:application/json;base64,!!!", "data:application/json;base64,W10="])(
  "text that is no metadata becomes the name: %j",
  (uri) => {
    expect(decodeMetadata(uri)).toEqual({ name: uri, description: "" });
  },
);

test("fields of the wrong type and images from elsewhere are left out", () => {
  const json = { name: "Mug", description: 3, image: "javascript:alert(1)", variants: ["S", 1], place: null };
  const uri = `data:application/json;base64,${btoa(JSON.stringify(json))}`;
  expect(decodeMetadata(uri)).toEqual({ name: "Mug", description: "" });
});
