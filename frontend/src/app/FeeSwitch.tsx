import { useQuery } from "@tanstack/react-query";
import { chooseFees, useFeeChoice, type FeeChoice } from "../chain/feeChoice.ts";
import { relayQuery } from "../chain/relayClient.ts";
import { RadioCards } from "../ui/form/RadioCards.tsx";

/** Who pays the network's fees: the community, where it offers to, or one's own wallet. */
export function FeeSwitch() {
  const choice = useFeeChoice();
  const { data: relay } = useQuery(relayQuery());
  if (!relay?.enabled) {
    return <p className="mt-3 text-sm text-ink-soft">Your wallet pays the network's fees.</p>;
  }
  return (
    <div className="mt-4">
      <RadioCards<FeeChoice>
        legend="Who pays the network's fees?"
        value={choice}
        onChange={chooseFees}
        options={[
          { value: "community", label: "Free for me" },
          { value: "wallet", label: "I pay myself" },
        ]}
      />
      {choice === "community" && !relay.accepting && (
        <p className="mt-2 text-sm text-ink-soft">
          The community can't pay just now, so your wallet will be asked to.
        </p>
      )}
    </div>
  );
}
