import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Product } from "../../api/reads/products.ts";
import { reviewsOfQuery, type Review } from "../../api/reads/reviews.ts";
import { reasonFor } from "../../api/reasonFor.ts";
import { useChainNow } from "../../chain/chainClock.ts";
import { brand } from "../../chain/deployment.ts";
import { campaignsQuery, isPaying, type CampaignNow } from "../../chain/reads/campaigns.ts";
import { useMember, type MemberNow } from "../../chain/reads/member.ts";
import { useWallet } from "../../chain/useWallet.ts";
import { Button } from "../../ui/action/Button.tsx";
import { LinkButton } from "../../ui/action/LinkButton.tsx";
import { Field } from "../../ui/form/Field.tsx";
import { Select } from "../../ui/form/Select.tsx";
import { Card } from "../../ui/show/Card.tsx";
import { ConditionList } from "../../ui/show/ConditionList.tsx";
import { ErrorState } from "../../ui/state/ErrorState.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { SkeletonText } from "../../ui/state/Skeleton.tsx";
import { MyReview } from "./MyReview.tsx";
import { ReviewEditor } from "./ReviewEditor.tsx";
import { rewardRange } from "./rewardRange.ts";

/** The place to write about a product, or what stands in the way. */
export function WriteReview({ product }: { product: Product }) {
  return (
    <div id="write" className="grid gap-6 lg:sticky lg:top-24">
      <WriteOrWait product={product} />
    </div>
  );
}

function WriteOrWait({ product }: { product: Product }) {
  const { status, signIn } = useWallet();
  const { member, query } = useMember();
  const campaigns = useQuery(campaignsQuery());
  const mine = useQuery(reviewsOfQuery(member?.isMember ? member.account : undefined));
  const error = query.error ?? campaigns.error ?? mine.error;

  if (status === "away") {
    return (
      <Sheet>
        <p className="text-ink-soft">Members are thanked for what they write. It takes a few minutes.</p>
        <div>
          <Button onClick={signIn}>Sign in to write</Button>
        </div>
      </Sheet>
    );
  }
  if (error) return <ErrorState reason={reasonFor(error)} />;
  if (member && !member.isMember) return <NotAMember />;
  if (!member || !campaigns.data || !mine.data) {
    return (
      <Sheet>
        <SkeletonText lines={6} />
      </Sheet>
    );
  }
  const onThis = mine.data.filter((review) => review.product === product.slug);
  return <Member product={product} member={member} campaigns={campaigns.data} mine={onThis} />;
}

interface MemberProps {
  product: Product;
  member: MemberNow;
  campaigns: readonly CampaignNow[];
  /** What they have written about this product. */
  mine: readonly Review[];
}

function Member({ product, member, campaigns, mine }: MemberProps) {
  const now = useChainNow();
  const open = campaigns.filter((campaign) => campaign.kind === "review" && isPaying(campaign, now));
  const free = open.filter(({ campaignId }) => !mine.some((review) => review.campaignId === campaignId));
  return (
    <>
      {mine.map((review) => (
        <Card key={review.id} look="warm" title="Your review">
          <MyReview review={review} />
        </Card>
      ))}
      {free.length > 0 ? (
        <Writing product={product} member={member} campaigns={free} />
      ) : (
        mine.length === 0 && (
          <Sheet>
            <Notice tone="calm" title="No reviews are being paid for just now">
              When a campaign for reviews begins, you can write here.
            </Notice>
          </Sheet>
        )
      )}
    </>
  );
}

interface WritingProps {
  product: Product;
  member: MemberNow;
  campaigns: readonly CampaignNow[];
}

function Writing({ product, member, campaigns }: WritingProps) {
  const [chosenId, setChosenId] = useState("");
  const campaign = campaigns.find(({ campaignId }) => campaignId.toString() === chosenId) ?? campaigns[0];
  if (!campaign) return null;
  const { campaignId } = campaign;
  return (
    <Sheet>
      {campaigns.length > 1 && (
        <Field label="Campaign">
          {(control) => (
            <Select
              {...control}
              value={campaignId.toString()}
              options={campaigns.map((each) => ({
                value: each.campaignId.toString(),
                label: each.metadata.name,
              }))}
              onChange={(event) => setChosenId(event.target.value)}
            />
          )}
        </Field>
      )}
      <ReviewEditor
        key={member.account}
        occasion={{ author: member.account, product: product.slug, campaignId }}
        range={rewardRange(campaign, brand.token.decimals)}
      />
    </Sheet>
  );
}

function NotAMember() {
  return (
    <Sheet>
      <ConditionList
        title="What it takes"
        conditions={[
          {
            label: "Membership",
            have: "none yet",
            need: "to be a member",
            met: false,
            remedy: "It is free and takes a minute.",
          },
        ]}
      />
      <div>
        <LinkButton to="/membership">Become a member</LinkButton>
      </div>
    </Sheet>
  );
}

function Sheet({ children }: { children: ReactNode }) {
  return (
    <Card title="Write a review">
      <div className="grid gap-5">{children}</div>
    </Card>
  );
}
