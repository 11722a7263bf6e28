import { isLocalChain } from "../chain/config.ts";
import { brand } from "../chain/deployment.ts";
import { DemoClock } from "./DemoClock.tsx";
import { ThemeSwitch } from "./ThemeSwitch.tsx";

/** Foot of every page. */
export function Footer() {
  return (
    <footer className="border-t border-line">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-6 px-(--gutter) py-8">
        <div className="max-w-md text-sm text-ink-soft">
          <p className="font-display text-base font-semibold text-ink">{brand.name}</p>
          <p className="mt-1">
            Your standing, your voice and your tickets are yours. They are kept where the rules cannot be
            changed behind your back.
          </p>
        </div>
        {isLocalChain && <DemoClock />}
        <ThemeSwitch />
      </div>
    </footer>
  );
}
