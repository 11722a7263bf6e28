import { zeroAddress } from "viem";

/** A transfer of tokens; minting comes from the zero address, burning goes there. */
export interface Move {
  from: string;
  to: string;
  value: bigint;
}

/**
 * What an account has after a transfer that touched it. Only minting adds to the standing; who sends to themselves
 * has what they had.
 * @param before The account, whose address may be written in any case, and what it had.
 * @param move The transfer.
 */
export function holdingsAfter(
  before: { account: string; balance: bigint; standing: bigint },
  { from, to, value }: Move,
): { balance: bigint; standing: bigint } {
  const isAccount = (other: string) => other.toLowerCase() === before.account.toLowerCase();
  const received = isAccount(to) ? value : 0n;
  const sent = isAccount(from) ? value : 0n;
  return {
    balance: before.balance + received - sent,
    standing: before.standing + (from === zeroAddress ? received : 0n),
  };
}
