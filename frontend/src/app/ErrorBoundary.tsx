import { Component, type ErrorInfo, type ReactNode } from "react";
import { ErrorState } from "../ui/state/ErrorState.tsx";

/** The last net: a page that breaks while drawing says so instead of going blank. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return <BrokenPage />;
  }
}

/** Shown in place of a page that could not be drawn. */
export function BrokenPage() {
  return (
    <main className="mx-auto max-w-xl px-(--gutter) py-20">
      <ErrorState
        title="This page has a fault"
        reason="It is ours, not yours, and nothing you own is affected. Loading the page again usually helps."
        onRetry={() => location.reload()}
      />
    </main>
  );
}
