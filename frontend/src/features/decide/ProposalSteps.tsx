import type { ReactNode } from "react";
import { isAddressEqual } from "viem";
import { useChainNow } from "../../chain/chainClock.ts";
import type { ProposalNow } from "../../chain/reads/proposals.ts";
import { useTransaction } from "../../chain/useTransaction.ts";
import { useWallet } from "../../chain/useWallet.ts";
import { Button } from "../../ui/action/Button.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { DateTime } from "../../ui/show/DateTime.tsx";
import { fromChainTime } from "../../ui/show/formatDate.ts";
import { Notice } from "../../ui/state/Notice.tsx";
import { cancelProposal, executeProposal, queueProposal } from "./transactions.ts";
import { VoteForm } from "./VoteForm.tsx";

/** What can be done about a proposal now; nothing where it is settled. */
export function ProposalSteps({ proposal }: { proposal: ProposalNow }) {
  switch (proposal.state) {
    case "pending":
      return <Waiting proposal={proposal} />;
    case "active":
      return <VoteForm proposal={proposal} />;
    case "succeeded":
      return (
        <Step
          proposal={proposal}
          title="Accepted"
          text="Queueing starts the waiting time, in which whoever disagrees can prepare. Anybody may do it."
          button="Queue it"
          request={queueProposal}
        />
      );
    case "queued":
      return <Execution proposal={proposal} />;
    default:
      return null;
  }
}

interface StepProps {
  proposal: ProposalNow;
  title: string;
  text: ReactNode;
  button: string;
  request: typeof queueProposal;
  disabled?: boolean;
}

function Step({ proposal, title, text, button, request, disabled = false }: StepProps) {
  const { state, isBusy, run } = useTransaction();
  return (
    <Card title={title} look="warm">
      <div className="grid gap-4">
        <p className="text-ink-soft">{text}</p>
        {state.step === "failed" && <Notice tone="bad">{state.reason}</Notice>}
        <div>
          <Button busy={isBusy} disabled={disabled} onClick={() => void run(request(proposal))}>
            {button}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Execution({ proposal }: { proposal: ProposalNow }) {
  const now = useChainNow();
  const ready = fromChainTime(proposal.eta);
  const waiting = now < ready;
  return (
    <Step
      proposal={proposal}
      title="Waiting to be carried out"
      text={
        waiting ? (
          <>
            It can be carried out <DateTime value={ready} style="relative" now={now} />.
          </>
        ) : (
          "The waiting time is over. Anybody may carry it out."
        )
      }
      button="Carry it out"
      request={executeProposal}
      disabled={waiting}
    />
  );
}

function Waiting({ proposal }: { proposal: ProposalNow }) {
  const now = useChainNow();
  const { address } = useWallet();
  const { state, isBusy, run } = useTransaction();
  const mine = address !== undefined && isAddressEqual(address, proposal.proposer);
  return (
    <Card title="Voting opens soon">
      <div className="grid gap-4">
        <p className="text-ink-soft">
          It opens <DateTime value={fromChainTime(proposal.voteStart)} style="relative" now={now} />. Votes
          are counted as they are at that moment.
        </p>
        {state.step === "failed" && <Notice tone="bad">{state.reason}</Notice>}
        {mine && (
          <div>
            <Button tone="secondary" busy={isBusy} onClick={() => void run(cancelProposal(proposal))}>
              Withdraw it
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
