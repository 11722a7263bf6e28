import { SlidersHorizontal } from "lucide-react";
import { lazy, Suspense, type ReactNode } from "react";
import { useOperatorRoles } from "../../chain/operatorRoles.ts";
import { useMember } from "../../chain/reads/member.ts";
import { useWallet } from "../../chain/useWallet.ts";
import { Button } from "../../ui/action/Button.tsx";
import { Tabs } from "../../ui/overlay/Tabs.tsx";
import { PageHeader } from "../../ui/show/PageHeader.tsx";
import { EmptyState } from "../../ui/state/EmptyState.tsx";
import { Skeleton } from "../../ui/state/Skeleton.tsx";
import { tabsFor, type OperatorTab } from "./tabs.ts";

const GradeTab = lazy(async () => ({ default: (await import("./grade/GradeTab.tsx")).GradeTab }));
const FulfilTab = lazy(async () => ({ default: (await import("./fulfil/FulfilTab.tsx")).FulfilTab }));
const DoorTab = lazy(async () => ({ default: (await import("./door/DoorTab.tsx")).DoorTab }));

const TABS: Record<OperatorTab, { label: string; content: ReactNode }> = {
  grade: { label: "Grade", content: <GradeTab /> },
  fulfil: { label: "Fulfil", content: <FulfilTab /> },
  door: { label: "Door", content: <DoorTab /> },
};

/** The brand's side: what there is to do today, for those whose task it is. */
export function OperatorPage() {
  return (
    <>
      <PageHeader
        title="Operate"
        lede="What there is to do today: reviews to grade, parcels to send, guests to let in."
      />
      <Work />
    </>
  );
}

function Work() {
  const { status, signIn } = useWallet();
  const { roles, isPending } = useOperatorRoles();
  const { mayDo } = useMember();
  if (status === "away") {
    return (
      <EmptyState
        title="Sign in to see your tasks"
        icon={<SlidersHorizontal aria-hidden />}
        action={<Button onClick={signIn}>Sign in</Button>}
      >
        What you see here depends on the roles your account holds.
      </EmptyState>
    );
  }
  if (isPending || status === "arriving") return <Skeleton className="h-64 w-full rounded-card" />;
  const tabs = tabsFor(roles, mayDo("curate")).map((key) => ({
    key,
    label: TABS[key].label,
    content: (
      <Suspense fallback={<Skeleton className="h-64 w-full rounded-card" />}>{TABS[key].content}</Suspense>
    ),
  }));
  if (tabs.length === 0) {
    return (
      <EmptyState title="Nothing to operate here" icon={<SlidersHorizontal aria-hidden />}>
        Your account holds no role for the brand. Who holds which is on the public record.
      </EmptyState>
    );
  }
  return <Tabs label="Tasks" tabs={tabs} />;
}
