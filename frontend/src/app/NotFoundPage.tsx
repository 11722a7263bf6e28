import { Compass } from "lucide-react";
import { LinkButton } from "../ui/action/LinkButton.tsx";
import { EmptyState } from "../ui/state/EmptyState.tsx";

/** For addresses that lead nowhere. */
export function NotFoundPage() {
  return (
    <EmptyState
      title="There is nothing at this address"
      icon={<Compass aria-hidden />}
      action={<LinkButton to="/">Back to the hearth</LinkButton>}
    >
      The link may be old, or a letter may be missing.
    </EmptyState>
  );
}
