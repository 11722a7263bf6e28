import { useSyncExternalStore } from "react";

/** What the person chose; `system` follows the device. */
export type ThemeChoice = "system" | "light" | "dark";

const STORAGE_KEY = "hearth.theme";
const listeners = new Set<() => void>();

function readChoice(): ThemeChoice {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

function subscribe(listener: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  listeners.add(listener);
  system.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener("change", listener);
  };
}

function isDark(): boolean {
  const choice = readChoice();
  return choice === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : choice === "dark";
}

/** Applies a choice at once and keeps it for the next visit. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  try {
    if (choice === "system") localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, choice);
  } catch {
    // Storage is blocked: the choice lasts for this page.
  }
  for (const listener of listeners) listener();
}

/** The theme that is seen now, and what the person chose. */
export function useTheme(): { choice: ThemeChoice; dark: boolean } {
  const choice = useSyncExternalStore(subscribe, readChoice);
  const dark = useSyncExternalStore(subscribe, isDark);
  return { choice, dark };
}
