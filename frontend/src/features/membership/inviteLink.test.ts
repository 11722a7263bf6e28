import { describe, expect, test } from "vitest";
import { decodeInvite, encodeInvite } from "./inviteLink.ts";

const invite = {
  inviter: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
  invitee: "0x0000000000000000000000000000000000000000",
  nonce: (1n << 255n) + 7n,
  deadline: 1_800_000_000n,
  signature: "0x1234",
} as const;

describe("invite link", () => {
  test("carries an invitation there and back", () => {
    expect(decodeInvite(`#${encodeInvite(invite)}`)).toEqual(invite);
  });

  test.each([
    "",
    "#",
    "#invite",
    "#invite.0x12.0x34.1.2.0x",
    `#${encodeInvite(invite)}.more`,
    `#${encodeInvite(invite).replace("0xf39F", "0xzzzz")}`,
    `#${encodeInvite(invite).replace("1800000000", "soon")}`,
  ])("refuses %j", (text) => {
    expect(decodeInvite(text)).toBeUndefined();
  });
});
