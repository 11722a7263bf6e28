import type { LocalAccount } from "viem";
import { beforeAll, beforeEach, expect } from "vitest";
import { newAccount, type Harness, type QueueItem } from "./harness.ts";

/** A queue item as it came over the wire. */
type Item = QueueItem & Record<string, unknown>;

/** Where the tests of grading sit: a fresh attester for each test, a queue, and means to fill and empty it. */
export class GradingDesk {
  attester!: LocalAccount;
  cookie!: string;
  readonly #harness: () => Harness;
  #members = 500n;

  constructor(harness: () => Harness) {
    this.#harness = harness;
  }

  /** Number of a member that nobody is yet. */
  nextMember(): bigint {
    return ++this.#members;
  }

  /** Somebody who may grade, signed in. */
  async newGrader(how: "attester" | "curator" = "attester") {
    const account = newAccount();
    const { chain } = this.#harness();
    if (how === "attester") chain.enrol(account.address, null, ["ATTESTER"]);
    else chain.enrol(account.address, this.nextMember(), [], ["curate"]);
    return { account, cookie: await this.#harness().signIn(account) };
  }

  /** A review by a new member. */
  addReview(campaignId = "1") {
    return this.#harness().addReview("beans", { memberId: this.nextMember(), campaignId });
  }

  /** What somebody has to grade. */
  async queue(as = this.cookie): Promise<Item[]> {
    const answer = await this.#harness().send("GET", "/grading?limit=100", undefined, { cookie: as });
    expect(answer.status).toBe(200);
    return answer.json<{ items: Item[] }>().items;
  }

  /** One review as the queue has it. */
  async itemOf(id: string, as = this.cookie): Promise<Item> {
    const item = (await this.queue(as)).find((each) => each.id === id);
    if (!item) throw new Error(`Review ${id} is not in the queue.`);
    return item;
  }

  grade(id: string, body: unknown, as = this.cookie) {
    return this.#harness().send("POST", `/grading/${id}`, body, { cookie: as });
  }

  /** A review as everybody sees it. */
  async read(id: string): Promise<Record<string, unknown>> {
    const answer = await this.#harness().send("GET", `/reviews/${id}`);
    return answer.json<{ review: Record<string, unknown> }>().review;
  }

  /** A deadline in an hour. */
  soon(): bigint {
    return this.#harness().chain.time + 3600n;
  }
}

/** The desk for the tests of a file, with a product to review. */
export function useGradingDesk(harness: () => Harness): GradingDesk {
  const desk = new GradingDesk(harness);
  beforeAll(() => harness().addProduct("beans"));
  beforeEach(async () => {
    const { account, cookie } = await desk.newGrader();
    Object.assign(desk, { attester: account, cookie });
  });
  return desk;
}
