import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { graphql, sql } from "ponder";
import { db } from "ponder:api";
import schema from "ponder:schema";
import { activeContributors, firstContribution, retention } from "./metrics/contributors.ts";
import { participation, roomActivity } from "./metrics/participation.ts";
import { DAY, periods, type RunQuery } from "./metrics/query.ts";
import { rewardDeciles, tokenFlow } from "./metrics/rewards.ts";
import { tallyOf } from "./polls.ts";

/** Votes that one answer tells of. */
const MOST_VOTES = 500;

const run: RunQuery = async <Row>(text: string) => (await db.execute(sql.raw(text))).rows as unknown as Row[];

/** The second of the newest block that was indexed: time as the tables know it. */
async function now(): Promise<bigint> {
  const [row] = await run<{ at: string | null }>(
    `select max(left(latest_checkpoint, 10)) as at from "_ponder_checkpoint"`,
  );
  return BigInt(row?.at ?? 0);
}

/** A whole number in the query. */
function numberIn(value: string | undefined, name: string, otherwise: number, most: number): number {
  const text = value ?? String(otherwise);
  if (/^\d{1,9}$/.test(text) && Number(text) >= 1 && Number(text) <= most) return Number(text);
  throw new HTTPException(400, { message: `${name} must be a whole number from 1 to ${most}.` });
}

/** The last days until the newest block, that block included. */
async function lastDays(days: number): Promise<{ from: bigint; until: bigint }> {
  const until = (await now()) + 1n;
  return { from: until - BigInt(days) * DAY, until };
}

const app = new Hono();

app.use("/graphql", graphql({ db, schema }));

app.get("/health-metrics", async (context) => {
  const window = await lastDays(30);
  const [contributors, first, kept, votes, rooms, deciles, tokens] = await Promise.all([
    activeContributors(run, "day", window),
    firstContribution(run),
    retention(run),
    participation(run, window.until, 20),
    roomActivity(run, window),
    rewardDeciles(run),
    tokenFlow(run),
  ]);
  return context.json({
    until: String(window.until),
    contributors,
    firstContribution: first,
    retention: kept,
    participation: votes,
    rooms,
    deciles,
    tokens,
  });
});

app.get("/health-metrics/contributors", async (context) => {
  const asked = context.req.query("period") ?? "day";
  const period = periods.find((each) => each === asked);
  if (!period) throw new HTTPException(400, { message: `period must be one of ${periods.join(", ")}.` });
  const days = numberIn(context.req.query("days"), "days", 30, 3_660);
  return context.json(await activeContributors(run, period, await lastDays(days)));
});

app.get("/health-metrics/first-contribution", async (context) => context.json(await firstContribution(run)));

app.get("/health-metrics/retention", async (context) => context.json(await retention(run)));

app.get("/health-metrics/participation", async (context) => {
  const limit = numberIn(context.req.query("limit"), "limit", 50, MOST_VOTES);
  return context.json(await participation(run, (await now()) + 1n, limit));
});

app.get("/health-metrics/deciles", async (context) => context.json(await rewardDeciles(run)));

app.get("/health-metrics/tokens", async (context) => context.json(await tokenFlow(run)));

app.get("/health-metrics/rooms", async (context) => {
  const days = numberIn(context.req.query("days"), "days", 30, 3_660);
  return context.json(await roomActivity(run, await lastDays(days)));
});

app.get("/polls/:pollId/tally", async (context) => {
  const tally = await tallyOf(run, numberIn(context.req.param("pollId"), "pollId", 1, 999_999_999));
  if (!tally) throw new HTTPException(404, { message: "There is no poll with this number." });
  return context.json({ ...tally, totals: tally.totals.map(String), turnout: String(tally.turnout) });
});

app.onError((error, context) => {
  if (error instanceof HTTPException) return context.json({ error: error.message }, error.status);
  throw error;
});

export default app;
