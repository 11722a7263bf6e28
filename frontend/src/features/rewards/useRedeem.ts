import { sealDelivery, type DeliveryDetails } from "@hearth/protocol/delivery";
import { useCallback, useRef, useState } from "react";
import { zeroHash, type Hex, type TransactionReceipt } from "viem";
import { z } from "zod/mini";
import { api, ServerError } from "../../api/client.ts";
import { readDeliveryKey } from "../../api/reads/deliveryKeys.ts";
import { reasonFor } from "../../api/reasonFor.ts";
import { deliveryPlace } from "../../chain/contracts.ts";
import type { RewardNow } from "../../chain/reads/rewards.ts";
import { checkDeliveryKey } from "../../chain/reads/deliveryKey.ts";
import { useTransaction } from "../../chain/useTransaction.ts";
import { redeemReward } from "./transactions.ts";

const keptSchema = z.object({ deliveryHash: z.string() });

/** What the server was given, so that pressing the button again does not leave it there twice. */
interface Kept {
  details: string;
  hash: Hex;
}

/** Seals the details in this browser and leaves them with the server, which can't open them. */
async function keep(details: DeliveryDetails): Promise<Hex> {
  const key = await readDeliveryKey();
  if (!key) {
    throw new ServerError("refused", "The brand can't take delivery addresses yet. Nothing was spent.");
  }
  if (!(await checkDeliveryKey(key))) {
    throw new ServerError(
      "broken",
      "The key for delivery addresses is not signed by somebody who sends parcels here. Nothing was spent.",
    );
  }
  const delivery = await sealDelivery(details, key.publicKey, deliveryPlace);
  await api.post("/deliveries", { ...delivery, keyId: key.keyId }, keptSchema);
  return delivery.deliveryHash;
}

/** Redeeming one reward: the details are with the server before anything is spent, so that no parcel is lost. */
export function useRedeem(reward: RewardNow) {
  const transaction = useTransaction();
  const kept = useRef<Kept>(undefined);
  const [isKeeping, setKeeping] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const { state, run, reset } = transaction;

  const deliver = useCallback(async (details: DeliveryDetails): Promise<Hex | undefined> => {
    const text = JSON.stringify(details);
    if (kept.current?.details === text) return kept.current.hash;
    setKeeping(true);
    try {
      kept.current = { details: text, hash: await keep(details) };
      return kept.current.hash;
    } catch (error) {
      const away = error instanceof ServerError && error.fault !== "away" ? "" : " Nothing was spent.";
      setRefusal(`${reasonFor(error)}${away}`);
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
    reason: refusal ?? (state.step === "failed" ? state.reason : undefined),
  };
}
