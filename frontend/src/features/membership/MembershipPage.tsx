import { PageHeader } from "../../ui/show/PageHeader.tsx";

/** A member's own page. */
export function MembershipPage() {
  return <PageHeader title="My membership" lede="Your card, your standing and what your voice is worth." />;
}
