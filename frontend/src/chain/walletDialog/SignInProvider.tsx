import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from "react";
import { takeUpFormerVisit } from "./formerVisit.ts";
import { SignInContext } from "../useWallet.ts";

const SignInDialog = lazy(() => import("./SignInDialog.tsx"));

/** Gives the pages a way to open the sign-in dialog, whose code is fetched when it first opens. */
export function SignInProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const signIn = useCallback(() => setOpen(true), []);
  useEffect(() => {
    void takeUpFormerVisit();
  }, []);
  return (
    <SignInContext value={signIn}>
      {children}
      {open && (
        <Suspense fallback={null}>
          <SignInDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </SignInContext>
  );
}
