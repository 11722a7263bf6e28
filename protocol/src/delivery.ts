import { encodeAbiParameters, keccak256, type Hex } from "viem";

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
 * Salted commitment to delivery details: the only trace of them on chain.
 * @param details The details, exactly as they are stored.
 * @param salt 32 random bytes; without them nobody can guess an address from its hash.
 */
export function deliveryHash(details: DeliveryDetails, salt: Hex): Hex {
  const { name, street, postcode, city, country, note } = details;
  return keccak256(encodeAbiParameters(parameters, [name, street, postcode, city, country, note, salt]));
}
