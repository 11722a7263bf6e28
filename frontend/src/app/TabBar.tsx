import { Link, useLocation } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { useRef } from "react";
import type { NavigationEntry } from "./navigation.ts";
import { ThemeSwitch } from "./ThemeSwitch.tsx";

const TAB =
  "flex flex-col items-center justify-center gap-1 rounded-control text-[0.6875rem] font-medium text-ink-soft transition-colors data-[status=active]:font-semibold data-[status=active]:text-accent";

/** Navigation at the foot of a phone: the four most used pages, and the rest under "More". */
export function TabBar({ entries }: { entries: readonly NavigationEntry[] }) {
  const tabs = entries.filter(({ tab }) => tab);
  const others = entries.filter(({ tab }) => !tab);
  const sheet = useRef<HTMLDivElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const isElsewhere = others.some(({ to }) => path.startsWith(to));
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface/94 pb-[env(safe-area-inset-bottom)] backdrop-blur-md lg:hidden"
    >
      <div className="mx-auto grid h-16 max-w-md grid-cols-5 px-1.5">
        {tabs.map(({ to, label, icon: Icon }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === "/" }} className={TAB}>
            <Icon aria-hidden className="size-[1.35rem]" />
            {label}
          </Link>
        ))}
        <button
          type="button"
          popoverTarget="more-pages"
          className={TAB}
          data-status={isElsewhere ? "active" : undefined}
        >
          <Ellipsis aria-hidden className="size-[1.35rem]" />
          More
        </button>
      </div>
      <div ref={sheet} id="more-pages" popover="auto" className="sheet-popover">
        <ul className="grid gap-1">
          {others.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                onClick={() => sheet.current?.hidePopover()}
                className="flex min-h-12 items-center gap-3.5 rounded-control px-3 font-semibold hover:bg-accent-soft data-[status=active]:bg-accent-soft data-[status=active]:text-accent"
              >
                <Icon aria-hidden className="size-5 text-accent" />
                {label}
              </Link>
            </li>
          ))}
        </ul>
        <div className="mt-3 border-t border-line pt-4">
          <ThemeSwitch />
        </div>
      </div>
    </nav>
  );
}
