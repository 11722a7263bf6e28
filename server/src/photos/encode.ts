import sharp from "sharp";
import { keccak256, type Hex } from "viem";
import { ApiError } from "../http/errors.ts";

/** Largest photo that is taken in, in bytes. */
export const MAX_PHOTO_BYTES = 8 * 1024 * 1024;
/** Most pixels that are decoded: a phone's largest pictures, and no decompression bomb. */
const MAX_PIXELS = 50_000_000;
/** Longest side that is kept, in pixels. */
const MAX_SIDE = 1600;
/** Shortest side that is taken in, in pixels. */
const MIN_SIDE = 16;
/** Longest that one photo may take, in seconds. */
const MAX_SECONDS = 15;
/** Photos decoded at once; each may take 200 MB for a moment. */
const AT_ONCE = 2;
/** Photos that may wait for their turn. */
const MOST_WAITING = 20;

// Whatever else the library could read (SVG, PDF, TIFF, scripts of other programs) stays shut.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer"],
});
sharp.concurrency(1);
sharp.cache(false);

/** A photo as it is kept. */
export interface Photo {
  hash: Hex;
  width: number;
  height: number;
  bytes: Uint8Array;
}

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Decodes a picture and encodes it anew as WebP in sRGB: upright, at most 1600 pixels long, without a byte of what came
 * beside the pixels (place, camera, names, comments). Throws an ApiError where it is none.
 * @param bytes As they were sent: JPEG, PNG or WebP; of a moving picture the first frame.
 */
export async function encodePhoto(bytes: Uint8Array): Promise<Photo> {
  if (!isKnownFormat(bytes)) throw unsupported();
  return inTurn(async () => {
    await checkSize(bytes);
    const { data, info } = await decoded(() =>
      sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error", pages: 1 })
        .autoOrient()
        .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: "inside", withoutEnlargement: true })
        .toColourspace("srgb")
        .webp({ quality: 82, effort: 4 })
        .timeout({ seconds: MAX_SECONDS })
        .toBuffer({ resolveWithObject: true }),
    );
    return { hash: keccak256(data), width: info.width, height: info.height, bytes: new Uint8Array(data) };
  });
}

/** Looks at the header alone, before a pixel is decoded. */
async function checkSize(bytes: Uint8Array): Promise<void> {
  const { width, height } = await decoded(() => sharp(bytes, { limitInputPixels: false }).metadata());
  if (width * height > MAX_PIXELS) {
    const most = MAX_PIXELS / 1_000_000;
    throw new ApiError("payload_too_large", `The photo has too many pixels: at most ${most} million.`);
  }
  if (Math.min(width, height) < MIN_SIDE) {
    throw new ApiError(
      "invalid_request",
      `The photo is too small: at least ${MIN_SIDE} pixels on each side.`,
    );
  }
}

/** By their first bytes, whatever the request calls them. */
function isKnownFormat(bytes: Uint8Array): boolean {
  const starts = (offset: number, ...expected: number[]) =>
    expected.every((byte, index) => bytes[offset + index] === byte);
  const jpeg = starts(0, 0xff, 0xd8, 0xff);
  const png = starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const webp = starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50);
  return jpeg || png || webp;
}

async function decoded<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    throw new ApiError("invalid_request", "The photo can't be read. It may be damaged or incomplete.", {
      cause,
    });
  }
}

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) {
      throw new ApiError(
        "too_many_requests",
        "Many photos are coming in just now. Please try again shortly.",
        {
          retryAfter: 5,
        },
      );
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    // Whoever waits takes over this place, so the count stays.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function unsupported(): ApiError {
  return new ApiError("unsupported_media_type", "Send the photo as JPEG, PNG or WebP.");
}
