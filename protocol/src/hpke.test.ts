import { hexToBytes } from "viem";
import { expect, test } from "vitest";
import { newKeyPair, open, pointOf, readPublicKey, seal, type Bytes, type KeyPair } from "./hpke.ts";

const bytes = (...lines: string[]): Bytes => new Uint8Array(hexToBytes(`0x${lines.join("")}`));

/** Appendix A.3.1 of RFC 9180. */
const vector = {
  info: bytes("4f6465206f6e2061204772656369616e2055726e"),
  aad: bytes("436f756e742d30"),
  publicKey: bytes(
    "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f70",
    "6a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0",
  ),
  privateKey: bytes("f3ce7fdae57e1a310d87f1ebbde6f328", "be0a99cdbcadf4d6589cf29de4b8ffd2"),
  sealed: bytes(
    "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325",
    "ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4",
    "5ad590bb8baa577f8619db35a36311",
    "226a896e7342a6d836d8b7bcd2f20b6c7f",
    "9076ac232e3ab2523f39513434",
  ),
  message: bytes("4265617574792069732074727574682c20747275746820626561757479"),
};

const base64Url = (part: Bytes) => Buffer.from(part).toString("base64url");

async function recipientOfVector(): Promise<KeyPair> {
  const { publicKey, privateKey } = vector;
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: base64Url(publicKey.slice(1, 33)),
    y: base64Url(publicKey.slice(33)),
    d: base64Url(privateKey),
  };
  return {
    publicKey: await readPublicKey(publicKey),
    privateKey: await crypto.subtle.importKey("jwk", jwk, { name: "ECDH", namedCurve: "P-256" }, false, [
      "deriveBits",
    ]),
  };
}

test("opens what RFC 9180 has sealed", async () => {
  expect(await open(await recipientOfVector(), vector.sealed, vector)).toEqual(vector.message);
});

test("what is sealed opens again, and never looks the same twice", async () => {
  const pair = await newKeyPair();
  const recipient = await readPublicKey(await pointOf(pair.publicKey));
  const once = await seal(recipient, vector.message, vector);
  const again = await seal(recipient, vector.message, vector);
  expect(once).not.toEqual(again);
  expect(once.slice(0, 65)).not.toEqual(again.slice(0, 65));
  for (const sealed of [once, again]) expect(await open(pair, sealed, vector)).toEqual(vector.message);
});

test("a changed byte, another key, another place or another thing does not open", async () => {
  const pair = await newKeyPair();
  const sealed = await seal(pair.publicKey, vector.message, vector);
  const other = bytes("00");
  for (let at = 0; at < sealed.length; at += 7) {
    const changed = sealed.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(open(pair, changed, vector), `byte ${at}`).rejects.toThrow();
  }
  await expect(open(await newKeyPair(), sealed, vector)).rejects.toThrow();
  await expect(open(pair, sealed, { ...vector, info: other })).rejects.toThrow();
  await expect(open(pair, sealed, { ...vector, aad: other })).rejects.toThrow();
  await expect(open(pair, sealed.slice(0, 80), vector)).rejects.toThrow();
  await expect(open(pair, new Uint8Array(), vector)).rejects.toThrow();
});

test("a point that is not on the curve is no key", async () => {
  const off = vector.publicKey.slice();
  off[64] = (off[64] ?? 0) ^ 1;
  await expect(readPublicKey(off)).rejects.toThrow();
  await expect(readPublicKey(vector.publicKey.slice(0, 64))).rejects.toThrow();
});
