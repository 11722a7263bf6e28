import { PRESENCE_LIFETIME, type Presence } from "@hearth/protocol/ticket";

/** Seconds after which a proof should be made anew, long before the door refuses it. */
const RENEW_AFTER = 60;

/** A signed proof of presence and when it was made. */
export interface Proof extends Presence {
  /** Chain's now at signing, in seconds. On an idle chain later than `at`, which is the newest block's time. */
  signedAt: number;
}

/** How a proof stands: its age is counted by the newest block and by the clock, whichever is stricter. */
export interface ProofAge {
  isDue: boolean;
  isExpired: boolean;
  /** Seconds until the door refuses it. */
  secondsLeft: number;
}

/**
 * The age of a proof.
 * @param block Time of the newest block, in seconds.
 * @param now As the contracts see it.
 */
export function ageOf(proof: Pick<Proof, "at" | "signedAt">, block: bigint, now: Date): ProofAge {
  const age = Math.max(Number(block - proof.at), Math.floor(now.getTime() / 1000) - proof.signedAt);
  return {
    isDue: age >= RENEW_AFTER,
    isExpired: age > PRESENCE_LIFETIME,
    secondsLeft: Math.max(0, PRESENCE_LIFETIME - age),
  };
}
