import { Outlet } from "@tanstack/react-router";
import { useOperatorRoles } from "../chain/operatorRoles.ts";
import { Footer } from "./Footer.tsx";
import { navigationFor } from "./navigation.ts";
import { TabBar } from "./TabBar.tsx";
import { TopBar } from "./TopBar.tsx";

/** What surrounds every page. */
export function Shell() {
  const { isOperator } = useOperatorRoles();
  const entries = navigationFor(isOperator);
  return (
    <div className="flex min-h-[calc(100dvh-var(--tab-bar))] flex-col">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-control focus:bg-accent focus:px-4 focus:py-2.5 focus:font-semibold focus:text-on-accent"
      >
        Skip to the content
      </a>
      <TopBar entries={entries} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-page flex-1 px-(--gutter) pt-8 pb-16 outline-none sm:pt-12"
      >
        <Outlet />
      </main>
      <Footer />
      <TabBar entries={entries} />
    </div>
  );
}
