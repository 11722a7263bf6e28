import { useQueryClient } from "@tanstack/react-query";
import { ChevronDown, LogOut } from "lucide-react";
import { useRef } from "react";
import { keys } from "../api/keys.ts";
import { useWallet } from "../chain/useWallet.ts";
import { endSession } from "../session/endSession.ts";
import { FeeSwitch } from "./FeeSwitch.tsx";
import { Button } from "../ui/action/Button.tsx";
import { LinkButton } from "../ui/action/LinkButton.tsx";
import { AddressName, shortAddress } from "../ui/show/AddressName.tsx";
import { Skeleton } from "../ui/state/Skeleton.tsx";

/** Sign in, or who is signed in and how to leave. */
export function AccountButton() {
  const { status, address, walletName, signIn, signOut } = useWallet();
  const queryClient = useQueryClient();
  const menu = useRef<HTMLDivElement>(null);
  if (status === "arriving") return <Skeleton className="h-10 w-28 rounded-control" />;
  if (!address) {
    return (
      <Button size="small" onClick={signIn} className="min-h-10">
        Sign in
      </Button>
    );
  }
  const close = () => menu.current?.hidePopover();
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        className="inline-flex min-h-10 max-w-44 items-center gap-2 rounded-control border border-line-strong bg-surface px-3 text-sm font-semibold shadow-1 transition-colors hover:border-ink-soft sm:max-w-60"
      >
        <span aria-hidden className="size-2.5 shrink-0 rounded-full bg-good" />
        <span className="truncate">{walletName?.split(" (")[0] ?? shortAddress(address)}</span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-soft" />
      </button>
      <div ref={menu} id="account-menu" popover="auto" className="menu-popover">
        <p className="text-sm text-ink-soft">Signed in{walletName && ` with ${walletName}`}</p>
        <AddressName address={address} className="mt-1 text-[0.95rem]" />
        <FeeSwitch />
        <div className="mt-4 grid gap-2">
          <LinkButton to="/membership" tone="secondary" size="small" onClick={close}>
            My membership
          </LinkButton>
          <Button
            tone="quiet"
            size="small"
            icon={<LogOut aria-hidden className="size-4" />}
            onClick={() => {
              close();
              signOut();
              void endSession().then(() => queryClient.setQueryData(keys.session(), null));
            }}
          >
            Sign out
          </Button>
        </div>
      </div>
    </>
  );
}
