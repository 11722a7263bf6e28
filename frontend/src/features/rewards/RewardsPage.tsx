import { PageHeader } from "../../ui/show/PageHeader.tsx";

/** The catalogue. */
export function RewardsPage() {
  return <PageHeader title="Rewards" lede="Spend what you earned. It never costs you your voice." />;
}
