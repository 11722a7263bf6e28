import clsx from "clsx";

/** A grey shape in the size of what is coming: give it width and height by class. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("skeleton block rounded-small", className)} />;
}

/** Lines of text to come; the last is shorter. */
export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <span role="status" className="grid gap-2.5">
      <span className="sr-only">Loading</span>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={clsx("h-4", line === lines - 1 ? "w-3/5" : "w-full")} />
      ))}
    </span>
  );
}

/** Cards to come, in a grid of the same shape as the list. */
export function SkeletonCards({ count = 3, className }: { count?: number; className?: string }) {
  return (
    <div role="status" className={clsx("grid gap-5 sm:grid-cols-2 lg:grid-cols-3", className)}>
      <span className="sr-only">Loading</span>
      {Array.from({ length: count }, (_, card) => (
        <div key={card} className="grid gap-4 rounded-card border border-line bg-surface p-6">
          <Skeleton className="h-6 w-2/3" />
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="mt-3 h-11 w-32" />
        </div>
      ))}
    </div>
  );
}
