import { int, type RunQuery } from "./query.ts";

/** How many of those who could took part in a vote. */
export interface Participation {
  /** Number of the poll or proposal. */
  id: string;
  kind: "poll" | "proposal";
  /** The room whose poll it is; null for the whole community. */
  roomId: number | null;
  /** Second in which it was settled who can vote. */
  snapshot: string;
  /** First second in which nobody could any more. */
  closes: string;
  /** Members whose vote counts. */
  voters: number;
  /** Active members at the snapshot; in a room's poll those in the room before it, active or not. */
  eligible: number;
}

/**
 * Participation per vote, the newest first: polls and proposals whose votes could begin before a second and that were
 * not called off. Who was too low in tier for a poll is among the eligible all the same.
 * @param run Runs SQL.
 * @param before The second.
 * @param limit The most votes to tell of.
 */
export async function participation(run: RunQuery, before: bigint, limit: number): Promise<Participation[]> {
  const active = (second: string) =>
    `(select coalesce(sum(active_delta), 0)::int from member_change where at <= ${second})`;
  const inside = (second: string) =>
    `(select coalesce(sum(inside_delta), 0)::int from room_change where room_id = p.room_id and at < ${second})`;
  return run(`
    select p.id::text as id, 'poll' as kind, p.room_id as "roomId", p.opens::text as snapshot,
      p.closes::text as closes,
      (select count(*)::int from ballot b where b.poll_id = p.id and b.ballot is not null) as voters,
      case when p.room_id is null then ${active("p.opens")} else ${inside("p.opens")} end as eligible
    from poll p where p.cancel_reason is null and p.opens < ${int(before)}
    union all
    select p.id::text, 'proposal', null, p.vote_start::text, p.vote_end::text, p.voters, ${active("p.vote_start")}
    from proposal p where p.state <> 'canceled' and p.vote_start < ${int(before)}
    order by 4 desc, 1 desc limit ${int(limit)}`);
}

/** What goes on in a room. */
export interface RoomActivity {
  roomId: number;
  closed: boolean;
  /** Members inside now. */
  members: number;
  stewards: number;
  /** Of the window: who came in, and who left or was removed. */
  joined: number;
  left: number;
  /** Of the window: ballots that count in the room's polls, and payments of the room's campaigns. */
  ballots: number;
  claims: number;
  /** Of the window: different members behind those ballots and payments. */
  active: number;
}

/**
 * Activity of every room in a window of time.
 * @param run Runs SQL.
 * @param window Seconds: from the first on, until before the second.
 */
export async function roomActivity(
  run: RunQuery,
  { from, until }: { from: bigint; until: bigint },
): Promise<RoomActivity[]> {
  const inWindow = (column: string) => `${column} >= ${int(from)} and ${column} < ${int(until)}`;
  return run(`
    with acts as (
      select p.room_id, b.member_id, 1 as ballots, 0 as claims
      from ballot b join poll p on p.id = b.poll_id where ${inWindow("b.at")}
      union all
      select k.room_id, c.member_id, 0, 1
      from claim c join campaign k on k.id = c.campaign_id where ${inWindow("c.at")}
    ),
    active as (
      select room_id, sum(ballots)::int as ballots, sum(claims)::int as claims,
        count(distinct member_id)::int as active
      from acts where room_id is not null group by 1
    ),
    moves as (
      select room_id, count(*) filter (where inside_delta = 1)::int as joined,
        count(*) filter (where inside_delta = -1)::int as "left"
      from room_change where ${inWindow("at")} group by 1
    ),
    people as (
      select room_id, count(*) filter (where inside)::int as members,
        count(*) filter (where steward)::int as stewards
      from room_member group by 1
    )
    select r.id as "roomId", r.closed, coalesce(p.members, 0) as members, coalesce(p.stewards, 0) as stewards,
      coalesce(m.joined, 0) as joined, coalesce(m."left", 0) as "left", coalesce(a.ballots, 0) as ballots,
      coalesce(a.claims, 0) as claims, coalesce(a.active, 0) as active
    from room r left join active a on a.room_id = r.id left join moves m on m.room_id = r.id
      left join people p on p.room_id = r.id
    order by r.id`);
}
