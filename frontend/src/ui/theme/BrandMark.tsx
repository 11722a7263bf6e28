import clsx from "clsx";

export interface BrandMarkProps {
  /** The brand's SVG; the hearth flame is drawn where there is none. */
  logo?: string | undefined;
  className?: string;
}

/** The mark alone, without a text alternative: the brand's name always stands beside it. */
export function BrandMark({ logo, className }: BrandMarkProps) {
  if (logo) {
    // As an image the brand's SVG cannot run scripts in the page.
    return (
      <img
        src={`data:image/svg+xml,${encodeURIComponent(logo)}`}
        alt=""
        className={clsx("object-contain", className)}
      />
    );
  }
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path
        fill="var(--on-accent)"
        d="M16.6 5c.7 4.300 5.900 6.400 5.900 12.200a6.500 6.500 0 0 1-13 0c0-2.700 1.300-4.500 2.700-6.100.2 1.700.9 2.700 2 3.100C14 10.600 14.300 7.400 16.600 5Z"
      />
    </svg>
  );
}
