import { useId, useState } from "react";
import { isAddress, isAddressEqual } from "viem";
import type { MemberNow } from "../../chain/reads/member.ts";
import { useTransaction } from "../../chain/useTransaction.ts";
import { Button } from "../../ui/action/Button.tsx";
import { Field } from "../../ui/form/Field.tsx";
import { Input } from "../../ui/form/Input.tsx";
import { AddressName } from "../../ui/show/AddressName.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { delegateVotes } from "./transactions.ts";

/** Who votes with one's units, and how to change it. */
export function VoteDelegation({ member }: { member: MemberNow }) {
  const [text, setText] = useState("");
  const [touched, setTouched] = useState(false);
  const { state, isBusy, run } = useTransaction();
  const about = useId();
  const own = isAddressEqual(member.delegate, member.account);
  const address = text.trim();
  const error =
    touched && !isAddress(address) ? "Write the whole address of a member, from 0x on." : undefined;

  async function give() {
    setTouched(true);
    if (isAddress(address) && (await run(delegateVotes(address, false)))) {
      setText("");
      setTouched(false);
    }
  }

  return (
    <Card title="Who votes for me">
      <p id={about} className="text-ink-soft">
        {own ? (
          "You vote for yourself. If you are busy, a member you trust can vote with your units; you can take them back at any time."
        ) : (
          <>
            <AddressName address={member.delegate} copy /> votes with your units.
          </>
        )}
      </p>
      <div className="mt-4 grid gap-4">
        {state.step === "failed" && <Notice tone="bad">{state.reason}</Notice>}
        {own ? (
          <>
            <Field label="A member's address" error={error}>
              {(control) => (
                <Input
                  {...control}
                  value={text}
                  placeholder="0x…"
                  spellCheck={false}
                  autoComplete="off"
                  onChange={(event) => setText(event.target.value)}
                />
              )}
            </Field>
            <div>
              <Button tone="secondary" busy={isBusy} onClick={() => void give()}>
                Let them vote
              </Button>
            </div>
          </>
        ) : (
          <div>
            <Button busy={isBusy} onClick={() => void run(delegateVotes(member.account, true))}>
              Take my vote back
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
