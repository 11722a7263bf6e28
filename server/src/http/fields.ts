import { z } from "@hono/zod-openapi";
import { getAddress, isAddress, type Address, type Hex } from "viem";

/** Largest uint256. */
const MAX_UINT256 = 2n ** 256n - 1n;

/**
 * Text from people: kept and given back as it is. Refuses only what a database or UTF-8 can't hold.
 * @param least Fewest characters, blanks at the ends not counted.
 * @param most Most characters, as JavaScript counts them.
 */
export function text(least: number, most: number) {
  return z
    .string()
    .max(most, `must have at most ${most} characters`)
    .refine((value) => value.trim().length >= least, `must have at least ${least} characters`)
    .refine((value) => !value.includes("\0") && value.isWellFormed(), "holds characters that can't be stored")
    .openapi({ type: "string", minLength: least, maxLength: most });
}

/** An account: `0x` and 40 hex digits, all in one case or with the right checksum (ERC-55). */
export const address = z
  .string()
  .max(42)
  .refine((value) => isAddress(value), "must be an address: 0x and 40 hex digits")
  .transform((value): Address => getAddress(value))
  .openapi({ type: "string", pattern: "^0x[0-9a-fA-F]{40}$" });

/** 32 bytes as hex. */
export const bytes32 = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, "must be 0x and 64 hex digits")
  .transform((value) => value.toLowerCase() as Hex)
  .openapi({ type: "string", pattern: "^0x[0-9a-fA-F]{64}$" });

/**
 * Bytes as hex.
 * @param least Fewest bytes.
 * @param most Most bytes.
 */
export function hexBytes(least: number, most: number) {
  const length = least === most ? `${least}` : `${least} to ${most}`;
  return z
    .string()
    .min(2 + 2 * least, `must have ${length} bytes`)
    .max(2 + 2 * most, `must have ${length} bytes`)
    .regex(/^0x(?:[0-9a-fA-F]{2})+$/, "must be 0x and hex digits, two for each byte")
    .transform((value) => value.toLowerCase() as Hex)
    .openapi({
      type: "string",
      minLength: 2 + 2 * least,
      maxLength: 2 + 2 * most,
      pattern: "^0x([0-9a-fA-F]{2})+$",
    });
}
/** Photos of a review by their hashes, in order. */
export const photoHashes = z
  .array(bytes32)
  .max(6, "must be at most 6 photos")
  .refine((hashes) => new Set(hashes).size === hashes.length, "must show no photo twice");

/** A signature: 65 bytes of a key, or whatever a contract account (ERC-1271) takes, up to 4 kB. */
export const signature = z
  .string()
  .max(8194, "must be at most 4096 bytes")
  .regex(/^0x(?:[0-9a-fA-F]{2})+$/, "must be 0x and hex digits, two for each byte")
  .transform((value) => value.toLowerCase() as Hex)
  .openapi({ type: "string", pattern: "^0x([0-9a-fA-F]{2})+$" });

/** A uint256 as a decimal string. */
export const uint256 = z
  .string()
  .regex(/^(0|[1-9]\d{0,77})$/, "must be a whole number as a decimal string")
  .transform((value) => BigInt(value))
  .refine((value) => value <= MAX_UINT256, "is too large")
  .openapi({ type: "string", pattern: "^(0|[1-9]\\d{0,77})$" });

/** Unix seconds as a decimal string. */
export const unixSeconds = z
  .string()
  .regex(/^(0|[1-9]\d{0,11})$/, "must be Unix seconds as a decimal string")
  .transform((value) => BigInt(value))
  .openapi({ type: "string", pattern: "^(0|[1-9]\\d{0,11})$" });

/** Number of a row, as a decimal string. */
export const rowId = z
  .string()
  .regex(/^[1-9]\d{0,17}$/, "must be a whole number")
  .transform((value) => BigInt(value))
  .openapi({ type: "string", pattern: "^[1-9]\\d{0,17}$" });

/** Short name of a product in addresses: lower-case words with hyphens between. */
export const slug = z
  .string()
  .max(64, "must have at most 64 characters")
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case letters and digits, with single hyphens between");

/** How many rows at most. */
export const limit = z
  .string()
  .regex(/^\d{1,3}$/, "must be a whole number from 1 to 100")
  .transform(Number)
  .pipe(z.number().min(1, "must be at least 1").max(100, "must be at most 100"))
  .default(20)
  .openapi({ type: "integer", minimum: 1, maximum: 100, default: 20 });
