import { sentenceFor } from "@hearth/protocol/errors";
import { ServerError } from "../api/client.ts";

/** What people are told of a transaction, beside what contracts, wallet and server say themselves. */
export const transactionSentences = {
  confirm: "Confirm it in your wallet.",
  onItsWay: "On its way. You can leave this page.",
  onItsWayFree: "On its way, free for you. You can leave this page.",
  askedToPay: "Not free this time. You are asked whether you want to pay for it.",
  done: "Done.",
  failed: "This did not work.",
  cancelled: "You cancelled this in your wallet. Nothing was changed.",
  refused: "The community's rules refused this at the last moment. Nothing was changed.",
  relayFailed: "The community's relay could not carry this. Nothing was changed.",
  relayLost: "This went through, but not in the way it was sent. Look again in a moment.",
  relaySilent:
    "The community's server did not answer. It may still have got this: look again in a few minutes before you try once more.",
  relayAway: "The community's server can't be reached, so it can't pay for this.",
  relayPaused: "The community can't pay for this just now.",
  turnedAwayLater: "The community can't pay for this just now, so nothing was done. Please try again.",
  emptyWallet: "Your wallet holds nothing to pay the network's fee with. Please try again later.",
} as const;

/** Why a transaction failed: the server says so in a sentence; everything else is the chain's or the wallet's. */
export function reasonOf(error: unknown): string {
  return error instanceof ServerError ? error.message : sentenceFor(error);
}
