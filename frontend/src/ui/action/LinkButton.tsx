import { createLink } from "@tanstack/react-router";
import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { buttonLook, type ButtonSize, type ButtonTone } from "./buttonLook.ts";

interface LinkButtonLookProps extends ComponentProps<"a"> {
  tone?: ButtonTone;
  size?: ButtonSize;
  wide?: boolean;
  icon?: ReactNode;
}

function LinkButtonLook({ tone, size, wide, icon, className, children, ...rest }: LinkButtonLookProps) {
  return (
    <a {...rest} className={clsx(buttonLook(tone, size, wide), className)}>
      {icon}
      {children}
    </a>
  );
}

/** A route link that looks like a button; takes the router's typed `to`, `params` and `search`. */
export const LinkButton = createLink(LinkButtonLook);
