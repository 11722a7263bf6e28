import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useOperatorRoles } from "../chain/operatorRoles.ts";
import { useMember } from "../chain/reads/member.ts";
import { Footer } from "./Footer.tsx";
import { navigationFor } from "./navigation.ts";
import { TabBar } from "./TabBar.tsx";
import { TopBar } from "./TopBar.tsx";

/** Takes the keyboard and the screen reader along to a newly opened page; never on the first one. */
function useFocusOnNewPage() {
  const content = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const former = useRef(path);
  useEffect(() => {
    if (former.current !== path) content.current?.focus({ preventScroll: true });
    former.current = path;
  }, [path]);
  return content;
}

/** What surrounds every page. */
export function Shell() {
  const { isOperator } = useOperatorRoles();
  const content = useFocusOnNewPage();
  // Curators grade beside the brand's people.
  const { mayDo } = useMember();
  const entries = navigationFor(isOperator || mayDo("curate"));
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
        ref={content}
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
