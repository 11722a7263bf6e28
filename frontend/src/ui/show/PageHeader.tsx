import { useEffect, type ReactNode } from "react";

export interface PageHeaderProps {
  /** Also goes before the brand's name in the title of the window. */
  title: string;
  /** One or two sentences: what this page is for. */
  lede?: ReactNode;
  /** A few words above the title: where we are. */
  eyebrow?: ReactNode;
  /** Buttons of the whole page. */
  actions?: ReactNode;
}

/** Top of every page; holds its only level 1 heading. */
export function PageHeader({ title, lede, eyebrow, actions }: PageHeaderProps) {
  useEffect(() => {
    const former = document.title;
    document.title = `${title} · ${former}`;
    return () => {
      document.title = former;
    };
  }, [title]);
  return (
    <header className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-5 sm:mb-10">
      <div className="max-w-2xl">
        {eyebrow && <p className="mb-2 text-sm font-semibold text-accent">{eyebrow}</p>}
        <h1 className="text-title">{title}</h1>
        {lede && <p className="mt-3 text-[1.0625rem] text-ink-soft">{lede}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
    </header>
  );
}
