import { isAddress, type Address, type Hex } from "viem";
import { z } from "zod/mini";

/** A whole number as the server writes it, a decimal string, becomes a bigint. */
export const decimal = z.pipe(
  z.string().check(z.regex(/^\d{1,78}$/)),
  z.transform((text) => BigInt(text)),
);

/** Bytes as hex. */
export const hex = z.custom<Hex>((value) => typeof value === "string" && /^0x([0-9a-f]{2})*$/i.test(value));

/** An account. */
export const address = z.custom<Address>(
  (value) => typeof value === "string" && isAddress(value, { strict: false }),
);

/** A moment in ISO 8601 becomes a Date. */
export const moment = z.pipe(
  z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
  z.transform((text) => new Date(text)),
);
