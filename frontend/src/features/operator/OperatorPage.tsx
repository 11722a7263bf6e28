import { PageHeader } from "../../ui/show/PageHeader.tsx";

/** The brand's side. */
export function OperatorPage() {
  return <PageHeader title="Operate" lede="Daily work of the brand: grading, fulfilment and the door." />;
}
