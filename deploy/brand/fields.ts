import { getAddress, isAddress, parseUnits, zeroAddress, type Address } from "viem";
import { z } from "zod";

const UNIT_SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 } as const;
const DURATION = /^(\d+) (second|minute|hour|day|week)s?$/;
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;
const MOMENT_FAULT =
  'must be "launch", a time after it such as "launch + 14 days", or a date such as "2027-03-01T18:00:00+01:00"';
const UINT32 = 2 ** 32 - 1;
const UINT88 = 2n ** 88n - 1n;

/** A moment as a brand file states it: a date, or so many seconds after the launch. */
export type Moment = { at: number } | { afterLaunch: number };

/** Who holds a role, as a brand file states it: an address, or the number of one of the local chain's accounts. */
export type Holder = Address | number;

/** Text of a length, on one line unless told otherwise, without blanks around it. */
export function text(min: number, max: number, options: { lines?: boolean } = {}) {
  return z.string().superRefine((value, context) => {
    const message = textFault(value, min, max, options.lines ?? false);
    if (message) context.addIssue({ code: "custom", message });
  });
}

function textFault(value: string, min: number, max: number, lines: boolean): string | undefined {
  const { length } = Array.from(value);
  if (length < min) return min === 1 ? "must not be empty" : `must have at least ${min} characters`;
  if (length > max) return `must have at most ${max} characters, and has ${length}`;
  if (value !== value.trim()) return "must not begin or end with blanks";
  const control = lines ? /[\u0000-\u0009\u000b-\u001f\u007f]/ : /[\u0000-\u001f\u007f]/;
  return control.test(value) ? "must not contain control characters" : undefined;
}

/** A short lower-case name such as `cupping-night`, by which other parts of the file refer to an item. */
export const slug = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    "must be lower-case letters, digits and single dashes, such as cupping-night",
  )
  .max(48, "must have at most 48 characters");

/** A six-digit hex colour, normalised to lower case. */
export const colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, "must be a colour such as #c2410c")
  .transform((value) => value.toLowerCase());

/** A whole number within bounds, both allowed. */
export function whole(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z.number(message).int(message).min(min, message).max(max, message);
}

/** A whole number that fits 32 bits. */
export const count = (min = 0) => whole(min, UINT32);

/** Tokens as people write them (`120`, `"0.5"`), read as a bigint in the token's smallest unit. */
export const amount = z
  .union([z.number(), z.string()], 'must be an amount of tokens such as 120 or "0.5"')
  .transform((value, context) => {
    const written = typeof value === "number" ? numberText(value) : value;
    if (!/^\d+(\.\d{1,18})?$/.test(written)) {
      return invalid(context, 'must be an amount of tokens such as 120 or "0.5", with at most 18 decimals');
    }
    const parsed = parseUnits(written, 18);
    return parsed > UINT88 ? invalid(context, "is more than 300 million tokens") : parsed;
  });

function numberText(value: number): string {
  return Number.isFinite(value)
    ? value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 18 })
    : "";
}

/** A length of time such as `"2 weeks"`, read as seconds. */
export const duration = z
  .string('must be a length of time such as "10 minutes"')
  .transform((value, context) => {
    const seconds = readDuration(value);
    return (
      seconds ?? invalid(context, 'must be a length of time such as "10 minutes", "7 days" or "2 weeks"')
    );
  });

/** A moment: `"launch"`, `"launch + 14 days"`, or a date with its time zone. */
export const moment = z.string(MOMENT_FAULT).transform((value, context): Moment => {
  if (value === "launch") return { afterLaunch: 0 };
  const seconds = value.startsWith("launch + ") ? readDuration(value.slice("launch + ".length)) : undefined;
  if (seconds !== undefined) return { afterLaunch: seconds };
  const at = DATE.test(value) ? Date.parse(value) / 1000 : Number.NaN;
  if (Number.isNaN(at)) return invalid(context, MOMENT_FAULT);
  return at > UINT32 ? invalid(context, "must be before the year 2106") : { at };
});

function readDuration(value: string): number | undefined {
  const [, digits, unit] = DURATION.exec(value) ?? [];
  if (!digits || !unit) return undefined;
  const seconds = Number(digits) * UNIT_SECONDS[unit as keyof typeof UNIT_SECONDS];
  return seconds <= UINT32 ? seconds : undefined;
}

/**
 * The Unix second of a moment.
 * @param moment The moment.
 * @param launch The second of the launch.
 */
export function secondOf(moment: Moment, launch: number): number {
  return "at" in moment ? moment.at : launch + moment.afterLaunch;
}

/** A file of the brand's media folder, which the server shows as `/api/media/<file>`. */
export function mediaFile() {
  return z
    .string()
    .regex(
      /^[a-z0-9]+(-[a-z0-9]+)*\.(svg|png|jpg|webp)$/,
      "must be a file of the media folder, such as mug.svg",
    );
}

/** Who holds a role: an address with its checksum, or the number of an account of the local chain. */
export const holder = z
  .union([z.number(), z.string()], "must be an address, or the number of an account of the local chain")
  .transform((value, context): Holder => {
    if (typeof value === "number") {
      const valid = Number.isInteger(value) && value >= 0 && value < 20;
      return valid ? value : invalid(context, "must be the number of an account of the local chain, 0 to 19");
    }
    if (!isAddress(value, { strict: false }))
      return invalid(context, "must be an address: 0x and 40 hex digits");
    if (value === zeroAddress) return invalid(context, "must not be the zero address");
    const proper = getAddress(value);
    return value === proper ? value : invalid(context, `has a wrong checksum: is ${proper} meant?`);
  });

function invalid(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}
