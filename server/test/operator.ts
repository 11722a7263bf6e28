import { expect } from "vitest";
import { newAccount, type Answer, type Harness } from "./harness.ts";

/** What an operator has to know of a review. */
interface Read {
  id: string;
  contentHash: string;
}

/** A fresh operator who is no member, and what they do. */
export async function newOperator(harness: Harness) {
  const account = newAccount();
  harness.chain.enrol(account.address, null, ["OPERATOR"]);
  const cookie = await harness.signIn(account);

  function decide({ id, contentHash }: Read, decision: string, reason = "Names a person"): Promise<Answer> {
    return harness.send("POST", `/moderation/reviews/${id}`, { decision, contentHash, reason }, { cookie });
  }

  async function hide(review: Read): Promise<void> {
    const answer = await decide(review, "hide");
    expect(answer.status, answer.text).toBe(204);
  }

  function answer(appealId: string, decision: string, reason = "Read it once more"): Promise<Answer> {
    return harness.send("POST", `/moderation/appeals/${appealId}`, { decision, reason }, { cookie });
  }

  return { account, cookie, decide, hide, answer };
}
