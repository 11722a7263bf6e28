import { PageHeader } from "../../ui/show/PageHeader.tsx";

/** A member's tickets. */
export function TicketsPage() {
  return (
    <PageHeader
      title="My tickets"
      lede="Show the code at the door. It also works without a connection once loaded."
    />
  );
}
