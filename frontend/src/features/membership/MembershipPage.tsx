import { useQuery } from "@tanstack/react-query";
import { sentenceFor } from "@hearth/protocol/errors";
import { IdCard } from "lucide-react";
import { brand } from "../../chain/deployment.ts";
import { useMember } from "../../chain/reads/member.ts";
import { useWallet } from "../../chain/useWallet.ts";
import { Button } from "../../ui/action/Button.tsx";
import { Amount } from "../../ui/show/Amount.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { PageHeader } from "../../ui/show/PageHeader.tsx";
import { Stat } from "../../ui/show/Stat.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { ErrorState } from "../../ui/state/ErrorState.tsx";
import { Skeleton } from "../../ui/state/Skeleton.tsx";
import { CardPicture } from "./CardPicture.tsx";
import { History } from "./History.tsx";
import { Invitation } from "./Invitation.tsx";
import { JoinPanel } from "./JoinPanel.tsx";
import { Leaving } from "./Leaving.tsx";
import { historyQuery } from "./queries.ts";
import { TierProgress } from "./TierProgress.tsx";
import { VoteDelegation } from "./VoteDelegation.tsx";

/** A member's own page; for those who are none yet, the way in. */
export function MembershipPage() {
  const { status, signIn } = useWallet();
  const { member, query } = useMember();

  if (status === "away") {
    return (
      <>
        <PageHeader title="Membership" lede={`Your card, your standing, and your voice in ${brand.name}.`} />
        <EmptyState
          title="Sign in to see your card"
          icon={<IdCard aria-hidden />}
          action={<Button onClick={signIn}>Sign in</Button>}
        >
          Not a member yet? Sign in all the same: joining is the next step, and it is free.
        </EmptyState>
      </>
    );
  }
  if (query.isError) {
    return <ErrorState reason={sentenceFor(query.error)} onRetry={() => void query.refetch()} />;
  }
  if (!member) return <Skeleton className="mx-auto aspect-[8/5] w-full max-w-xl rounded-card" />;
  return member.isMember ? <MyMembership /> : <JoinPanel account={member.account} />;
}

function MyMembership() {
  const { member, tier, tiers, mayDo } = useMember();
  const history = useQuery(historyQuery(member?.account, member?.memberId));
  if (!member || !tier) return <Skeleton className="h-96 w-full rounded-card" />;
  const { symbol, decimals } = brand.token;
  return (
    <>
      <PageHeader
        title="My membership"
        lede={`You are a ${tier.name} of ${brand.name}. What you have earned stays yours, whatever you spend.`}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
        <div className="min-w-0 gap-6 max-lg:contents lg:grid">
          <CardPicture memberId={member.memberId} />
          <div className="min-w-0 max-lg:order-1">
            <History history={history} tiers={tiers} />
          </div>
        </div>
        <div className="min-w-0 gap-6 max-lg:contents lg:grid">
          <Card>
            <dl className="grid grid-cols-2 gap-x-6 gap-y-5">
              <Stat
                label="Balance"
                value={<Amount value={member.balance} decimals={decimals} symbol={symbol} />}
                note="to spend on rewards"
              />
              <Stat
                label="Standing"
                value={<Amount value={member.standing} decimals={decimals} symbol={symbol} />}
                note="earned in all"
              />
              <Stat label="Tier" value={tier.name} note={`${member.tier + 1} of ${tiers.length}`} />
              <Stat
                label="Votes"
                value={member.votes.toString()}
                note={voteNote(member.votes, BigInt(member.units))}
              />
            </dl>
          </Card>
          <Card title="Your way up">
            <TierProgress standing={member.standing} tier={member.tier} tiers={tiers} />
          </Card>
          <div className="grid min-w-0 gap-6 max-lg:order-2">
            <VoteDelegation member={member} />
            {mayDo("invite") && <Invitation inviter={member.account} />}
            <Leaving />
          </div>
        </div>
      </div>
    </>
  );
}

function voteNote(votes: bigint, own: bigint): string {
  if (votes > own) return `${own} of your own, the rest lent to you`;
  if (votes < own) return "you let somebody else vote";
  return "live, nothing to set up";
}
