import { queryOptions } from "@tanstack/react-query";
import { readContract } from "wagmi/actions";
import { keys } from "../../api/keys.ts";
import { config } from "../../chain/config.ts";
import { contracts } from "../../chain/contracts.ts";
import { readEvents } from "../../chain/reads/logs.ts";

/** What was paid for the order behind a ticket, in the token's smallest unit. */
export function paidQuery(redemptionId: bigint) {
  return queryOptions({
    queryKey: keys.redemption(redemptionId),
    queryFn: async () => {
      const { paid } = await readContract(config, {
        ...contracts.RewardsStore,
        functionName: "redemption",
        args: [redemptionId],
      });
      return paid;
    },
  });
}

/** Why an event was cancelled, in the operator's words; null if it was not. */
export function cancelledBecauseQuery(eventId: bigint) {
  return queryOptions({
    queryKey: keys.cancelledBecause(eventId),
    queryFn: async () => {
      const [cancelled] = await readEvents(contracts.EventTickets, "EventCancelled", { eventId });
      return cancelled?.args.reason ?? null;
    },
  });
}
