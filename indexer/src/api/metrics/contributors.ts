import { int, periodOf, type Period, type RunQuery } from "./query.ts";

/** Who contributed in a period. */
export interface ActiveContributors {
  /** First day of the period, in UTC. */
  period: string;
  /** Members who were paid for at least one contribution in it. */
  contributors: number;
  /** Those of them who had never been paid before. */
  newcomers: number;
  /** Payments in it. */
  claims: number;
  /** What they came to, before revocations. */
  earned: string;
}

/**
 * Active contributors by day, ISO week or month: members with at least one paid contribution in it, counted in the
 * period of the payment's block. A payment that was revoked later counts all the same. Periods without any are left out.
 * @param run Runs SQL.
 * @param period What is counted over.
 * @param window Seconds: from the first on, until before the second.
 */
export async function activeContributors(
  run: RunQuery,
  period: Period,
  { from, until }: { from: bigint; until: bigint },
): Promise<ActiveContributors[]> {
  return run(`
    select ${periodOf(period, "c.at")} as period,
      count(distinct c.member_id)::int as contributors,
      count(distinct c.member_id) filter (
        where ${periodOf(period, "s.first_claim_at")} = ${periodOf(period, "c.at")}
      )::int as newcomers,
      count(*)::int as claims,
      sum(c.amount)::text as earned
    from claim c join member_standing s on s.member_id = c.member_id
    where c.at >= ${int(from)} and c.at < ${int(until)}
    group by 1 order by 1`);
}

/** How long members took to their first contribution, in seconds from their first joining to its payment. */
export interface FirstContribution {
  /** Everybody who ever joined. */
  members: number;
  /** Those who were paid at least once. */
  contributed: number;
  /** The middle one of those times; null where nobody has contributed. */
  median: number | null;
  /** The time within which nine of ten of them contributed. */
  ninetieth: number | null;
}

/**
 * Time from the first joining to the first paid contribution, over all who ever joined, also those who have left.
 * @param run Runs SQL.
 */
export async function firstContribution(run: RunQuery): Promise<FirstContribution> {
  const [row] = await run<FirstContribution>(`
    select count(*)::int as members,
      count(s.first_claim_at)::int as contributed,
      percentile_cont(0.5) within group (order by s.first_claim_at - m.at) as median,
      percentile_cont(0.9) within group (order by s.first_claim_at - m.at) as ninetieth
    from member m left join member_standing s on s.member_id = m.id`);
  return row ?? { members: 0, contributed: 0, median: null, ninetieth: null };
}

/** Of those who joined in one month, who was still active in a later one. */
export interface Retention {
  /** First day of the month in which they first joined, in UTC. */
  cohort: string;
  /** How many they are. */
  size: number;
  /** Months since: 0 for the month of joining itself. */
  month: number;
  /** How many of them were active in it. */
  active: number;
}

/**
 * Every trace of a member doing something, with its second. A ballot counts when it was cast last, a vote for the member
 * whose wallet it was, also where another has taken its place.
 */
const ACTIVITY = `
  select member_id, at from claim
  union all select member_id, at from ballot
  union all select w.member_id, v.at from vote v join wallets w on w.account = v.voter
  union all select member_id, at from redemption
  union all select member_id, at from room_change where change = 'joined'
  union all select t.member_id, c.at from check_in c join ticket t on t.id = c.ticket_id`;

/**
 * Retention by joining cohort: of all who first joined in a month, how many were active in that month and in each that
 * followed. Active is who was paid, voted in a poll or on a proposal, redeemed, entered a room or was let in at an event.
 * Months in which none of a cohort was active are left out.
 * @param run Runs SQL.
 */
export async function retention(run: RunQuery): Promise<Retention[]> {
  const month = (column: string) => `date_trunc('month', to_timestamp(${column}) at time zone 'UTC')`;
  return run(`
    with wallets as (select distinct member_id, account from member_change where change in ('joined', 'rebound')),
      cohorts as (select id, ${month("at")} as joined from member),
      sizes as (select joined, count(*)::int as size from cohorts group by 1),
      active as (select distinct member_id, ${month("at")} as month from (${ACTIVITY}) activity)
    select to_char(c.joined, 'YYYY-MM-DD') as cohort, s.size,
      ((extract(year from a.month) - extract(year from c.joined)) * 12
        + extract(month from a.month) - extract(month from c.joined))::int as month,
      count(*)::int as active
    from cohorts c join sizes s on s.joined = c.joined join active a on a.member_id = c.id
    group by c.joined, s.size, 3 order by 1, 3`);
}
