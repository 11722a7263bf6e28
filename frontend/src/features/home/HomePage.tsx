import { Gift, HandHeart, Vote, type LucideIcon } from "lucide-react";
import { brand } from "../../chain/deployment.ts";
import { useWallet } from "../../chain/useWallet.ts";
import { Button } from "../../ui/action/Button.tsx";
import { LinkButton } from "../../ui/action/LinkButton.tsx";

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

/** First page: what this community is, and the way in. */
export function HomePage() {
  const { address, signIn } = useWallet();
  return (
    <>
      <section className="py-6 sm:py-14">
        <h1 className="max-w-3xl text-hero leading-[1.02]">{brand.tagline}</h1>
        <p className="mt-6 max-w-xl text-lg text-ink-soft">
          {brand.name} belongs in part to the people who care about it. Take part, be thanked, and have a say
          in what comes next.
        </p>
        <div className="mt-9 flex flex-wrap gap-3">
          {address ? (
            <LinkButton to="/membership" size="large">
              My membership
            </LinkButton>
          ) : (
            <Button size="large" onClick={signIn}>
              Join in
            </Button>
          )}
          <LinkButton to="/decide" tone="secondary" size="large">
            See what is being decided
          </LinkButton>
        </div>
      </section>
      <section
        aria-label="How it works"
        className="mt-6 grid gap-px overflow-hidden rounded-card border border-line bg-line shadow-2 md:grid-cols-3"
      >
        {STEPS.map(({ icon: Icon, title, text }) => (
          <div key={title} className="bg-surface p-6 sm:p-8">
            <Icon aria-hidden className="size-7 text-accent" strokeWidth={1.75} />
            <h2 className="mt-4 text-heading">{title}</h2>
            <p className="mt-2 text-ink-soft">{text}</p>
          </div>
        ))}
      </section>
    </>
  );
}
