import type { PollMethod } from "@hearth/protocol/polls";
import { id } from "ethers";
import { networkHelpers } from "../../helpers/chain.ts";
import { sign, type SignedRequest } from "../../helpers/signing.ts";
import { pollTerms } from "../../governance/pollStage.ts";
import { action, LATER, SIGNED } from "../action.ts";
import type { SignatureStage } from "../actors.ts";

const BY_INVITE = 3n;
const OPENS = 4_000_000_000n;
const ROOMS = [1n, 2n] as const;

/** Two rooms of which the actor is a steward. */
async function housePolls({ rooms, accounts, actorId }: SignatureStage): Promise<void> {
  const operated = rooms.connect(accounts.operator);
  for (const roomId of ROOMS) {
    await operated.createRoom({ entry: BY_INVITE, minTier: 0n, badgeId: 0n, capacity: 0n }, "data:,room");
    await operated.setSteward(roomId, actorId, true);
  }
}

const newPoll = async ({ actor }: SignatureStage): Promise<SignedRequest["NewPoll"]> => ({
  author: actor.address,
  method: 1n,
  weightMode: 0n,
  minTier: 0n,
  limit: 1n,
  roomId: ROOMS[0],
  opens: OPENS,
  closes: OPENS + 100_000n,
  revealUntil: 0n,
  uri: "data:,Which roast?",
  optionUris: ["data:,Light", "data:,Dark"],
  nonce: 0n,
  deadline: LATER,
});

const otherPoll = async ({ accounts }: SignatureStage): Promise<SignedRequest["NewPoll"]> => ({
  author: accounts.ada.address,
  method: 5n,
  weightMode: 1n,
  minTier: 1n,
  limit: 2n,
  roomId: ROOMS[1],
  opens: OPENS + 500n,
  closes: OPENS + 100_500n,
  revealUntil: OPENS + 200_000n,
  uri: "data:,Which bean?",
  optionUris: ["data:,One", "data:,Two", "data:,Three"],
  nonce: 5n << 64n,
  deadline: LATER + 1n,
});

function createPollArgs({ author, nonce, deadline, ...terms }: SignedRequest["NewPoll"], signature: string) {
  return [{ author, terms, nonce, deadline }, signature] as const;
}

/** A poll by the actor in each of two rooms, not yet open. */
async function authored(stage: SignatureStage): Promise<void> {
  await housePolls(stage);
  const { polls, actor } = stage;
  for (const [index, roomId] of ROOMS.entries()) {
    const request = { ...(await newPoll(stage)), roomId, nonce: BigInt(index) };
    const args = createPollArgs(request, await sign(actor.signer, polls, "NewPoll", request));
    await polls.createPollFor(...args);
  }
}

/** Two polls of a method that take ballots now. */
const opened = (method: PollMethod, hidden = false) =>
  async function open({ polls, accounts }: SignatureStage): Promise<void> {
    for (let count = 0; count < 2; count += 1) {
      const terms = await pollTerms({ method });
      const revealUntil = hidden ? BigInt(terms.closes) + 1000n : 0n;
      await polls.connect(accounts.operator).createPollByOperator({ ...terms, revealUntil });
    }
    const { opens } = await polls.pollOf(await polls.pollCount());
    await networkHelpers.time.increaseTo(opens + 1n);
  };

const ballotOf = ({ actor }: SignatureStage) => ({ voter: actor.address, pollId: 1n, sequence: 1n });
const otherBallotOf = ({ accounts }: SignatureStage) => ({
  voter: accounts.ada.address,
  pollId: 2n,
  sequence: 2n,
});

type BallotType =
  "SingleChoiceBallot" | "ApprovalBallot" | "SplitBallot" | "QuadraticBallot" | "RankingBallot";

/** One way to answer: the type, its method, its field with two values, and the ballots they are packed into. */
interface Way {
  type: BallotType;
  method: PollMethod;
  field: string;
  answers: readonly [unknown, unknown];
  pack(answer: never): bigint;
}

const packed = (bits: bigint, fields: readonly bigint[]) =>
  fields.reduce((sum, field, index) => sum + (field << (BigInt(index) * bits)), 0n);

