import { Check, Copy } from "lucide-react";
import { useState } from "react";

/** Copies `text`; `label` says what is copied, for example "Copy address". */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <button
      type="button"
      title={label}
      aria-label={copied ? "Copied" : label}
      onClick={copy}
      onBlur={() => setCopied(false)}
      onPointerLeave={() => setCopied(false)}
      className="inline-flex size-6 items-center justify-center rounded-small align-middle text-ink-faint transition-colors hover:bg-accent-soft hover:text-ink"
    >
      {copied ? (
        <Check aria-hidden className="size-3.5 text-good" />
      ) : (
        <Copy aria-hidden className="size-3.5" />
      )}
    </button>
  );
}
