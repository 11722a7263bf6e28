import { Monitor, Moon, Sun } from "lucide-react";
import { useId } from "react";
import { IconButton } from "../ui/action/IconButton.tsx";
import { chooseTheme, useTheme, type ThemeChoice } from "../ui/theme/theme.ts";

const CHOICES: readonly { value: ThemeChoice; label: string; icon: typeof Sun }[] = [
  { value: "system", label: "As the device", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
];

/** One press between light and dark. */
export function ThemeButton() {
  const { dark } = useTheme();
  return (
    <IconButton
      label={dark ? "Use the light theme" : "Use the dark theme"}
      icon={dark ? <Sun aria-hidden className="size-5" /> : <Moon aria-hidden className="size-5" />}
      onClick={() => chooseTheme(dark ? "light" : "dark")}
    />
  );
}

/** All three choices, with "as the device" among them. */
export function ThemeSwitch() {
  const { choice } = useTheme();
  const name = useId();
  return (
    <fieldset className="inline-flex rounded-full border border-line bg-sunk p-1">
      <legend className="sr-only">Theme</legend>
      {CHOICES.map(({ value, label, icon: Icon }) => (
        <label
          key={value}
          className="flex min-h-9 items-center gap-1.5 rounded-full px-3.5 text-sm font-medium text-ink-soft transition-colors has-checked:bg-raised has-checked:text-ink has-checked:shadow-1 has-focus-visible:outline-[2.5px] has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={value}
            checked={choice === value}
            onChange={() => chooseTheme(value)}
            className="sr-only"
          />
          <Icon aria-hidden className="size-4" />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
