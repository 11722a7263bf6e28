import { serialOf } from "@hearth/protocol/ticket";
import clsx from "clsx";
import { CircleCheckBig, CircleX, PartyPopper } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../../ui/action/Button.tsx";
import { shortAddress } from "../../../ui/show/AddressName.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { SkeletonText } from "../../../ui/state/Skeleton.tsx";
import type { useDoor } from "./useDoor.ts";
import type { DoorFacts } from "./verdict.ts";

/** The answer of the door, to be read from an arm's length. */
export function DoorVerdict({ door, onNext }: { door: ReturnType<typeof useDoor>; onNext: () => void }) {
  const { state, admit, isAdmitting, reason } = door;
  const next = (
    <Button tone="secondary" size="large" wide onClick={onNext}>
      Next ticket
    </Button>
  );
  switch (state.step) {
    case "waiting":
      return null;
    case "checking":
      return (
        <Sheet tone="neutral">
          <SkeletonText lines={3} />
        </Sheet>
      );
    case "unreadable":
      return (
        <Refused title="No" reason={state.reason}>
          {next}
        </Refused>
      );
    case "admitted":
      return (
        <Sheet tone="good" icon={<PartyPopper aria-hidden />} title="Checked in">
          <Facts facts={state.facts} />
          {next}
        </Sheet>
      );
    case "judged":
      return state.verdict.admit ? (
        <Sheet tone="good" icon={<CircleCheckBig aria-hidden />} title="Yes, valid ticket">
          <Facts facts={state.facts} />
          {reason && <Notice tone="bad">{reason}</Notice>}
          <Button size="large" wide busy={isAdmitting} onClick={() => void admit(state.facts)}>
            Check in
          </Button>
          {next}
        </Sheet>
      ) : (
        <Refused title={`No: ${state.verdict.title.toLowerCase()}`} reason={state.verdict.reason}>
          <Facts facts={state.facts} />
          {next}
        </Refused>
      );
  }
}

function Refused({ title, reason, children }: { title: string; reason: string; children: ReactNode }) {
  return (
    <Sheet tone="bad" icon={<CircleX aria-hidden />} title={title}>
      <p className="text-lg">{reason}</p>
      {children}
    </Sheet>
  );
}

const LOOKS = {
  neutral: "border-line bg-surface",
  good: "border-good bg-good-soft [&>svg]:text-good",
  bad: "border-bad bg-bad-soft [&>svg]:text-bad",
} as const;

interface SheetProps {
  tone: keyof typeof LOOKS;
  icon?: ReactNode;
  title?: string;
  children: ReactNode;
}

function Sheet({ tone, icon, title, children }: SheetProps) {
  return (
    <section
      role={tone === "bad" ? "alert" : "status"}
      className={clsx(
        "rise grid gap-4 rounded-card border-2 p-6 text-center shadow-2 sm:p-8 [&>svg]:mx-auto [&>svg]:size-16",
        LOOKS[tone],
      )}
    >
      {icon}
      {title && <h2 className="text-title leading-tight">{title}</h2>}
      {children}
    </section>
  );
}

function Facts({ facts: { ticket, event, presence } }: { facts: DoorFacts }) {
  if (!ticket || !event) return null;
  return (
    <p className="text-ink-soft">
      <b className="block font-semibold text-ink">{event.metadata.name}</b>
      Ticket {serialOf(presence.ticketId).toString()} · held by{" "}
      <span title={ticket.holder}>{shortAddress(ticket.holder)}</span>
    </p>
  );
}
