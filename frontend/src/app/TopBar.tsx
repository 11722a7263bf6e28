import { Link } from "@tanstack/react-router";
import { brand } from "../chain/deployment.ts";
import { BrandMark } from "../ui/theme/BrandMark.tsx";
import { AccountButton } from "./AccountButton.tsx";
import type { NavigationEntry } from "./navigation.ts";
import { ThemeButton } from "./ThemeSwitch.tsx";

/** Mark, navigation on wide screens, theme and account. */
export function TopBar({ entries }: { entries: readonly NavigationEntry[] }) {
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-paper/88 pt-[env(safe-area-inset-top)] backdrop-blur-md">
      <div className="mx-auto flex h-16 max-w-page items-center gap-2 px-(--gutter) lg:h-18 lg:gap-5">
        <Link to="/" className="mr-auto flex min-w-0 items-center gap-3 rounded-small py-1 lg:mr-0">
          <BrandMark logo={brand.theme.logo} className="size-9 shrink-0" />
          <span className="truncate font-display text-xl font-semibold tracking-tight">{brand.name}</span>
        </Link>
        <nav aria-label="Main" className="mx-auto hidden gap-0.5 lg:flex">
          {entries.map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              activeOptions={{ exact: to === "/" }}
              className="rounded-control px-3.5 py-2 text-[0.95rem] font-medium text-ink-soft transition-colors hover:bg-accent-soft hover:text-ink data-[status=active]:bg-accent-soft data-[status=active]:font-semibold data-[status=active]:text-accent"
            >
              {label}
            </Link>
          ))}
        </nav>
        <span className="hidden lg:block">
          <ThemeButton />
        </span>
        <AccountButton />
      </div>
    </header>
  );
}
