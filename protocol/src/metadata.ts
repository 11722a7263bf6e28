/** How campaigns, rewards and events describe themselves on chain. */
export interface Metadata {
  name: string;
  description: string;
  /** Path on the community's server (`/api/media/mug.svg`), or an https or data address. */
  image?: string;
  /** Names of the choices of a reward, by variant number. */
  variants?: string[];
  /** Where an event takes place. */
  place?: string;
}

const PREFIX = "data:application/json;base64,";
const IMAGE = /^(\/(?!\/)|https:\/\/|ipfs:\/\/|data:image\/)/;

/**
 * Packs a description into a data URI (RFC 2397), so that it lives on chain and needs no server.
 * @param metadata The description; fields left out are not written.
 */
export function encodeMetadata(metadata: Metadata): string {
  const { name, description, image, variants, place } = metadata;
  const bytes = new TextEncoder().encode(JSON.stringify({ name, description, image, variants, place }));
  return PREFIX + btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/**
 * Reads what {@link encodeMetadata} wrote. Never throws: text that is something else becomes the name, and fields
 * of the wrong type are left out.
 * @param uri The text a contract returned.
 */
export function decodeMetadata(uri: string): Metadata {
  const fields = readFields(uri);
  if (!fields || typeof fields["name"] !== "string") return { name: uri, description: "" };
  const { name, description, image, variants, place } = fields;
  return {
    name,
    description: typeof description === "string" ? description : "",
    ...(typeof image === "string" && IMAGE.test(image) ? { image } : {}),
    ...(isStrings(variants) ? { variants } : {}),
    ...(typeof place === "string" ? { place } : {}),
  };
}

function readFields(uri: string): Record<string, unknown> | undefined {
  if (!uri.startsWith(PREFIX)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(uri.slice(PREFIX.length)), (sign) => sign.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
