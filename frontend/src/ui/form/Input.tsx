import clsx from "clsx";
import type { ComponentProps } from "react";

/** One line of text. Put it in a `Field`. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input type="text" {...rest} className={clsx("control", className)} />;
}

/** Several lines of text that grow with their content. Put it in a `Field`. */
export function Textarea({ className, rows = 5, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      {...rest}
      // Where the field grows with its content, the browser no longer minds its rows.
      style={{ minHeight: `calc(${rows}lh + 1.3rem)` }}
      className={clsx("control field-sizing-content resize-y", className)}
    />
  );
}