const ranks = (bestFirst: readonly bigint[]) =>
  bestFirst.reduce((sum, option, index) => sum + (BigInt(index + 1) << ((option - 1n) * 4n)), 0n);

const ways: Way[] = [
  {
    type: "SingleChoiceBallot",
    method: "singleChoice",
    field: "option",
    answers: [3n, 1n],
    pack: (option: bigint) => option,
  },
  {
    type: "ApprovalBallot",
    method: "approval",
    field: "options",
    answers: [[1n, 3n], [2n]],
    pack: (options: bigint[]) => options.reduce((sum, option) => sum + (1n << (option - 1n)), 0n),
  },
  {
    type: "SplitBallot",
    method: "split",
    field: "points",
    answers: [
      [60n, 0n, 40n],
      [0n, 100n, 0n],
    ],
    pack: (points: bigint[]) => packed(8n, points),
  },
  {
    type: "QuadraticBallot",
    method: "quadratic",
    field: "votes",
    answers: [
      [8n, 0n, 6n],
      [0n, 10n, 0n],
    ],
    pack: (votes: bigint[]) => packed(8n, votes),
  },
  {
    type: "RankingBallot",
    method: "borda",
    field: "bestFirst",
    answers: [[3n, 1n], [2n]],
    pack: ranks,
  },
  {
    type: "RankingBallot",
    method: "copeland",
    field: "bestFirst",
    answers: [[3n, 1n, 2n], [2n]],
    pack: ranks,
  },
];

function ballotAction({ type, method, field, answers, pack }: Way) {
  return action({
    title: `Polls.castFor (${method})`,
    type,
    contract: ({ polls }) => polls,
    arrange: opened(method),
    request: async (stage) => ({ ...ballotOf(stage), [field]: answers[0] }) as never,
    other: async (stage) => ({ ...otherBallotOf(stage), [field]: answers[1] }) as never,
    submit: (_, request, signature) => {
      const { voter, pollId, sequence } = request;
      const answer = (request as unknown as Record<string, never>)[field] as never;
      return { name: "castFor", args: [voter, pollId, pack(answer), sequence, signature] };
    },
    signerField: "voter",
    replayed: "PollsStaleBallot",
  });
}

/** What is signed for polls. */
export const pollActions = [
  action({
    title: "Polls.createPollFor",
    type: "NewPoll",
    contract: ({ polls }) => polls,
    arrange: housePolls,
    request: newPoll,
    other: otherPoll,
    submit: (_, request, signature) => ({
      name: "createPollFor",
      args: [...createPollArgs(request, signature)],
    }),
    signerField: "author",
    deadline: SIGNED,
    replayed: "InvalidAccountNonce",
  }),
  action({
    title: "Polls.cancelPollFor",
    type: "CancelPoll",
    contract: ({ polls }) => polls,
    arrange: authored,
    request: async ({ actor }) => ({ author: actor.address, pollId: 1n, reason: "Typo", deadline: LATER }),
    other: async ({ accounts }) => ({
      author: accounts.ada.address,
      pollId: 2n,
      reason: "Asked before",
      deadline: LATER + 1n,
    }),
    submit: (_, { author, pollId, reason, deadline }, signature) => ({
      name: "cancelPollFor",
      args: [author, pollId, reason, deadline, signature],
    }),
    signerField: "author",
    deadline: SIGNED,
    replayed: "PollsCancelled",
  }),
  ...ways.map(ballotAction),
  action({
    title: "Polls.commitFor",
    type: "HiddenBallot",
    contract: ({ polls }) => polls,
    arrange: opened("singleChoice", true),
    request: async (stage) => ({ ...ballotOf(stage), commitment: id("one") }),
    other: async (stage) => ({ ...otherBallotOf(stage), commitment: id("another") }),
    submit: (_, { voter, pollId, commitment, sequence }, signature) => ({
      name: "commitFor",
      args: [voter, pollId, commitment, sequence, signature],
    }),
    signerField: "voter",
    replayed: "PollsStaleBallot",
  }),
];
