import clsx from "clsx";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { buttonLook, type ButtonSize, type ButtonTone } from "./buttonLook.ts";

/** Props of `Button`; `busy` shows a spinner and refuses presses while keeping the focus. */
export interface ButtonProps extends ComponentProps<"button"> {
  tone?: ButtonTone;
  size?: ButtonSize;
  wide?: boolean;
  busy?: boolean;
  icon?: ReactNode;
}

/** The one button. `type` is "button" unless said otherwise. */
export function Button({
  tone,
  size,
  wide,
  busy = false,
  icon,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={clsx(buttonLook(tone, size, wide), className)}
    >
      {busy ? <LoaderCircle aria-hidden className="size-[1.15em] animate-spin" /> : icon}
      {children}
    </button>
  );
}
