import { useMember } from "../../chain/reads/member.ts";
import { useWallet } from "../../chain/useWallet.ts";
import { Skeleton } from "../../ui/state/Skeleton.tsx";
import { Events } from "./Events.tsx";
import { Greeting } from "./Greeting.tsx";
import { HowItWorks } from "./HowItWorks.tsx";
import { Numbers } from "./Numbers.tsx";
import { Proposals } from "./Proposals.tsx";
import { Reviews } from "./Reviews.tsx";
import { Rewards } from "./Rewards.tsx";
import { Welcome } from "./Welcome.tsx";

/** First page: for visitors why to join, for members where they stand, for everybody what is going on. */
export function HomePage() {
  const { status } = useWallet();
  const { member, tiers, query } = useMember();
  const isArriving = status === "arriving" || (status === "here" && !member && !query.isError);
  const isMember = member?.isMember === true;
  return (
    <div className="grid gap-14 sm:gap-20">
      {isArriving ? (
        <Skeleton className="h-80 w-full rounded-card" />
      ) : isMember ? (
        <Greeting member={member} tiers={tiers} />
      ) : (
        <>
          <Welcome />
          <HowItWorks />
        </>
      )}
      <Proposals />
      <Reviews />
      <Events />
      <Rewards />
      <Numbers />
    </div>
  );
}
