import { skipToken, useQuery } from "@tanstack/react-query";
import { CircleSlash, ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { readContract } from "wagmi/actions";
import { keys } from "../../api/keys.ts";
import { config } from "../../chain/config.ts";
import { contracts } from "../../chain/contracts.ts";
import { useMember } from "../../chain/reads/member.ts";
import { hasVotedQuery, type ProposalNow } from "../../chain/reads/proposals.ts";
import { useTransaction } from "../../chain/useTransaction.ts";
import { useWallet } from "../../chain/useWallet.ts";
import { Button } from "../../ui/action/Button.tsx";
import { LinkButton } from "../../ui/action/LinkButton.tsx";
import { Field } from "../../ui/form/Field.tsx";
import { Textarea } from "../../ui/form/Input.tsx";
import { RadioCards } from "../../ui/form/RadioCards.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { castVote, type Support } from "./transactions.ts";

/** Longest reason, in bytes: what others have to download. */
const MAX_REASON = 1024;

/** Votes one has for a proposal: as they were when voting opened. */
function useVotesFor({ proposalId, voteStart }: ProposalNow) {
  const { address } = useWallet();
  return useQuery({
    queryKey: keys.votesFor(proposalId, address ?? ""),
    queryFn: address
      ? () =>
          readContract(config, {
            ...contracts.CommunityGovernor,
            functionName: "getVotes",
            args: [address, voteStart],
          })
      : skipToken,
  });
}

/** The ballot of an open proposal, or why there is none. */
export function VoteForm({ proposal }: { proposal: ProposalNow }) {
  const { status, signIn, address } = useWallet();
  const { member } = useMember();
  const { data: hasVoted } = useQuery(hasVotedQuery(proposal.proposalId, address));
  const { data: weight } = useVotesFor(proposal);

  if (status === "away") {
    return (
      <Card title="Your vote" look="warm">
        <p className="mb-4 text-ink-soft">Sign in to vote.</p>
        <Button onClick={signIn}>Sign in</Button>
      </Card>
    );
  }
  if (hasVoted) {
    return (
      <Card title="Your vote">
        <Notice tone="good">You have voted. Thank you.</Notice>
      </Card>
    );
  }
  if (weight === 0n) return <NoVotes isMember={member?.isMember ?? false} />;
  return <Ballot proposal={proposal} weight={weight} />;
}

function NoVotes({ isMember }: { isMember: boolean }) {
  return (
    <Card title="Your vote">
      <Notice
        tone="calm"
        title="You can't vote on this one"
        action={!isMember && <LinkButton to="/membership">Join</LinkButton>}
      >
        {isMember
          ? "Votes are counted as they were when voting opened. You joined later, or had let somebody else vote for you."
          : "Voting is for members. Joining is free, and your vote counts for everything that opens afterwards."}
      </Notice>
    </Card>
  );
}

function Ballot({ proposal, weight }: { proposal: ProposalNow; weight: bigint | undefined }) {
  const [choice, setChoice] = useState<Support>();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const { state, isBusy, run } = useTransaction();
  const tooLong = new TextEncoder().encode(reason).length > MAX_REASON;

  function submit() {
    setAsked(true);
    if (choice && !tooLong) void run(castVote(proposal, choice, reason));
  }

  return (
    <Card title="Your vote" look="warm">
      <div className="grid gap-5">
        <RadioCards<Support>
          legend="How do you vote?"
          quietLegend
          value={choice}
          onChange={setChoice}
          options={[
            { value: "for", label: "For", icon: <ThumbsUp aria-hidden /> },
            { value: "against", label: "Against", icon: <ThumbsDown aria-hidden /> },
            { value: "abstain", label: "Abstain", icon: <CircleSlash aria-hidden /> },
          ]}
        />
        <Field
          label="Why"
          optional
          hint="Everybody can read it."
          error={tooLong ? `That is too long. Keep it under ${MAX_REASON} characters.` : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {asked && !choice && <Notice tone="caution">Choose for, against or abstain.</Notice>}
        {state.step === "failed" && <Notice tone="bad">{state.reason}</Notice>}
        <Button busy={isBusy} wide onClick={submit}>
          {weight === undefined ? "Vote" : weight === 1n ? "Cast 1 vote" : `Cast ${weight} votes`}
        </Button>
      </div>
    </Card>
  );
}
