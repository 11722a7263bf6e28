import { expect, test } from "vitest";
import { answerPayOffer, offerToPay } from "./payOffers.ts";

test("each question gets its own answer, and the first that is given", async () => {
  const [first, second] = [offerToPay("a"), offerToPay("b")];
  answerPayOffer("b", false);
  answerPayOffer("a", true);
  answerPayOffer("a", false);
  expect(await Promise.all([first, second])).toEqual([true, false]);
});

test("an answer without a question is nobody's: the next question waits for its own", async () => {
  answerPayOffer("c", true);
  const asked = offerToPay("c");
  answerPayOffer("c", false);
  expect(await asked).toBe(false);
});
