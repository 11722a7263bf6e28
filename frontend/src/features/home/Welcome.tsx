import { brand } from "../../chain/deployment.ts";
import { useWallet } from "../../chain/useWallet.ts";
import { Button } from "../../ui/action/Button.tsx";
import { LinkButton } from "../../ui/action/LinkButton.tsx";

/** For those who are no members yet: what this is, and the way in. */
export function Welcome() {
  const { address, signIn } = useWallet();
  return (
    <section className="py-6 sm:py-12">
      <h1 className="max-w-3xl text-hero leading-[1.02]">{brand.tagline}</h1>
      <p className="mt-6 max-w-xl text-lg text-ink-soft">
        {brand.name} belongs in part to the people who care about it. Take part, be thanked, and have a say in
        what comes next.
      </p>
      <div className="mt-9 flex flex-wrap gap-3">
        {address ? (
          <LinkButton to="/membership" size="large">
            Become a member
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
  );
}
