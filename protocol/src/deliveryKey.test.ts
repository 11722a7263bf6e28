import { recoverTypedDataAddress, size, type Hex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { openDelivery, sealDelivery } from "./delivery.ts";
import {
  deliveryKeyDigest,
  deliveryKeyId,
  deliveryKeyToSign,
  newDeliveryKey,
  newPassphrase,
  unlockDeliveryKey,
} from "./deliveryKey.ts";
import { demoDeliveryPassphrase, demoMnemonic } from "./personas.ts";

const place = { chainId: 31337, store: "0x0000000000000000000000000000000000000012" } as const;
const details = { name: "Rae", street: "1 Row", postcode: "", city: "Bonn", country: "DE", note: "" };

test("whoever knows the passphrase opens what was sealed to the key, however they type it", async () => {
  const passphrase = newPassphrase();
  const { publicKey, locked } = await newDeliveryKey(passphrase);
  const sealed = await sealDelivery(details, publicKey, place);
  const typed = passphrase.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
  for (const each of [passphrase, typed]) {
    const pair = await unlockDeliveryKey(publicKey, locked, each);
    expect(pair.privateKey.extractable).toBe(false);
    expect(await openDelivery(pair, sealed, place)).toEqual(details);
  }
});

test("a wrong passphrase, a changed lock and another key are refused by name", async () => {
  const passphrase = newPassphrase();
  const { publicKey, locked } = await newDeliveryKey(passphrase);
  const other = await newDeliveryKey(passphrase);
  const changed = (locked.slice(0, -1) + (locked.endsWith("0") ? "1" : "0")) as Hex;
  const attempts: Parameters<typeof unlockDeliveryKey>[] = [
    [publicKey, locked, newPassphrase()],
    [publicKey, locked, ""],
    [publicKey, changed, passphrase],
    [other.publicKey, locked, passphrase],
    [publicKey, "0x", passphrase],
  ];
  for (const attempt of attempts)
    await expect(unlockDeliveryKey(...attempt)).rejects.toThrow(/does not open the delivery key/);
});

test("passphrases are long, differ, and use no letters that are mistaken for others", () => {
  const made = Array.from({ length: 200 }, newPassphrase);
  expect(new Set(made).size).toBe(made.length);
  for (const each of made) expect(each).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]$/);
});

test("the demo's key opens with its public passphrase", async () => {
  const { publicKey, locked } = await newDeliveryKey(demoDeliveryPassphrase);
  expect(size(publicKey)).toBe(65);
  await expect(unlockDeliveryKey(publicKey, locked, demoDeliveryPassphrase)).resolves.toBeDefined();
});

test("a signature of a key is for it, its store and its chain only", async () => {
  const signer = mnemonicToAccount(demoMnemonic);
  const { publicKey } = await newDeliveryKey("x");
  const signature = await signer.signTypedData(deliveryKeyToSign(publicKey, place));
  const recover = (
    key: typeof publicKey,
    where: typeof place | { chainId: number; store: typeof place.store },
  ) => recoverTypedDataAddress({ ...deliveryKeyToSign(key, where), signature });
  expect(await recover(publicKey, place)).toBe(signer.address);
  expect(await recover((await newDeliveryKey("x")).publicKey, place)).not.toBe(signer.address);
  expect(await recover(publicKey, { ...place, chainId: 1 })).not.toBe(signer.address);
  expect(deliveryKeyDigest(publicKey, place)).not.toBe(deliveryKeyId(publicKey));
});
