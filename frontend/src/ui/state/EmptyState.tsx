import type { ReactNode } from "react";

export interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
  /** What one can do about it. */
  action?: ReactNode;
}

/** Nothing here yet, and what comes next. */
export function EmptyState({ title, children, icon, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded-card border border-dashed border-line-strong/60 px-6 py-12 text-center">
      {icon && (
        <span className="mb-4 flex size-14 items-center justify-center rounded-full bg-accent-soft text-accent [&>svg]:size-6">
          {icon}
        </span>
      )}
      <h3 className="text-xl">{title}</h3>
      {children && <div className="mt-2 max-w-md text-ink-soft">{children}</div>}
      {action && <div className="mt-6">{action}</div>}
    </div>
  );
}
