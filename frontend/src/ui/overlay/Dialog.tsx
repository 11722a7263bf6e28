import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "../action/IconButton.tsx";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One sentence under the title. */
  about?: ReactNode;
  children: ReactNode;
  /** Buttons at the foot; the main one last. */
  actions?: ReactNode;
}

/** A question over the page: a sheet from below on a phone, a card in the middle on a desk. */
export function Dialog({ open, onOpenChange, title, about, children, actions }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fade fixed inset-0 z-50 bg-(--scrim) backdrop-blur-[2px]" />
        <Radix.Content
          {...(about ? {} : { "aria-describedby": undefined })}
          className="rise fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[92dvh] w-full max-w-lg flex-col rounded-t-card border border-line bg-surface pb-[env(safe-area-inset-bottom)] shadow-3 sm:inset-y-0 sm:my-auto sm:h-fit sm:max-h-[86dvh] sm:rounded-card"
        >
          <header className="px-5 pt-5 pr-14 sm:px-7 sm:pt-6 sm:pr-16">
            <Radix.Title className="text-heading">{title}</Radix.Title>
            {about && <Radix.Description className="mt-1.5 text-ink-soft">{about}</Radix.Description>}
          </header>
          <div className="overflow-y-auto overscroll-contain px-5 py-5 sm:px-7">{children}</div>
          {actions && (
            <footer className="flex flex-col-reverse gap-3 border-t border-line px-5 py-4 *:w-full sm:flex-row sm:justify-end sm:px-7 sm:*:w-auto">
              {actions}
            </footer>
          )}
          {/* Last in the order of focus, so that the dialog opens on what it is about. */}
          <Radix.Close asChild>
            <IconButton
              label="Close"
              icon={<X aria-hidden className="size-5" />}
              className="absolute top-3 right-2.5 sm:top-4 sm:right-4"
            />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
