import { Check, Circle } from "lucide-react";
import { useEffect, useState } from "react";
import { brand } from "../../chain/deployment.ts";
import { Button } from "../../ui/action/Button.tsx";
import { Field } from "../../ui/form/Field.tsx";
import { Input, Textarea } from "../../ui/form/Input.tsx";
import { RatingInput } from "../../ui/form/RatingInput.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { EMPTY_DRAFT, faultOf, isComplete, LIMITS, loadDraft, saveDraft, type ReviewDraft } from "./draft.ts";
import { hintsFor } from "./hints.ts";
import { useSubmitReview, type Occasion } from "./useSubmitReview.ts";

/** The draft of one author about one product, kept in this browser as it is written. */
function useDraft({ author, product }: Occasion) {
  const [draft, setDraft] = useState(() => loadDraft(localStorage, author, product));
  useEffect(() => saveDraft(localStorage, author, product, draft), [draft, author, product]);
  const change = (part: Partial<ReviewDraft>) => setDraft((old) => ({ ...old, ...part }));
  return { draft, change };
}

/** Where a review is written. Mount it anew (`key`) for another product or author. */
export function ReviewEditor({ occasion, range }: { occasion: Occasion; range: string }) {
  const { draft, change } = useDraft(occasion);
  const [asked, setAsked] = useState(false);
  const { submit, isBusy, reason } = useSubmitReview(occasion);
  const fault = (field: keyof ReviewDraft) => (asked ? faultOf(draft, field) : undefined);

  async function send() {
    setAsked(true);
    if (!isComplete(draft)) return;
    if (await submit(draft)) change(EMPTY_DRAFT);
  }

  return (
    <form
      aria-label="Write a review"
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void send();
      }}
    >
      <div className="grid gap-1.5">
        <RatingInput
          legend="Your stars"
          value={draft.rating}
          onChange={(rating) => change({ rating })}
          disabled={isBusy}
        />
        {fault("rating") && (
          <p role="alert" className="text-sm font-medium text-bad">
            {fault("rating")}
          </p>
        )}
      </div>
      <Words draft={draft} change={change} fault={fault} />
      <Hints draft={draft} />
      <p className="rounded-control bg-sunk px-4 py-3 text-sm text-ink-soft">
        Accepted reviews earn {range} {brand.token.symbol} whatever their stars: whoever grades yours sees
        neither them nor your name. It is then shown here as rewarded.
      </p>
      {reason && <Notice tone="bad">{reason}</Notice>}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button type="submit" size="large" busy={isBusy}>
          {isBusy ? "Sending" : "Sign and send"}
        </Button>
        <span className="text-sm text-ink-soft">Your draft is kept on this device.</span>
      </div>
    </form>
  );
}

interface WordsProps {
  draft: ReviewDraft;
  change: (part: Partial<ReviewDraft>) => void;
  fault: (field: keyof ReviewDraft) => string | undefined;
}

function Words({ draft, change, fault }: WordsProps) {
  const { least, most } = LIMITS.text;
  const length = draft.text.trim().length;
  return (
    <>
      <Field label="Title" required error={fault("title")}>
        {(control) => (
          <Input
            {...control}
            value={draft.title}
            maxLength={LIMITS.title.most}
            placeholder="The one thing to know"
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Your review"
        required
        error={fault("text")}
        hint={
          <span className="tabular-nums">
            {length < least ? `${length} of at least ${least} characters` : `${length} characters`}
          </span>
        }
      >
        {(control) => (
          <Textarea
            {...control}
            rows={7}
            maxLength={most}
            value={draft.text}
            placeholder="What did you do with it, and what happened?"
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

function Hints({ draft: { title, text } }: { draft: ReviewDraft }) {
  return (
    <div>
      <p className="text-sm font-semibold">What helps the next person</p>
      <ul aria-live="polite" className="mt-2 grid gap-1.5 text-sm">
        {hintsFor({ title, text }).map(({ key, text: hint, met }) => (
          <li key={key} className={met ? "flex gap-2 text-ink" : "flex gap-2 text-ink-soft"}>
            {met ? (
              <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-good" strokeWidth={3} />
            ) : (
              <Circle aria-hidden className="mt-0.5 size-4 shrink-0 text-line-strong" />
            )}
            {hint}
            <span className="sr-only">{met ? " (there)" : " (not yet)"}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
