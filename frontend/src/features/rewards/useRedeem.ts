import { deliveryHash, type DeliveryDetails } from "@hearth/protocol/delivery";
import { useCallback, useRef, useState } from "react";
import { bytesToHex, zeroHash, type Hex, type TransactionReceipt } from "viem";
import { z } from "zod/mini";
import { api, ServerError } from "../../api/client.ts";
import type { RewardNow } from "../../chain/reads/rewards.ts";
import { useTransaction } from "../../chain/useTransaction.ts";
import { faultsFromServer, type DeliveryFaults } from "./delivery.ts";
import { redeemReward } from "./transactions.ts";

const keptSchema = z.object({ deliveryHash: z.string() });
const SALT_BYTES = 32;

/** What the server was given, so that pressing the button again does not leave it there twice. */
interface Kept {
  details: string;
  hash: Hex;
}

async function keep(details: DeliveryDetails): Promise<Hex> {
  const salt = bytesToHex(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
  const hash = deliveryHash(details, salt);
  const answer = await api.post("/deliveries", { details, salt }, keptSchema);
  if (answer.deliveryHash !== hash) {
    throw new ServerError(
      "broken",
      "The community's server kept something else than you wrote. Nothing was spent.",
    );
  }
  return hash;
}

/** Redeeming one reward: the details are with the server before anything is spent, so that no parcel is lost. */
export function useRedeem(reward: RewardNow) {
  const transaction = useTransaction();
  const kept = useRef<Kept>(undefined);
  const [isKeeping, setKeeping] = useState(false);
  const [refusal, setRefusal] = useState<{ reason: string; faults: DeliveryFaults }>();
  const { state, run, reset } = transaction;

  const deliver = useCallback(async (details: DeliveryDetails): Promise<Hex | undefined> => {
    const text = JSON.stringify(details);
    if (kept.current?.details === text) return kept.current.hash;
    setKeeping(true);
    try {
      kept.current = { details: text, hash: await keep(details) };
      return kept.current.hash;
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      const away = error.fault === "refused" ? "" : " Nothing was spent.";
      setRefusal({ reason: `${error.message}${away}`, faults: faultsFromServer(error.fields) });
      return undefined;
    } finally {
      setKeeping(false);
    }
  }, []);

  /** `details` for merch; none for a ticket. Resolves to `undefined` where nothing was redeemed. */
  async function redeem(variant: number, details?: DeliveryDetails): Promise<TransactionReceipt | undefined> {
    setRefusal(undefined);
    const hash = details ? await deliver(details) : zeroHash;
    if (!hash) return undefined;
    const receipt = await run(redeemReward(reward, variant, hash));
    if (receipt) kept.current = undefined;
    return receipt;
  }

  function forget() {
    setRefusal(undefined);
    reset();
  }

  return {
    redeem,
    forget,
    isBusy: isKeeping || transaction.isBusy,
    /** A sentence, where it failed. */
    reason: refusal?.reason ?? (state.step === "failed" ? state.reason : undefined),
    faults: refusal?.faults ?? {},
  };
}
