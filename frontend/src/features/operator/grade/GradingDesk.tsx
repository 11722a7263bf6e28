import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { photoUrl } from "../../../api/reads/reviews.ts";
import { brand } from "../../../chain/deployment.ts";
import { Button } from "../../../ui/action/Button.tsx";
import { Field } from "../../../ui/form/Field.tsx";
import { Textarea } from "../../../ui/form/Input.tsx";
import { Badge } from "../../../ui/show/Badge.tsx";
import { Card } from "../../../ui/show/Card.tsx";
import { DateTime } from "../../../ui/show/DateTime.tsx";
import { Photos } from "../../../ui/show/Photos.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { AmountPicker } from "./AmountPicker.tsx";
import { amountFault, firstAmount, readAmount, reasonFault } from "./grade.ts";
import type { GradingItem } from "./queries.ts";
import { useGrading } from "./useGrading.ts";

interface GradingDeskProps {
  item: GradingItem;
  /** Takes the keyboard to the review, after the one before was done. */
  takeFocus: boolean;
  onDone: () => void;
  onSkip: () => void;
}

/** One review with what to do about it. Ctrl or Command with Enter does what the open form does. */
export function GradingDesk({ item, takeFocus, onDone, onSkip }: GradingDeskProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [rejecting, setRejecting] = useState(false);
  useEffect(() => {
    if (takeFocus) heading.current?.focus();
  }, [takeFocus]);
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
      <Card aria-label="Review to grade">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-ink-soft">
          <Badge tone="accent">{item.productName}</Badge>
          <DateTime value={item.createdAt} style="relative" />
          {item.gradesNeeded > 1 && (
            <span>
              {item.gradesHave} of {item.gradesNeeded} graders agree
            </span>
          )}
        </div>
        <h2 ref={heading} tabIndex={-1} className="mt-4 text-heading outline-none">
          {item.title}
        </h2>
        <p className="mt-3 max-w-prose text-[1.0625rem] leading-relaxed [overflow-wrap:anywhere] whitespace-pre-line">
          {item.text}
        </p>
        <div className="mt-4">
          <Photos sources={item.photos.map(photoUrl)} title={item.title} />
        </div>
        <p className="mt-6 border-t border-line pt-4 text-sm text-ink-soft">
          You see neither stars nor author. Judge whether it would help the next person, not whether you
          agree.
        </p>
      </Card>
      <Card look="warm" title={rejecting ? "Turn it down" : "What is it worth?"}>
        {rejecting ? (
          <Rejecting item={item} onDone={onDone} onBack={() => setRejecting(false)} />
        ) : (
          <Approving item={item} onDone={onDone} onReject={() => setRejecting(true)} onSkip={onSkip} />
        )}
      </Card>
    </div>
  );
}

/** Sends the form on Ctrl or Command with Enter, also from a text of several lines. */
function submitOnEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

interface ApprovingProps {
  item: GradingItem;
  onDone: () => void;
  onReject: () => void;
  onSkip: () => void;
}

function Approving({ item, onDone, onReject, onSkip }: ApprovingProps) {
  const { decimals, symbol } = brand.token;
  const [text, setText] = useState(() => firstAmount(item, decimals));
  const { approve, isBusy, reason } = useGrading();
  const fault = amountFault(text, item, decimals);

  async function submit() {
    const amount = readAmount(text, decimals);
    if (amount === undefined || fault) return;
    if (await approve(item, amount)) onDone();
  }

  return (
    <form
      aria-label="Approve"
      noValidate
      className="grid gap-5"
      onKeyDown={submitOnEnter}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
    >
      <AmountPicker item={item} text={text} onChange={setText} fault={fault} />
      {reason && <Notice tone="bad">{reason}</Notice>}
      <Button type="submit" busy={isBusy} wide>
        {isBusy ? "Signing" : fault ? "Approve" : `Approve for ${text.trim()} ${symbol}`}
      </Button>
      <div className="grid grid-cols-2 gap-3">
        <Button tone="danger" onClick={onReject} disabled={isBusy}>
          Reject
        </Button>
        <Button tone="secondary" onClick={onSkip} disabled={isBusy}>
          Skip for now
        </Button>
      </div>
      <p className="text-sm text-ink-soft">
        Enter in the amount, or Ctrl + Enter anywhere here, approves and brings the next one.
      </p>
    </form>
  );
}

interface RejectingProps {
  item: GradingItem;
  onDone: () => void;
  onBack: () => void;
}

function Rejecting({ item, onDone, onBack }: RejectingProps) {
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const { reject, isBusy, reason } = useGrading();

  async function submit() {
    setAsked(true);
    if (reasonFault(text)) return;
    if (await reject(item, text)) onDone();
  }

  return (
    <form
      aria-label="Reject"
      noValidate
      className="grid gap-5"
      onKeyDown={submitOnEnter}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
    >
      <Field
        label="Reason"
        required
        hint="The author and everybody else can read it."
        error={asked ? reasonFault(text) : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={4}
            autoFocus
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {reason && <Notice tone="bad">{reason}</Notice>}
      <div className="grid grid-cols-2 gap-3">
        <Button type="submit" tone="danger" busy={isBusy}>
          Reject it
        </Button>
        <Button tone="secondary" onClick={onBack} disabled={isBusy}>
          Back
        </Button>
      </div>
    </form>
  );
}
