import { sentenceFor } from "@hearth/protocol/errors";
import { decodePresence, type Presence } from "@hearth/protocol/ticket";
import { useCallback, useState } from "react";
import { useTransaction } from "../../../chain/useTransaction.ts";
import { checkIn } from "./checkIn.ts";
import { readDoorFacts } from "./doorFacts.ts";
import { judge, type DoorFacts, type Verdict } from "./verdict.ts";

/** Where the door stands with the code that was shown. */
export type DoorState =
  | { step: "waiting" }
  | { step: "checking" }
  | { step: "unreadable"; reason: string }
  | { step: "judged"; facts: DoorFacts; verdict: Verdict }
  | { step: "admitted"; facts: DoorFacts };

function read(text: string): { presence: Presence } | { reason: string } {
  try {
    return { presence: decodePresence(text) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : "This code can't be read." };
  }
}

/** Checking codes and letting people in, one after the other. */
export function useDoor() {
  const [state, setState] = useState<DoorState>({ step: "waiting" });
  const { state: transaction, isBusy, run, reset } = useTransaction();

  const check = useCallback(
    async (text: string) => {
      reset();
      const code = read(text);
      if ("reason" in code) {
        setState({ step: "unreadable", reason: code.reason });
        return;
      }
      setState({ step: "checking" });
      try {
        const facts = await readDoorFacts(code.presence);
        setState({ step: "judged", facts, verdict: judge(facts) });
      } catch (error) {
        setState({ step: "unreadable", reason: sentenceFor(error) });
      }
    },
    [reset],
  );

  async function admit(facts: DoorFacts) {
    const name = facts.event?.metadata.name ?? "the event";
    if (await run(checkIn(facts.presence, name))) setState({ step: "admitted", facts });
  }

  return {
    state,
    check,
    admit,
    next: () => setState({ step: "waiting" }),
    isAdmitting: isBusy,
    /** A sentence, where the check-in failed. */
    reason: transaction.step === "failed" ? transaction.reason : undefined,
  };
}
