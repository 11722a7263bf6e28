import { membershipTypes } from "@hearth/protocol/typedData";
import { useState } from "react";
import { bytesToBigInt, zeroAddress, type Address } from "viem";
import { useChainNow } from "../../chain/chainClock.ts";
import { domainOf } from "../../chain/contracts.ts";
import { brand } from "../../chain/deployment.ts";
import { useSignature } from "../../chain/useSignature.ts";
import { Button } from "../../ui/action/Button.tsx";
import { CopyButton } from "../../ui/action/CopyButton.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { QrCode } from "../../ui/show/QrCode.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { encodeInvite } from "./inviteLink.ts";

const WEEK = 7n * 24n * 3600n;

/** Makes a link for one friend: signed here, used once, good for a week. */
export function Invitation({ inviter }: { inviter: Address }) {
  const [link, setLink] = useState<string>();
  const { state, signTyped } = useSignature();
  const now = useChainNow();

  async function makeLink() {
    const invite = {
      inviter,
      invitee: zeroAddress,
      nonce: bytesToBigInt(crypto.getRandomValues(new Uint8Array(31))),
      deadline: BigInt(Math.floor(now.getTime() / 1000)) + WEEK,
    };
    const signature = await signTyped({
      domain: domainOf("Membership"),
      types: membershipTypes,
      primaryType: "Invite",
      message: invite,
    });
    if (!signature) return;
    setLink(`${window.location.origin}/membership#${encodeInvite({ ...invite, signature })}`);
  }

  return (
    <Card title="Invite a friend">
      {link ? (
        <div className="grid justify-items-start gap-4">
          <QrCode text={link} label={`Invitation to ${brand.name}`} size={180} />
          <CopyButton text={link} label="Copy the link" />
          <p className="text-sm text-ink-soft">
            For one person, within a week. Whoever opens it first takes the seat, so send it privately.
          </p>
        </div>
      ) : (
        <div className="grid gap-4">
          <p className="text-ink-soft">Your tier may bring in new members, one link each.</p>
          {state.step === "failed" && <Notice tone="bad">{state.reason}</Notice>}
          <div>
            <Button tone="secondary" busy={state.step === "signing"} onClick={() => void makeLink()}>
              Make an invitation
            </Button>
          </div>
        </div>
      )}
    </Card>
  );
}
