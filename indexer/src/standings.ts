/** What a member was paid; negative for what was taken back. */
export interface Payment {
  memberId: number;
  amount: bigint;
}

/** What the payments of one log come to for one member. */
export interface StandingChange {
  earned: bigint;
  revoked: bigint;
  claims: number;
}

/** The row of a member among the standings. */
export interface StandingRow {
  standing: bigint;
  earned: bigint;
  revoked: bigint;
  claims: number;
  firstClaimAt: bigint | null;
  lastClaimAt: bigint | null;
}

/**
 * Adds payments up, so that each member's row is written once.
 * @param payments The payments, in any order; a member may appear several times.
 */
export function sumByMember(payments: readonly Payment[]): Map<number, StandingChange> {
  const sums = new Map<number, StandingChange>();
  for (const { memberId, amount } of payments) {
    const sum = sums.get(memberId) ?? { earned: 0n, revoked: 0n, claims: 0 };
    const paid = amount >= 0n;
    sums.set(memberId, {
      earned: sum.earned + (paid ? amount : 0n),
      revoked: sum.revoked - (paid ? 0n : amount),
      claims: sum.claims + (paid ? 1 : 0),
    });
  }
  return sums;
}

/**
 * A member's row after payments of one second.
 * @param before The row, or undefined for a member who never had one.
 * @param change What the payments come to.
 * @param at The second.
 */
export function standingAfter(
  before: StandingRow | undefined,
  { earned, revoked, claims }: StandingChange,
  at: bigint,
): StandingRow {
  const old = before ?? {
    standing: 0n,
    earned: 0n,
    revoked: 0n,
    claims: 0,
    firstClaimAt: null,
    lastClaimAt: null,
  };
  return {
    standing: old.standing + earned - revoked,
    earned: old.earned + earned,
    revoked: old.revoked + revoked,
    claims: old.claims + claims,
    firstClaimAt: old.firstClaimAt ?? (claims > 0 ? at : null),
    lastClaimAt: claims > 0 ? at : old.lastClaimAt,
  };
}
