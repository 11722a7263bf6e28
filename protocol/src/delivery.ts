import {
  bytesToHex,
  decodeAbiParameters,
  encodeAbiParameters,
  hexToBytes,
  keccak256,
  stringToBytes,
  type Address,
  type Hex,
} from "viem";
import {
  open,
  POINT_LENGTH,
  readPublicKey,
  seal,
  TAG_LENGTH,
  type Binding,
  type Bytes,
  type KeyPair,
} from "./hpke.ts";

/** Where and to whom merch goes. Never on chain; empty strings where there is nothing to say. */
export interface DeliveryDetails {
  name: string;
  street: string;
  postcode: string;
  city: string;
  /** ISO 3166-1 alpha-2 code or name, as the member wrote it. */
  country: string;
  note: string;
}

/** The community that a delivery belongs to. */
export interface DeliveryPlace {
  chainId: number;
  /** `RewardsStore`. */
  store: Address;
}

/** Details that only the brand's delivery key opens, under the hash that goes on chain. */
export interface SealedDelivery {
  deliveryHash: Hex;
  sealed: Hex;
}

/** Most characters of each field. */
export const deliveryLimits: Readonly<Record<keyof DeliveryDetails, number>> = {
  name: 120,
  street: 200,
  postcode: 20,
  city: 120,
  country: 80,
  note: 500,
};

/** Messages are padded to a multiple of this, so that their length says little of what is in them. */
const BLOCK = 1024;
/** As many blocks as details need whose every field is as long as it may be, in the longest of scripts. */
const MOST_BLOCKS = 4;
const SALT_LENGTH = 32;

/** Sealed details can't be read: they are for another key or order, or somebody changed them. */
export class DeliveryError extends Error {
  override name = "DeliveryError";
}

const parameters = [
  { name: "name", type: "string" },
  { name: "street", type: "string" },
  { name: "postcode", type: "string" },
  { name: "city", type: "string" },
  { name: "country", type: "string" },
  { name: "note", type: "string" },
  { name: "salt", type: "bytes32" },
] as const;

/**
 * Salted commitment to delivery details: the only trace of them on chain. It covers the words and not the ciphertext,
 * so that details may be sealed again to another key, and a member can show what was ordered.
 * @param details The details, exactly as they are sealed.
 * @param salt 32 random bytes; without them nobody can guess an address from its hash.
 */
export function deliveryHash(details: DeliveryDetails, salt: Hex): Hex {
  return keccak256(encode(details, salt));
}

/**
 * Seals details for those who send parcels, with a fresh salt. Throws a RangeError if a field is too long.
 * @param publicKey The brand's delivery key.
 * @param place What they are bound to.
 */
export async function sealDelivery(
  details: DeliveryDetails,
  publicKey: Hex,
  place: DeliveryPlace,
): Promise<SealedDelivery> {
  for (const [field, most] of Object.entries(deliveryLimits)) {
    const { length } = details[field as keyof DeliveryDetails];
    if (length > most)
      throw new RangeError(`The ${field} has ${length} characters; at most ${most} are taken.`);
  }
  const encoded = encode(details, bytesToHex(crypto.getRandomValues(new Uint8Array(SALT_LENGTH))));
  const hash = keccak256(encoded);
  const recipient = await readPublicKey(toBytes(publicKey));
  return {
    deliveryHash: hash,
    sealed: bytesToHex(await seal(recipient, pad(encoded), binding(place, hash))),
  };
}

/**
 * Opens details and checks that they are those that the order names. Throws a DeliveryError.
 * @param keys The delivery key that they were sealed to.
 * @param place What they are bound to.
 */
export async function openDelivery(
  keys: KeyPair,
  { deliveryHash: hash, sealed }: SealedDelivery,
  place: DeliveryPlace,
): Promise<DeliveryDetails> {
  const message = await open(keys, toBytes(sealed), binding(place, hash)).catch((cause: unknown) => {
    throw new DeliveryError("These details are sealed for another key or order, or were changed.", { cause });
  });
  const { salt, ...details } = decode(message);
  if (deliveryHash(details, salt) !== hash)
    throw new DeliveryError("These details are not those that the order names.");
  return details;
}

/**
 * Whether something has the form of sealed details: an ephemeral key on the curve and whole blocks. Text does not.
 * @param sealed What somebody claims is sealed.
 */
export async function looksSealed(sealed: Hex): Promise<boolean> {
  const bytes = toBytes(sealed);
  const blocks = (bytes.length - POINT_LENGTH - TAG_LENGTH) / BLOCK;
  if (!Number.isInteger(blocks) || blocks < 1 || blocks > MOST_BLOCKS) return false;
  return readPublicKey(bytes.slice(0, POINT_LENGTH)).then(
    () => true,
    () => false,
  );
}

function binding({ chainId, store }: DeliveryPlace, hash: Hex): Binding {
  const info = stringToBytes(`Hearth delivery, chain ${chainId}, store ${store.toLowerCase()}`);
  return { info: Uint8Array.from(info), aad: toBytes(hash) };
}

function encode({ name, street, postcode, city, country, note }: DeliveryDetails, salt: Hex): Hex {
  return encodeAbiParameters(parameters, [name, street, postcode, city, country, note, salt]);
}

function decode(message: Bytes): DeliveryDetails & { salt: Hex } {
  try {
    const [name, street, postcode, city, country, note, salt] = decodeAbiParameters(parameters, message);
    return { name, street, postcode, city, country, note, salt };
  } catch (cause) {
    throw new DeliveryError("What was sealed is no delivery details.", { cause });
  }
}

function pad(encoded: Hex): Bytes {
  const message = toBytes(encoded);
  const padded = new Uint8Array(Math.ceil(message.length / BLOCK) * BLOCK);
  padded.set(message);
  return padded;
}

function toBytes(hex: Hex): Bytes {
  return Uint8Array.from(hexToBytes(hex));
}
