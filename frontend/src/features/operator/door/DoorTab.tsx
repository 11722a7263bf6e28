import { Camera, ScanLine } from "lucide-react";
import { useCallback, useRef, useState, type SyntheticEvent } from "react";
import { Button } from "../../../ui/action/Button.tsx";
import { Field } from "../../../ui/form/Field.tsx";
import { Textarea } from "../../../ui/form/Input.tsx";
import { Card } from "../../../ui/show/Card.tsx";
import { Arrivals } from "./Arrivals.tsx";
import { canScan } from "./barcodes.ts";
import { DoorVerdict } from "./DoorVerdict.tsx";
import { ScanCamera } from "./ScanCamera.tsx";
import { useDoor } from "./useDoor.ts";

/** Scan or paste a code, read a clear yes or no, let them in. */
export function DoorTab() {
  const door = useDoor();
  const [text, setText] = useState("");
  const [usesCamera, setUsesCamera] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const { check, state, next } = door;
  const scanned = useCallback((code: string) => void check(code), [check]);

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void check(text);
  }

  function startOver() {
    setText("");
    next();
    input.current?.focus();
  }

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
      <div className="grid gap-6">
        <DoorVerdict door={door} onNext={startOver} />
        <Card title="Check a ticket">
          <div className="grid gap-5">
            {usesCamera && state.step === "waiting" && <ScanCamera onCode={scanned} />}
            {canScan() && !usesCamera && (
              <Button
                size="large"
                icon={<Camera aria-hidden className="size-5" />}
                onClick={() => setUsesCamera(true)}
              >
                Scan with the camera
              </Button>
            )}
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
                    onChange={(event) => setText(event.target.value)}
                    onKeyDown={(event) => {
                      if (event.key === "Enter") submit(event);
                    }}
                    className="font-mono text-sm break-all"
                  />
                )}
              </Field>
              <Button
                type="submit"
                tone={canScan() ? "secondary" : "primary"}
                busy={state.step === "checking"}
                disabled={text.trim() === ""}
                icon={<ScanLine aria-hidden className="size-5" />}
              >
                Check ticket
              </Button>
            </form>
          </div>
        </Card>
      </div>
      <Arrivals />
    </div>
  );
}
