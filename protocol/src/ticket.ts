import { concatHex, encodePacked, isHex, size, type Hex } from "viem";

const SERIAL_BITS = 32n;
const UINT32 = (1n << SERIAL_BITS) - 1n;
const UINT64 = (1n << 64n) - 1n;
const PREFIX = "hearth:1:";

/** Seconds for which the door takes a proof of presence: long enough for a queue, too short for a screenshot. */
export const PRESENCE_LIFETIME = 300;

/** A holder's proof of being at the door: what `EventTickets.checkIn` takes. */
export interface Presence {
  ticketId: bigint;
  /** Unix second of signing. */
  at: bigint;
  /** The holder's signature of `Presence` (see `typedData.ts`). */
  signature: Hex;
}

/**
 * Number of a ticket: `eventId << 32 | serial`.
 * @param eventId The event, at most 32 bits.
 * @param serial The ticket's number within the event, at most 32 bits.
 */
export function ticketId(eventId: bigint, serial: bigint): bigint {
  if (eventId < 0n || eventId > UINT32) throw new RangeError(`Event ${eventId} is not a 32-bit number.`);
  if (serial < 0n || serial > UINT32) throw new RangeError(`Serial ${serial} is not a 32-bit number.`);
  return (eventId << SERIAL_BITS) | serial;
}

/** The event a ticket is for. */
export function eventOf(ticket: bigint): bigint {
  return ticket >> SERIAL_BITS;
}

/** The ticket's number within its event. */
export function serialOf(ticket: bigint): bigint {
  return ticket & UINT32;
}

/** Writes a proof of presence as the text of a QR code: `hearth:1:<ticket>:<second>:<signature>`. */
export function encodePresence({ ticketId, at, signature }: Presence): string {
  return `${PREFIX}${ticketId}:${at}:${signature}`;
}

/**
 * Writes proofs one after the other, as `EventTickets.checkInBatch` takes them. Sorted by ticket, each event and its
 * neighbouring seats are written once.
 * @param presences The proofs. Throws an Error for one that does not fit: an `at` beyond 40 bits, a signature of 64 KiB.
 */
export function packPresences(presences: readonly Presence[]): Hex {
  const sorted = [...presences].sort((one, other) => Number(one.ticketId - other.ticketId));
  return concatHex(
    sorted.map(({ ticketId, at, signature }) =>
      encodePacked(
        ["uint64", "uint40", "uint16", "bytes"],
        [ticketId, Number(at), size(signature), signature],
      ),
    ),
  );
}

/**
 * Reads the text of a scanned QR code. Throws an Error whose message can be shown to the door keeper.
 * @param text What was scanned; surrounding blanks are ignored.
 */
export function decodePresence(text: string): Presence {
  const trimmed = text.trim();
  if (/^hearth:\d+:/.test(trimmed) && !trimmed.startsWith(PREFIX)) {
    throw new Error("This code was made by a newer version. Reload this page and scan again.");
  }
  if (!trimmed.startsWith(PREFIX)) throw new Error("This is not a ticket code of this community.");
  const [ticket = "", at = "", signature = "", ...rest] = trimmed.slice(PREFIX.length).split(":");
  if (rest.length > 0 || !isNumber(ticket, UINT64) || !isNumber(at, UINT64) || !isSignature(signature)) {
    throw new Error("This ticket code is damaged. Ask the holder to show it again.");
  }
  return { ticketId: BigInt(ticket), at: BigInt(at), signature };
}

function isNumber(text: string, max: bigint): boolean {
  return /^(0|[1-9]\d{0,19})$/.test(text) && BigInt(text) <= max;
}

function isSignature(text: string): text is Hex {
  return isHex(text, { strict: true }) && text.length > 2 && text.length % 2 === 0;
}
