import { ScanLine } from "lucide-react";
import type { Ref, SyntheticEvent } from "react";
import { Button } from "../../../ui/action/Button.tsx";
import { Field } from "../../../ui/form/Field.tsx";
import { Textarea } from "../../../ui/form/Input.tsx";

interface CodeFormProps {
  input: Ref<HTMLTextAreaElement>;
  text: string;
  onChange: (text: string) => void;
  onCheck: () => void;
  isChecking: boolean;
  /** Something else on the page is the next step. */
  isQuiet: boolean;
}

/** Where a code is pasted or typed by a hand scanner, which ends with Enter. */
export function CodeForm({ input, text, onChange, onCheck, isChecking, isQuiet }: CodeFormProps) {
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    onCheck();
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label="Ticket code" hint="Paste it, or let a hand scanner type it here.">
        {(control) => (
          <Textarea
            {...control}
            ref={input}
            rows={3}
            value={text}
            spellCheck={false}
            autoComplete="off"
            placeholder="hearth:1:…"
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") submit(event);
            }}
            className="font-mono text-sm break-all"
          />
        )}
      </Field>
      <Button
        type="submit"
        tone={isQuiet ? "secondary" : "primary"}
        busy={isChecking}
        disabled={text.trim() === ""}
        icon={<ScanLine aria-hidden className="size-5" />}
      >
        Check ticket
      </Button>
    </form>
  );
}
