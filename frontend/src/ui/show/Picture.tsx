import clsx from "clsx";
import { useState, type ReactNode } from "react";

export interface PictureProps {
  /** Address of the picture; `undefined` where there is none. */
  src: string | undefined;
  /** Stands in for a picture that is missing or can't be had. */
  icon: ReactNode;
  className?: string;
}

/** A picture beside the words that name it, four wide by three high; without a text of its own. */
export function Picture({ src, icon, className }: PictureProps) {
  const [brokenSrc, setBrokenSrc] = useState<string>();
  return (
    <span
      className={clsx(
        "flex aspect-4/3 items-center justify-center overflow-hidden bg-sunk text-ink-faint [&>svg]:size-10",
        className,
      )}
    >
      {src && src !== brokenSrc ? (
        <img
          src={src}
          alt=""
          width={800}
          height={600}
          loading="lazy"
          onError={() => setBrokenSrc(src)}
          className="size-full object-cover"
        />
      ) : (
        icon
      )}
    </span>
  );
}
