import { afterEach, expect, test, vi } from "vitest";
import { availabilityOf, followRequest, handIn } from "./relayClient.ts";
import { transactionSentences } from "./transactionSentences.ts";

const SUBMISSION = { contract: "Membership", data: "0x1234" } as const;
const REQUEST = {
  id: "0f8fad5b-d9cb-469f-a165-70867728950e",
  state: "stored",
  reason: null,
  transactionHash: null,
};

type Answer = { status: number; body: unknown } | "none";
const refusal = (status: number, code: string): Answer => ({
  status,
  body: { error: { code, message: `Because of ${code}.` } },
});

/** A server that gives these answers in turn, the last for ever. */
function server(...answers: Answer[]) {
  const fetch = vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined || answer === "none") throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify(answer.body), { status: answer.status });
  });
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

/** Runs with every pause over at once. */
async function withoutPauses<Value>(run: () => Promise<Value>): Promise<Value | { thrown: unknown }> {
  vi.useFakeTimers();
  const result = run().catch((thrown: unknown) => ({ thrown }));
  await vi.runAllTimersAsync();
  return result;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test.each([
  ["relay_unavailable", 503],
  ["chain_unavailable", 503],
  ["too_many_requests", 429],
  ["forbidden", 403],
])("a relay that says %s turns it away with its sentence", async (code, status) => {
  const fetch = server(refusal(status, code));
  expect(await withoutPauses(() => handIn(SUBMISSION))).toEqual({ turnedAway: `Because of ${code}.` });
  expect(fetch).toHaveBeenCalledTimes(1);
});

test("what the contracts refuse is refused, however one pays", async () => {
  server(refusal(422, "refused"));
  expect(await withoutPauses(() => handIn(SUBMISSION))).toMatchObject({
    thrown: { code: "refused", message: "Because of refused." },
  });
});

test("what got no answer is handed in again, byte for byte", async () => {
  const fetch = server("none", refusal(503, "storage_unavailable"), { status: 202, body: REQUEST });
  expect(await withoutPauses(() => handIn(SUBMISSION))).toMatchObject({ id: REQUEST.id });
  const bodies = fetch.mock.calls.map((call) => (call as unknown as [string, RequestInit])[1].body);
  expect(bodies).toEqual(Array(3).fill(JSON.stringify(SUBMISSION)));
});

test("one that may have arrived is never offered to be paid a second time", async () => {
  server("none", refusal(429, "too_many_requests"));
  expect(await withoutPauses(() => handIn(SUBMISSION))).toMatchObject({
    thrown: { message: transactionSentences.relaySilent },
  });
});

test("a server that stays silent ends in a sentence that says what that means", async () => {
  const fetch = server("none");
  expect(await withoutPauses(() => handIn(SUBMISSION))).toMatchObject({
    thrown: { fault: "away", message: transactionSentences.relaySilent },
  });
  expect(fetch.mock.calls.length).toBeGreaterThan(5);
});

const JOIN = "Membership.joinFor";
test.each([
  [{ enabled: true, accepting: true, functions: [JOIN] }, "relayed"],
  [{ enabled: true, accepting: false, functions: [JOIN] }, "paused"],
  [{ enabled: true, accepting: true, functions: [] }, "none"],
  [{ enabled: false, accepting: false, functions: [] }, "none"],
])("a relay that is %j makes a function %s", async (body, availability) => {
  server({ status: 200, body });
  expect(await availabilityOf(JOIN)).toBe(availability);
});

test("a server that can't be reached pays for nothing", async () => {
  server("none");
  expect(await availabilityOf(JOIN)).toBe("away");
});

test("beyond two streams at once, requests are asked for now and then, and none is given up for a busy server", async () => {
  const opened: string[] = [];
  class Stream {
    constructor(url: string) {
      opened.push(url);
    }
    addEventListener() {}
  }
  vi.stubGlobal("EventSource", Stream);
  void followRequest("a");
  void followRequest("b");
  const over = { ...REQUEST, state: "mined-ok", transactionHash: `0x${"ab".repeat(32)}` };
  server(
    refusal(429, "too_many_requests"),
    "none",
    { status: 200, body: REQUEST },
    { status: 200, body: over },
  );
  expect(await withoutPauses(() => followRequest("c"))).toEqual(over);
  expect(opened).toEqual(["/api/relay/requests/a/events", "/api/relay/requests/b/events"]);
});
