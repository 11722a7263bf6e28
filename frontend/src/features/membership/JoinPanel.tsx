import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useSyncExternalStore } from "react";
import type { Address } from "viem";
import { brand } from "../../chain/deployment.ts";
import { tiersQuery } from "../../chain/reads/member.ts";
import { MemberName } from "../../chain/MemberName.tsx";
import { useTransaction } from "../../chain/useTransaction.ts";
import { Button } from "../../ui/action/Button.tsx";
import { AddressName } from "../../ui/show/AddressName.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { PageHeader } from "../../ui/show/PageHeader.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { decodeInvite } from "./inviteLink.ts";
import { entryPolicyQuery } from "./queries.ts";
import { tierGives } from "./TierProgress.tsx";
import { joinCommunity, joinWithInvite, type SignedInvite } from "./transactions.ts";

const watchHash = (changed: () => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

const GAINS = [
  `Earn ${brand.token.name} for reviews, help and showing up.`,
  "Vote on what the community does next.",
  "Redeem what you earn for things made for members.",
];

function Gains() {
  return (
    <ul className="mt-4 grid gap-2 text-ink-soft">
      {GAINS.map((gain) => (
        <li key={gain} className="flex gap-3">
          <Check aria-hidden className="mt-1 size-4 shrink-0 text-accent" strokeWidth={3} />
          {gain}
        </li>
      ))}
    </ul>
  );
}

/** The invitation in the page's address, if there is one. */
function useInvite(): SignedInvite | undefined {
  return decodeInvite(useSyncExternalStore(watchHash, () => window.location.hash));
}

/** What somebody who is no member yet sees: why to join, and the one button. */
export function JoinPanel({ account }: { account: Address }) {
  const { data: policy } = useQuery(entryPolicyQuery());
  const { data: tiers = [] } = useQuery(tiersQuery());
  const invite = useInvite();
  const { state, isBusy, run } = useTransaction();
  const needsInvite = policy === "invite" && !invite;
  const request = invite ? joinWithInvite(brand.name, invite) : joinCommunity(brand.name);
  return (
    <>
      <PageHeader
        title={`Join ${brand.name}`}
        lede="Membership is free, it is yours alone, and your vote counts from the first minute."
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
        <Card look="warm">
          <h2 className="text-heading">{invite ? "You are invited" : "Take a seat by the fire"}</h2>
          {invite && (
            <p className="mt-2 text-ink-soft">
              By <MemberName account={invite.inviter} />
            </p>
          )}
          <Gains />
          <div className="mt-6 grid gap-4">
            {needsInvite && (
              <Notice tone="calm" title="An invitation is needed">
                Ask a member for their link, then open it here.
              </Notice>
            )}
            {state.step === "failed" && <Notice tone="bad">{state.reason}</Notice>}
            <div>
              <Button size="large" busy={isBusy} disabled={needsInvite} onClick={() => void run(request)}>
                {isBusy ? "Joining" : "Become a member"}
              </Button>
            </div>
            <p className="text-sm text-ink-soft">
              Signed in as <AddressName address={account} copy={false} />. A membership can't be sold or
              moved; you can leave whenever you like.
            </p>
          </div>
        </Card>
        <Card title="How your voice grows">
          <ol className="grid gap-4">
            {tiers.map((tier) => (
              <li key={tier.name}>
                <b className="font-semibold">{tier.name}</b>
                <span className="block text-sm text-ink-soft">{tierGives(tier)}</span>
              </li>
            ))}
          </ol>
        </Card>
      </div>
    </>
  );
}
