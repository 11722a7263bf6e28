import { Gift, HandHeart, Vote, type LucideIcon } from "lucide-react";

const STEPS: readonly { icon: LucideIcon; title: string; text: string }[] = [
  {
    icon: HandHeart,
    title: "Contribute",
    text: "Write an honest review, help a newcomer, come to a tasting. What you earn does not depend on your opinion.",
  },
  {
    icon: Vote,
    title: "Decide",
    text: "Your voice grows with what you have given, never with what you hold. Spending costs you no vote.",
  },
  {
    icon: Gift,
    title: "Enjoy",
    text: "Redeem what you earned for things made for members, and for a seat at the table.",
  },
];

/** The loop in three steps, for those who are new here. */
export function HowItWorks() {
  return (
    <section
      aria-label="How it works"
      className="grid gap-px overflow-hidden rounded-card border border-line bg-line shadow-2 md:grid-cols-3"
    >
      {STEPS.map(({ icon: Icon, title, text }) => (
        <div key={title} className="bg-surface p-6 sm:p-8">
          <Icon aria-hidden className="size-7 text-accent" strokeWidth={1.75} />
          <h2 className="mt-4 text-heading">{title}</h2>
          <p className="mt-2 text-ink-soft">{text}</p>
        </div>
      ))}
    </section>
  );
}
