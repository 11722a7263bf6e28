import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface Tab {
  key: string;
  label: string;
  /** A number beside the label: how many wait there. */
  count?: number;
  content: ReactNode;
}

export interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  /** Leave both out to let the tabs keep their own state. */
  value?: string;
  onChange?: (key: string) => void;
}

/** Views of the same thing. Arrow keys move, the row scrolls on a phone. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  const controlled = value === undefined ? { defaultValue: tabs[0]?.key ?? "" } : { value };
  return (
    <Radix.Root {...controlled} {...(onChange ? { onValueChange: onChange } : {})}>
      <Radix.List
        aria-label={label}
        className="-mx-(--gutter) mb-6 flex gap-1 overflow-x-auto border-b border-line px-(--gutter) [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.key}
            value={tab.key}
            className="-mb-px flex min-h-11.5 items-center gap-2 border-b-[2.5px] border-transparent px-3.5 font-semibold whitespace-nowrap text-ink-soft transition-colors hover:text-ink focus-visible:-outline-offset-4 data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="rounded-full bg-sunk px-2 py-px text-xs text-ink-soft tabular-nums">
                {tab.count}
              </span>
            )}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.key} value={tab.key} className="focus-visible:outline-offset-8">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
