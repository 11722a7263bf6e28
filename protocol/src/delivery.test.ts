import { bytesToHex, hexToBytes, size, stringToHex, type Hex } from "viem";
import { expect, test } from "vitest";
import { deliveryHash, deliveryLimits, looksSealed, openDelivery, sealDelivery } from "./delivery.ts";
import { newKeyPair, pointOf, seal, type Bytes, type KeyPair } from "./hpke.ts";

const details = {
  name: "Rae Okafor",
  street: "12 Mill Lane",
  postcode: "BS1 4ST",
  city: "Bristol",
  country: "GB",
  note: "",
};
const salt = `0x${"0a".repeat(32)}` as const;
const place = { chainId: 31337, store: "0x0000000000000000000000000000000000000012" } as const;

async function newKey(): Promise<{ pair: KeyPair; publicKey: Hex }> {
  const pair = await newKeyPair();
  return { pair, publicKey: bytesToHex(await pointOf(pair.publicKey)) };
}

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

test("sealed details open for the key they were sealed to, and show nothing before", async () => {
  const { pair, publicKey } = await newKey();
  const sealed = await sealDelivery(details, publicKey, place);
  expect(await looksSealed(sealed.sealed)).toBe(true);
  for (const word of Object.values(details).filter((word) => word.length > 2))
    expect(sealed.sealed).not.toContain(stringToHex(word).slice(2));
  expect(await openDelivery(pair, sealed, place)).toEqual(details);
  const lowerCase = { ...place, store: place.store.toLowerCase() as Hex };
  expect(await openDelivery(pair, sealed, lowerCase)).toEqual(details);
});

test("the same details have another hash and another length tells nothing", async () => {
  const { publicKey } = await newKey();
  const sealed = await Promise.all([
    sealDelivery(details, publicKey, place),
    sealDelivery(details, publicKey, place),
    sealDelivery({ ...details, name: "Y" }, publicKey, place),
    sealDelivery({ ...details, note: "Ring twice, please." }, publicKey, place),
  ]);
  expect(new Set(sealed.map((each) => each.deliveryHash)).size).toBe(4);
  expect(new Set(sealed.map((each) => size(each.sealed))).size).toBe(1);
});

test("details as long as they may be, in the longest script, are sealed; a character more is refused", async () => {
  const { pair, publicKey } = await newKey();
  const longest = Object.fromEntries(
    Object.entries(deliveryLimits).map(([field, most]) => [field, "灯".repeat(most)]),
  ) as unknown as typeof details;
  const sealed = await sealDelivery(longest, publicKey, place);
  expect(await looksSealed(sealed.sealed)).toBe(true);
  expect(await openDelivery(pair, sealed, place)).toEqual(longest);
  for (const field of Object.keys(deliveryLimits) as (keyof typeof details)[]) {
    const tooLong = { ...longest, [field]: `${longest[field]}灯` };
    await expect(sealDelivery(tooLong, publicKey, place), field).rejects.toThrow(RangeError);
  }
});

test("details of another order, community, chain or key do not open", async () => {
  const { pair, publicKey } = await newKey();
  const sealed = await sealDelivery(details, publicKey, place);
  const other = await sealDelivery(details, publicKey, place);
  const swapped = { ...sealed, deliveryHash: other.deliveryHash };
  await expect(openDelivery(pair, swapped, place)).rejects.toThrow(/another key or order/);
  await expect(openDelivery((await newKey()).pair, sealed, place)).rejects.toThrow(/another key or order/);
  await expect(openDelivery(pair, sealed, { ...place, chainId: 1 })).rejects.toThrow(/another key or order/);
  const elsewhere = { ...place, store: `0x${"bb".repeat(20)}` } as const;
  await expect(openDelivery(pair, sealed, elsewhere)).rejects.toThrow(/another key or order/);
});

test("whoever seals other details under an order's hash is found out", async () => {
  const { pair } = await newKey();
  const hash = deliveryHash(details, salt);
  const binding = {
    info: bytes(stringToHex(`Hearth delivery, chain 31337, store ${place.store.toLowerCase()}`)),
    aad: bytes(hash),
  };
  const forge = async (message: Bytes) => ({
    deliveryHash: hash,
    sealed: bytesToHex(await seal(pair.publicKey, message, binding)),
  });
  const honest = await sealDelivery(details, bytesToHex(await pointOf(pair.publicKey)), place);
  expect(honest.deliveryHash).not.toBe(hash);
  await expect(openDelivery(pair, await forge(new Uint8Array(1024)), place)).rejects.toThrow(
    /DeliveryError|not those|no delivery/,
  );
  await expect(openDelivery(pair, await forge(new Uint8Array(1024).fill(255)), place)).rejects.toThrow(
    /no delivery details/,
  );
});

test("nothing else looks sealed", async () => {
  const { publicKey } = await newKey();
  const { sealed } = await sealDelivery(details, publicKey, place);
  const plain = stringToHex(JSON.stringify(details));
  const blockOfText = stringToHex("12 Mill Lane, Bristol. ".repeat(100).slice(0, 65 + 16 + 1024));
  const offCurve = `${sealed.slice(0, 130)}${sealed[130] === "0" ? "1" : "0"}${sealed.slice(131)}` as Hex;
  const wrong = [
    "0x",
    plain,
    blockOfText,
    offCurve,
    `${sealed}00`,
    sealed.slice(0, -2),
    `0x04${"00".repeat(1104)}`,
  ];
  for (const each of wrong) expect(await looksSealed(each as Hex), each.slice(0, 60)).toBe(false);
});

function bytes(hex: Hex): Bytes {
  return Uint8Array.from(hexToBytes(hex));
}
