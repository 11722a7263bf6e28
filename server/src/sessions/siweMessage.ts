import { isAddress, type Address } from "viem";

/** The fields of a sign-in message (ERC-4361) that are checked. */
export interface SiweMessage {
  scheme: string | undefined;
  domain: string;
  address: Address;
  uri: string;
  version: string;
  chainId: number;
  nonce: string;
  issuedAt: Date;
  expirationTime: Date | undefined;
  notBefore: Date | undefined;
}

/**
 * The whole message, from first to last character: text before, between or after the fields could show a wallet's
 * owner one thing and tell the server another.
 */
const MESSAGE = new RegExp(
  [
    /^(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?<domain>[a-zA-Z0-9.:[\]-]+)/,
    / wants you to sign in with your Ethereum account:\n(?<address>0x[a-fA-F0-9]{40})\n\n/,
    /(?:[^\n]+\n)?\nURI: (?<uri>\S+)\nVersion: (?<version>\d+)\nChain ID: (?<chainId>\d{1,15})\n/,
    /Nonce: (?<nonce>[a-zA-Z0-9]{8,128})\nIssued At: (?<issuedAt>\S+)/,
    /(?:\nExpiration Time: (?<expirationTime>\S+))?(?:\nNot Before: (?<notBefore>\S+))?/,
    /(?:\nRequest ID: [^\n]*)?(?:\nResources:(?:\n- \S+)*)?$/,
  ]
    .map((part) => part.source)
    .join(""),
);

/** RFC 3339, section 5.6. */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads a sign-in message. Strict: exactly the form of ERC-4361, an address with its checksum, dates that exist.
 * @param message As it was signed.
 * @returns The fields; null where the message is anything else.
 */
export function readSiweMessage(message: string): SiweMessage | null {
  const fields = MESSAGE.exec(message)?.groups;
  const { domain, address, uri, version, chainId, nonce, issuedAt } = fields ?? {};
  if (!fields || !domain || !address || !uri || !version || !chainId || !nonce || !issuedAt) return null;
  if (!isAddress(address) || !hasChecksum(address)) return null;
  const dates = [issuedAt, fields["expirationTime"], fields["notBefore"]].map(readDate);
  const [issued, expirationTime, notBefore] = dates;
  if (!issued || expirationTime === null || notBefore === null) return null;
  return {
    scheme: fields["scheme"],
    domain,
    address,
    uri,
    version,
    chainId: Number(chainId),
    nonce,
    issuedAt: issued,
    expirationTime,
    notBefore,
  };
}

/** `isAddress` takes an all lower-case address too, which ERC-4361 does not. */
function hasChecksum(address: string): boolean {
  return !/[a-f]/i.test(address.slice(2)) || address !== address.toLowerCase();
}

/** A date; undefined where none is given, null where it is none. */
function readDate(text: string | undefined): Date | null | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  return DATE_TIME.test(text) && !Number.isNaN(date.getTime()) ? date : null;
}
