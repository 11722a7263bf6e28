import { bytesToHex, hashTypedData, hexToBytes, keccak256, type Address, type Hex } from "viem";
import type { DeliveryPlace } from "./delivery.ts";
import { newKeyPair, pointOf, readPublicKey, type Bytes, type Key, type KeyPair } from "./hpke.ts";
import { typedDataDomain } from "./typedData.ts";

/** A public key to which members seal where merch goes, and who on the brand's side stands by it. */
export interface DeliveryKey {
  /** 65 bytes: a point of P-256, uncompressed. */
  publicKey: Hex;
  /** Holds the fulfilment role. */
  signer: Address;
  signature: Hex;
}

/** The private key can't be unlocked. */
export class DeliveryKeyError extends Error {
  override name = "DeliveryKeyError";
}

/** What the brand's side signs of a delivery key. Checked off chain only; its domain is that of `RewardsStore`. */
const deliveryKeyTypes = {
  DeliveryKey: [
    { name: "purpose", type: "string" },
    { name: "publicKey", type: "bytes" },
  ],
} as const;

const SALT_LENGTH = 16;
const IV_LENGTH = 12;
/** Slows down guessing, though the passphrases made here can't be guessed. */
const ITERATIONS = 600_000;

/** Crockford's alphabet: no I, L, O and U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** Characters of a passphrase: 130 random bits. */
const PASSPHRASE_LENGTH = 26;

/** What a signer says of a key, for those who read it in their wallet. */
const PURPOSE = "Seal delivery addresses of this community to this key";

/** Name of a key: the hash of its bytes. */
export function deliveryKeyId(publicKey: Hex): Hex {
  return keccak256(publicKey);
}

/**
 * What the signer of a delivery key signs (EIP-712).
 * @param publicKey The key.
 * @param place The community it is for.
 */
export function deliveryKeyToSign(publicKey: Hex, { chainId, store }: DeliveryPlace) {
  return {
    domain: typedDataDomain(chainId, store),
    types: deliveryKeyTypes,
    primaryType: "DeliveryKey",
    message: { purpose: PURPOSE, publicKey },
  } as const;
}

/** The digest of {@link deliveryKeyToSign}. */
export function deliveryKeyDigest(publicKey: Hex, place: DeliveryPlace): Hex {
  return hashTypedData(deliveryKeyToSign(publicKey, place));
}

/** A passphrase that nobody can guess, in groups that can be read out: `7XK2Q-…`. */
export function newPassphrase(): string {
  const random = crypto.getRandomValues(new Uint8Array(PASSPHRASE_LENGTH));
  const characters = Array.from(random, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
  return (characters.match(/.{1,5}/g) ?? []).join("-");
}

/**
 * Makes a delivery key whose private half leaves this device only under a passphrase.
 * @returns The public key, and the private one locked.
 */
export async function newDeliveryKey(passphrase: string): Promise<{ publicKey: Hex; locked: Hex }> {
  const { publicKey, privateKey } = await newKeyPair();
  const point = await pointOf(publicKey);
  const salt = crypto.getRandomValues(new Uint8Array(SALT_LENGTH));
  const iv = crypto.getRandomValues(new Uint8Array(IV_LENGTH));
  const lock = await lockOf(passphrase, salt);
  const secret = await crypto.subtle.exportKey("pkcs8", privateKey);
  const ciphertext = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: point },
    lock,
    secret,
  );
  const locked = bytesToHex(salt) + bytesToHex(iv).slice(2) + bytesToHex(new Uint8Array(ciphertext)).slice(2);
  return { publicKey: bytesToHex(point), locked: locked as Hex };
}

/**
 * Unlocks a private key; it can't be exported again. Throws a DeliveryKeyError.
 * @param publicKey The key it belongs to.
 * @param locked As {@link newDeliveryKey} made it.
 * @param passphrase In whatever case, with or without hyphens.
 */
export async function unlockDeliveryKey(publicKey: Hex, locked: Hex, passphrase: string): Promise<KeyPair> {
  const point = toBytes(publicKey);
  const bytes = toBytes(locked);
  const salt = bytes.slice(0, SALT_LENGTH);
  const iv = bytes.slice(SALT_LENGTH, SALT_LENGTH + IV_LENGTH);
  const lock = await lockOf(passphrase, salt);
  const options = { name: "AES-GCM", iv, additionalData: point };
  const secret = await crypto.subtle
    .decrypt(options, lock, bytes.slice(SALT_LENGTH + IV_LENGTH))
    .catch((cause: unknown) => {
      throw new DeliveryKeyError("This passphrase does not open the delivery key.", { cause });
    });
  return {
    publicKey: await readPublicKey(point),
    privateKey: await crypto.subtle.importKey("pkcs8", secret, { name: "ECDH", namedCurve: "P-256" }, false, [
      "deriveBits",
    ]),
  };
}

/** The key that a passphrase stands for. */
async function lockOf(passphrase: string, salt: Bytes): Promise<Key> {
  const words = Uint8Array.from(new TextEncoder().encode(plain(passphrase)));
  const raw = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: ITERATIONS },
    raw,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

/** As it was made, whatever somebody made of it when writing it down. */
function plain(passphrase: string): string {
  return passphrase
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
}

function toBytes(hex: Hex): Bytes {
  return Uint8Array.from(hexToBytes(hex));
}
