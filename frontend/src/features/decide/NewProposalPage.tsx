import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { brand } from "../../chain/deployment.ts";
import { campaignsQuery } from "../../chain/reads/campaigns.ts";
import { useMember, type MemberNow, type TierNow } from "../../chain/reads/member.ts";
import { rewardsQuery } from "../../chain/reads/rewards.ts";
import { useTransaction } from "../../chain/useTransaction.ts";
import { useWallet } from "../../chain/useWallet.ts";
import { Button } from "../../ui/action/Button.tsx";
import { LinkButton } from "../../ui/action/LinkButton.tsx";
import { Field } from "../../ui/form/Field.tsx";
import { Input, Textarea } from "../../ui/form/Input.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { ConditionList } from "../../ui/show/ConditionList.tsx";
import { Markdown } from "../../ui/show/Markdown.tsx";
import { PageHeader } from "../../ui/show/PageHeader.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { ChangeFields } from "./ChangeFields.tsx";
import { faultOf, readDraft, EMPTY_DRAFT, type ProposalDraft } from "./draft.ts";
import { writeDescription } from "../../chain/reads/proposalText.ts";
import { propose } from "./transactions.ts";

/** Where a member whose tier allows it makes a proposal. */
export function NewProposalPage() {
  const { status, signIn } = useWallet();
  const { member, tiers, mayDo } = useMember();
  return (
    <>
      <PageHeader
        title="Make a proposal"
        lede="Say what should change and why. If enough members vote for it, it happens by itself."
      />
      {status === "away" ? (
        <Notice tone="calm" title="Sign in first" action={<Button onClick={signIn}>Sign in</Button>}>
          Proposals carry their author's name.
        </Notice>
      ) : member && !mayDo("propose") ? (
        <NotYet member={member} tiers={tiers} />
      ) : (
        <ProposalComposer />
      )}
    </>
  );
}

/** Why somebody can't propose yet, and the way there. */
function NotYet({ member, tiers }: { member: MemberNow; tiers: readonly TierNow[] }) {
  return (
    <div className="grid max-w-2xl justify-items-start gap-5 *:first:w-full">
      <ConditionList
        title="What it takes to propose"
        conditions={[
          {
            label: "Tier",
            have: member.isMember ? (tiers[member.tier]?.name ?? "") : "no membership",
            need: tiers.find((tier) => tier.rights.includes("propose"))?.name ?? "a higher tier",
            met: false,
            remedy: "Your tier rises with what you earn: write a review, help somebody, come to an event.",
          },
        ]}
      />
      {member.isMember ? (
        <LinkButton to="/earn">See how to earn</LinkButton>
      ) : (
        <LinkButton to="/membership">Become a member</LinkButton>
      )}
    </div>
  );
}

function ProposalComposer() {
  const [draft, setDraft] = useState<ProposalDraft>(EMPTY_DRAFT);
  const [asked, setAsked] = useState(false);
  const { data: campaigns = [] } = useQuery(campaignsQuery());
  const { data: rewards = [] } = useQuery(rewardsQuery());
  const { member } = useMember();
  const { state, isBusy, run } = useTransaction();
  const navigate = useNavigate();
  const change = (part: Partial<ProposalDraft>) => setDraft((old) => ({ ...old, ...part }));
  const fault = (field: keyof ProposalDraft) => (asked ? faultOf(draft, field) : undefined);

  async function submit() {
    setAsked(true);
    const proposed = readDraft(draft, brand.token.decimals);
    if (!proposed || !member) return;
    const description = writeDescription(draft.title, draft.body, member.account);
    if (await run(propose(proposed, description))) await navigate({ to: "/decide" });
  }

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)]">
      <Card>
        <div className="grid gap-5">
          <Field label="Title" required error={fault("title")}>
            {(control) => (
              <Input
                {...control}
                value={draft.title}
                onChange={(event) => change({ title: event.target.value })}
              />
            )}
          </Field>
          <Field
            label="Why"
            required
            error={fault("body")}
            hint="Plain text or Markdown. It stays on the public record."
          >
            {(control) => (
              <Textarea
                {...control}
                rows={8}
                value={draft.body}
                onChange={(event) => change({ body: event.target.value })}
              />
            )}
          </Field>
          <ChangeFields draft={draft} change={change} fault={fault} campaigns={campaigns} rewards={rewards} />
          {state.step === "failed" && <Notice tone="bad">{state.reason}</Notice>}
          <div>
            <Button busy={isBusy} size="large" onClick={() => void submit()}>
              Propose it
            </Button>
          </div>
        </div>
      </Card>
      <Preview draft={draft} />
    </div>
  );
}

function Preview({ draft }: { draft: ProposalDraft }) {
  return (
    <Card aria-label="How it will read" className="lg:sticky lg:top-24">
      <p className="mb-3 text-sm font-semibold text-ink-faint">How it will read</p>
      <h3 className="text-heading [overflow-wrap:anywhere]">{draft.title || "Untitled proposal"}</h3>
      <div className="mt-3">
        <Markdown>{draft.body || "*Nothing written yet.*"}</Markdown>
      </div>
    </Card>
  );
}
