import { useQuery } from "@tanstack/react-query";
import { communityQuery } from "./queries.ts";

/** The community in three numbers; nothing at all while they can't be had. */
export function Numbers() {
  const { data: numbers } = useQuery(communityQuery());
  if (!numbers) return <div aria-hidden className="h-28" />;
  const { members, contributions, votesCast } = numbers;
  const figures = [
    { label: "members", value: members },
    { label: "contributions thanked", value: contributions },
    { label: "votes cast", value: votesCast },
  ];
  return (
    <dl
      aria-label="The community in numbers"
      className="grid grid-cols-3 border-y border-line py-6 text-center sm:py-8"
    >
      {figures.map(({ label, value }) => (
        <div
          key={label}
          className="flex flex-col-reverse gap-1 px-2 not-first:border-l not-first:border-line"
        >
          <dt className="text-sm text-ink-soft">{label}</dt>
          <dd className="font-display text-4xl font-semibold tracking-tight tabular-nums sm:text-5xl">
            {value.toLocaleString()}
          </dd>
        </div>
      ))}
    </dl>
  );
}
