import { PageHeader } from "../../ui/show/PageHeader.tsx";

/** Ways to contribute. */
export function EarnPage() {
  return (
    <PageHeader title="Earn" lede="Share what you know and be thanked for it, whatever your opinion is." />
  );
}
