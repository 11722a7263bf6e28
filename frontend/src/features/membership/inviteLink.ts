import { isAddress, isHex } from "viem";
import type { SignedInvite } from "./transactions.ts";

/** Writes a signed invitation as the text after `#` of a link: it never reaches a server's log. */
export function encodeInvite({ inviter, invitee, nonce, deadline, signature }: SignedInvite): string {
  return ["invite", inviter, invitee, nonce.toString(16), deadline.toString(10), signature].join(".");
}

/** Reads what {@link encodeInvite} wrote; `undefined` for anything else. */
export function decodeInvite(text: string): SignedInvite | undefined {
  const [mark, inviter = "", invitee = "", nonce = "", deadline = "", signature = "", ...rest] = text
    .replace(/^#/, "")
    .split(".");
  const wellFormed =
    mark === "invite" &&
    rest.length === 0 &&
    isAddress(inviter) &&
    isAddress(invitee) &&
    /^[0-9a-f]{1,64}$/.test(nonce) &&
    /^[0-9]{1,20}$/.test(deadline) &&
    isHex(signature);
  if (!wellFormed) return undefined;
  return { inviter, invitee, nonce: BigInt(`0x${nonce}`), deadline: BigInt(deadline), signature };
}
