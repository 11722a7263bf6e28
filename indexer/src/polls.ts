import { ponder } from "ponder:registry";
import { ballot, poll } from "ponder:schema";
import { pollMethods, unpackCastBallot, weightModes } from "@hearth/protocol/polls";
import { idOrNull, originOf, wordAt } from "./event.ts";

ponder.on("Polls:PollCreated", async ({ event, context: { db } }) => {
  const { pollId, authorId, roomId, terms } = event.args;
  await db.insert(poll).values({
    id: Number(pollId),
    authorId: idOrNull(authorId),
    roomId: idOrNull(roomId),
    method: wordAt(pollMethods, terms.method),
    weightMode: wordAt(weightModes, terms.weightMode),
    minTier: terms.minTier,
    limit: terms.limit,
    optionCount: terms.optionUris.length,
    opens: BigInt(terms.opens),
    closes: BigInt(terms.closes),
    revealUntil: terms.revealUntil === 0 ? null : BigInt(terms.revealUntil),
    uri: terms.uri,
    optionUris: [...terms.optionUris],
    cancelReason: null,
    ...originOf(event),
  });
});

ponder.on("Polls:PollCancelled", async ({ event, context: { db } }) => {
  const { pollId, reason } = event.args;
  await db.update(poll, { id: Number(pollId) }).set({ cancelReason: reason });
});

ponder.on("Polls:BallotCast", async ({ event, context: { db } }) => {
  const { weight, sequence } = event.args;
  const key = { pollId: Number(event.args.pollId), memberId: Number(event.args.memberId) };
  const cast = { ballot: event.args.ballot, weight, sequence: Number(sequence), ...originOf(event) };
  await db
    .insert(ballot)
    .values({ ...key, ...cast })
    .onConflictDoUpdate(cast);
});

ponder.on("Polls:BallotsCast", async ({ event, context: { db } }) => {
  const pollId = Number(event.args.pollId);
  const origin = originOf(event);
  // A member may have several signed ballots in one batch; the last of them counts.
  const casts = new Map(
    event.args.ballots.map((word) => {
      const { memberId, weight, sequence, ballot } = unpackCastBallot(word);
      const cast = { ballot, weight, sequence: Number(sequence), ...origin };
      return [Number(memberId), cast] as const;
    }),
  );
  await db
    .insert(ballot)
    .values([...casts].map(([memberId, cast]) => ({ pollId, memberId, ...cast })))
    .onConflictDoUpdate(({ memberId }) => ({ ...casts.get(memberId) }));
});

ponder.on("Polls:BallotCommitted", async ({ event, context: { db } }) => {
  const { commitment, weight, sequence } = event.args;
  const key = { pollId: Number(event.args.pollId), memberId: Number(event.args.memberId) };
  const committed = { commitment, weight, sequence: Number(sequence), ...originOf(event) };
  await db
    .insert(ballot)
    .values({ ...key, ...committed })
    .onConflictDoUpdate(committed);
});

ponder.on("Polls:BallotRevealed", async ({ event, context: { db } }) => {
  const key = { pollId: Number(event.args.pollId), memberId: Number(event.args.memberId) };
  await db.update(ballot, key).set({ ballot: event.args.ballot, ...originOf(event) });
});
