import { PageHeader } from "../../ui/show/PageHeader.tsx";

/** Proposals and votes. */
export function DecidePage() {
  return <PageHeader title="Decide" lede="Proposals bind: what members agree on is carried out." />;
}
