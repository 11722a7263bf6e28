import { useState } from "react";
import { isAddress, isAddressEqual, type Address } from "viem";
import type { MemberNow } from "../../chain/reads/member.ts";
import { MemberName } from "../../chain/MemberName.tsx";
import { useTransaction } from "../../chain/useTransaction.ts";
import { Button } from "../../ui/action/Button.tsx";
import { Field } from "../../ui/form/Field.tsx";
import { Input } from "../../ui/form/Input.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { delegateVotes } from "./transactions.ts";

/** Who votes with one's units, and how to change it. */
export function VoteDelegation({ member }: { member: MemberNow }) {
  const { state, isBusy, run } = useTransaction();
  const own = isAddressEqual(member.delegate, member.account);
  return (
    <Card title="Who votes for me">
      <div className="grid gap-4">
        <p className="text-ink-soft">
          {own ? (
            "You vote for yourself. If you are busy, a member you trust can vote with your units; you can take them back at any time."
          ) : (
            <>
              <MemberName account={member.delegate} copy /> votes with your units.
            </>
          )}
        </p>
        {state.step === "failed" && <Notice tone="bad">{state.reason}</Notice>}
        {own ? (
          <GiveVote
            isBusy={isBusy}
            give={async (to) => (await run(delegateVotes(to, false))) !== undefined}
          />
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

/** Asks for the member who is to vote. `give` resolves to whether it worked. */
function GiveVote({ isBusy, give }: { isBusy: boolean; give: (to: Address) => Promise<boolean> }) {
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const address = text.trim();
  const error = asked && !isAddress(address) ? "Write the whole address of a member, from 0x on." : undefined;

  async function submit() {
    setAsked(true);
    if (isAddress(address) && (await give(address))) setText("");
  }

  return (
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
        <Button tone="secondary" busy={isBusy} onClick={() => void submit()}>
          Let them vote
        </Button>
      </div>
    </>
  );
}
