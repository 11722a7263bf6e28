import { encodePresence } from "@hearth/protocol/ticket";
import { QrCode as QrIcon, RefreshCw } from "lucide-react";
import { Button } from "../../ui/action/Button.tsx";
import { CopyButton } from "../../ui/action/CopyButton.tsx";
import { formatSpan } from "../../ui/show/formatSpan.ts";
import { QrCode } from "../../ui/show/QrCode.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { Skeleton } from "../../ui/state/Skeleton.tsx";
import { usePresence } from "./usePresence.ts";

/** The code for the door: the holder's signature, good for minutes, so that a copied picture is worth nothing. */
export function PresenceCode({ ticketId, eventName }: { ticketId: bigint; eventName: string }) {
  const { proof, age, sign, renewsItself, isSigning, reason } = usePresence(ticketId);
  if (!proof || !age) {
    if (renewsItself) return <Skeleton className="size-68 rounded-control" />;
    return (
      <div className="grid justify-items-center gap-4 text-center">
        <p className="max-w-64 text-ink-soft">At the door, make a code that shows it is really you.</p>
        {reason && <Notice tone="bad">{reason}</Notice>}
        <Button busy={isSigning} icon={<QrIcon aria-hidden className="size-4" />} onClick={() => void sign()}>
          Show my code
        </Button>
      </div>
    );
  }
  const code = encodePresence(proof);
  return (
    <div className="grid w-full justify-items-center gap-3 text-center">
      {age.isExpired ? (
        <div className="flex size-68 max-w-full items-center justify-center rounded-control border border-dashed border-line-strong p-6 text-ink-soft">
          This code is too old for the door. Renew it.
        </div>
      ) : (
        <QrCode text={code} label={`Code for the door: ${eventName}`} />
      )}
      <p role="status" className="text-sm text-ink-soft tabular-nums">
        {age.isExpired
          ? "Expired"
          : renewsItself
            ? "Renews by itself"
            : `Good for ${formatSpan(age.secondsLeft)}`}
      </p>
      {reason && <Notice tone="bad">{reason}</Notice>}
      {!renewsItself && (
        <Button
          tone={age.isDue ? "primary" : "secondary"}
          size="small"
          busy={isSigning}
          icon={<RefreshCw aria-hidden className="size-4" />}
          onClick={() => void sign()}
        >
          Renew the code
        </Button>
      )}
      {!age.isExpired && <CodeAsText code={code} />}
    </div>
  );
}

/** For a door without a camera: the same code to read out or to send. */
function CodeAsText({ code }: { code: string }) {
  return (
    <details className="w-full max-w-68 text-sm text-ink-soft">
      <summary className="cursor-pointer py-1 font-semibold">No camera at the door?</summary>
      <div className="mt-1 flex items-start gap-2 rounded-small bg-sunk p-2.5 text-left">
        <code className="min-w-0 flex-1 text-xs break-all">{code}</code>
        <CopyButton text={code} label="Copy the code" />
      </div>
    </details>
  );
}
