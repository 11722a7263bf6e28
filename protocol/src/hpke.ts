/**
 * Hybrid public key encryption (RFC 9180) by WebCrypto, in browsers and in Node: base mode, single messages, with
 * DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-128-GCM. Every message has an ephemeral key of its own.
 */

/** Bytes of our own memory, as WebCrypto takes them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A key, by the name that both browsers and Node know it by. */
export type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** A public key and its private one. */
export interface KeyPair {
  publicKey: Key;
  privateKey: Key;
}

/** Length of an uncompressed point: a public key, and what a sealed message begins with. */
export const POINT_LENGTH = 65;
/** What AES-GCM adds to a message. */
export const TAG_LENGTH = 16;

const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;
const SECRET_LENGTH = 32;
const KEY_LENGTH = 16;
const NONCE_LENGTH = 12;

const text = (value: string): Bytes => Uint8Array.from(new TextEncoder().encode(value));
const NOTHING = text("");
/** `I2OSP(0x0010, 2)` after its word: the key encapsulation. */
const KEM_SUITE = join(text("KEM"), Uint8Array.of(0, 0x10));
/** Encapsulation, derivation and cipher. */
const SUITE = join(text("HPKE"), Uint8Array.of(0, 0x10, 0, 1, 0, 1));

/** What a message is bound to: it opens only where both are the same. */
export interface Binding {
  /** The application and its place. */
  info: Bytes;
  /** The one thing the message belongs to. */
  aad: Bytes;
}

/** A new key pair; the private key can be exported, so that it can be locked and kept. */
export function newKeyPair(): Promise<KeyPair> {
  return crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
}

/**
 * Reads a public key. Rejects what is no point of the curve.
 * @param point 65 bytes, uncompressed.
 */
export function readPublicKey(point: Bytes): Promise<Key> {
  return crypto.subtle.importKey("raw", point, CURVE, true, []);
}

/**
 * Seals a message, so that only the holder of the private key can open it.
 * @param recipient Public key.
 * @returns The ephemeral public key, then the ciphertext with its tag.
 */
export async function seal(recipient: Key, message: Bytes, { info, aad }: Binding): Promise<Bytes> {
  const ephemeral = await newKeyPair();
  const enc = await pointOf(ephemeral.publicKey);
  const secret = await sharedSecret(ephemeral.privateKey, recipient, enc, await pointOf(recipient));
  const { key, iv } = await schedule(secret, info);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: aad }, key, message);
  return join(enc, new Uint8Array(sealed));
}

/**
 * Opens a sealed message. Rejects if it was changed, is bound to something else or is for another key.
 * @param recipient The key pair it was sealed to.
 */
export async function open(recipient: KeyPair, sealed: Bytes, { info, aad }: Binding): Promise<Bytes> {
  const enc = sealed.slice(0, POINT_LENGTH);
  const ephemeral = await readPublicKey(enc);
  const secret = await sharedSecret(recipient.privateKey, ephemeral, enc, await pointOf(recipient.publicKey));
  const { key, iv } = await schedule(secret, info);
  const ciphertext = sealed.slice(POINT_LENGTH);
  return new Uint8Array(
    await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: aad }, key, ciphertext),
  );
}

/** The 65 bytes of a public key. */
export async function pointOf(publicKey: Key): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
}

/** Encap and Decap of section 4.1: both sides come to the same. */
async function sharedSecret(own: Key, other: Key, enc: Bytes, recipient: Bytes): Promise<Bytes> {
  const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, own, 256);
  const extracted = await labeledExtract(KEM_SUITE, NOTHING, "eae_prk", new Uint8Array(agreed));
  return labeledExpand(KEM_SUITE, extracted, "shared_secret", join(enc, recipient), SECRET_LENGTH);
}

/** KeySchedule of section 5.1, in base mode and for the first message only. */
async function schedule(secret: Bytes, info: Bytes): Promise<{ key: Key; iv: Bytes }> {
  const pskIdHash = await labeledExtract(SUITE, NOTHING, "psk_id_hash", NOTHING);
  const infoHash = await labeledExtract(SUITE, NOTHING, "info_hash", info);
  const context = join(Uint8Array.of(0), pskIdHash, infoHash);
  const extracted = await labeledExtract(SUITE, secret, "secret", NOTHING);
  const [key, iv] = await Promise.all([
    labeledExpand(SUITE, extracted, "key", context, KEY_LENGTH),
    labeledExpand(SUITE, extracted, "base_nonce", context, NONCE_LENGTH),
  ]);
  return { key: await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]), iv };
}

function labeledExtract(suite: Bytes, salt: Bytes, label: string, input: Bytes): Promise<Bytes> {
  return hmac(salt, join(text("HPKE-v1"), suite, text(label), input));
}

/** One round of HKDF-Expand gives 32 bytes: as many as the longest thing derived here. */
async function labeledExpand(
  suite: Bytes,
  extracted: Bytes,
  label: string,
  info: Bytes,
  length: number,
): Promise<Bytes> {
  const labeled = join(Uint8Array.of(0, length), text("HPKE-v1"), suite, text(label), info);
  return (await hmac(extracted, join(labeled, Uint8Array.of(1)))).slice(0, length);
}

async function hmac(key: Bytes, message: Bytes): Promise<Bytes> {
  // WebCrypto refuses empty keys; HMAC pads them with zeros anyway.
  const padded = key.length === 0 ? new Uint8Array(32) : key;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", padded, algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, message));
}

function join(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
