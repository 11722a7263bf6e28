import type { RunQuery } from "./query.ts";

/** The share of one tenth of the members in all that was earned. */
export interface Decile {
  /** 1 for the tenth that earned most. */
  decile: number;
  members: number;
  /** Their standing. */
  standing: string;
  /** Of all standing, from 0 to 1; 0 where nobody has earned. */
  share: number;
}

/**
 * Share of rewards by decile: active members by standing, in ten groups that differ by at most one in size, with the
 * part of all their standing that each group has. Members who never earned are among them.
 * @param run Runs SQL.
 */
export async function rewardDeciles(run: RunQuery): Promise<Decile[]> {
  return run(`
    with ranked as (
      select coalesce(s.standing, 0) as standing,
        ntile(10) over (order by coalesce(s.standing, 0) desc, m.id) as decile
      from member m left join member_standing s on s.member_id = m.id where m.status = 'active'
    )
    select decile, count(*)::int as members, sum(standing)::text as standing,
      coalesce(sum(standing) / nullif((select sum(standing) from ranked), 0), 0)::float8 as share
    from ranked group by 1 order by 1`);
}

/** Where the reward tokens went; amounts in the token's smallest unit. */
export interface TokenFlow {
  /** Ever minted, for contributions. */
  earned: string;
  /** Of it, what was taken back for fraud or returns, whether it was still there or became a debt. */
  revoked: string;
  /** Burned for orders that were fulfilled. */
  redeemed: string;
  /** In escrow for orders that are open or wait. */
  escrowed: string;
  /** In all accounts, escrow included: the total supply. */
  outstanding: string;
  /** Debts that future earnings repay. */
  owed: string;
  /** Redeemed in proportion to what was earned and not revoked, from 0 to 1; 0 where nothing was. */
  redemptionRate: number;
  /** Members with at least one order that was fulfilled, is open or waits. */
  redeemers: number;
}

/**
 * Earned, redeemed and outstanding, from the first block on.
 * @param run Runs SQL.
 */
export async function tokenFlow(run: RunQuery): Promise<TokenFlow> {
  const [row] = await run<TokenFlow>(`
    with sums as (
      select
        (select coalesce(sum(amount), 0) from claim) as earned,
        (select coalesce(sum(amount), 0) from revocation) as revoked,
        (select coalesce(sum(paid), 0) from redemption where state = 'fulfilled') as redeemed,
        (select coalesce(sum(paid), 0) from redemption where state in ('placed', 'waiting')) as escrowed,
        (select coalesce(sum(balance), 0) from holding) as outstanding,
        (select coalesce(sum(debt), 0) from holding) as owed,
        (select count(distinct member_id)::int from redemption where state <> 'cancelled') as redeemers
    )
    select earned::text, revoked::text, redeemed::text, escrowed::text, outstanding::text, owed::text, redeemers,
      coalesce(redeemed / nullif(earned - revoked, 0), 0)::float8 as "redemptionRate"
    from sums`);
  if (!row) throw new Error("An aggregate without a row.");
  return row;
}
