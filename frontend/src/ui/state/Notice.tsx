import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

export interface NoticeProps {
  tone?: "calm" | "good" | "caution" | "bad";
  title?: string;
  children: ReactNode;
  action?: ReactNode;
}

const LOOKS = {
  calm: { box: "bg-calm-soft border-calm/30", icon: <Info aria-hidden className="text-calm" /> },
  good: { box: "bg-good-soft border-good/30", icon: <CircleCheck aria-hidden className="text-good" /> },
  caution: {
    box: "bg-caution-soft border-caution/30",
    icon: <TriangleAlert aria-hidden className="text-caution" />,
  },
  bad: { box: "bg-bad-soft border-bad/30", icon: <CircleAlert aria-hidden className="text-bad" /> },
} as const;

/** A remark within a page: the list is catching up, the server is away, this was refused. */
export function Notice({ tone = "calm", title, children, action }: NoticeProps) {
  const { box, icon } = LOOKS[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={clsx(
        "flex items-start gap-3 rounded-control border px-4 py-3.5 [&>svg]:mt-0.5 [&>svg]:size-5 [&>svg]:shrink-0",
        box,
      )}
    >
      {icon}
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        <div className={title ? "text-sm text-ink-soft" : ""}>{children}</div>
      </div>
      {action}
    </div>
  );
}
