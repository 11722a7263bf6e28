export interface PhotosProps {
  /** Addresses of the photos, in order; each differs from the others. */
  sources: readonly string[];
  /** What they belong to, for those who can't see them. */
  title: string;
}

/** A member's photos, small; each opens by itself. Nothing where there are none. */
export function Photos({ sources, title }: PhotosProps) {
  if (sources.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {sources.map((source, index) => (
        <li key={source}>
          <a href={source} target="_blank" rel="noreferrer" className="block">
            <img
              src={source}
              alt={`Photo ${index + 1} of ${sources.length} of “${title}”`}
              width={112}
              height={112}
              loading="lazy"
              className="size-28 rounded-control border border-line bg-sunk object-cover"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
