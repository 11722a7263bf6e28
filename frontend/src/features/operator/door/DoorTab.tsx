import { Camera } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { Button } from "../../../ui/action/Button.tsx";
import { Card } from "../../../ui/show/Card.tsx";
import { Arrivals } from "./Arrivals.tsx";
import { canScan } from "./barcodes.ts";
import { CodeForm } from "./CodeForm.tsx";
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
            <CodeForm
              input={input}
              text={text}
              onChange={setText}
              onCheck={() => void check(text)}
              isChecking={state.step === "checking"}
              isQuiet={canScan() || state.step === "judged" || state.step === "admitted"}
            />
          </div>
        </Card>
      </div>
      <Arrivals />
    </div>
  );
}
