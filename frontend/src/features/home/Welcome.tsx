import { useQuery } from "@tanstack/react-query";
import { productsQuery } from "../../api/reads/products.ts";
import { brand } from "../../chain/deployment.ts";
import { useWallet } from "../../chain/useWallet.ts";
import { Button } from "../../ui/action/Button.tsx";
import { LinkButton } from "../../ui/action/LinkButton.tsx";
import { Picture } from "../../ui/show/Picture.tsx";

/** For those who are no members yet: what this is, and the way in. */
export function Welcome() {
  const { address, signIn } = useWallet();
  return (
    <section className="grid items-center gap-12 py-6 sm:py-10 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
      <div>
        <h1 className="max-w-3xl text-hero leading-[1.02]">{brand.tagline}</h1>
        <p className="mt-6 max-w-xl text-lg text-ink-soft">
          {brand.name} belongs in part to the people who care about it. Take part, be thanked, and have a say
          in what comes next.
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
      </div>
      <Shelf />
    </section>
  );
}

/** Four things from the shelf, to look at; on a phone the words come at once instead. */
function Shelf() {
  const { data: products = [] } = useQuery(productsQuery());
  return (
    <div aria-hidden className="hidden grid-cols-2 gap-4 lg:grid">
      {products.slice(0, 4).map(({ slug, image }, index) => (
        <Picture
          key={slug}
          src={image}
          icon={null}
          className={`aspect-square! rounded-card shadow-2 ${index % 2 === 1 ? "translate-y-8" : ""}`}
        />
      ))}
    </div>
  );
}
