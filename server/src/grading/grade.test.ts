import { describe, expect, test } from "vitest";
import { campaignAt } from "../../test/fakeChain.ts";
import { useGradingDesk } from "../../test/gradingDesk.ts";
import { newAccount, signedApproval, useHarness } from "../../test/harness.ts";

const harness = useHarness();
const desk = useGradingDesk(harness);

describe("an approval", () => {
  test("makes the claim that the contract takes, and shows the stars", async () => {
    const { id, body } = await desk.addReview();
    const item = await desk.itemOf(id);
    const approval = await signedApproval(desk.attester, item, 12n, desk.soon());
    const answer = await desk.grade(id, approval);
    expect(answer.json()).toEqual({ id, status: "approved", gradesHave: 1, gradesNeeded: 1 });
    expect(await desk.read(id)).toMatchObject({
      status: "approved",
      rating: body.rating,
      ratingSalt: body.ratingSalt,
      claim: {
        attestation: {
          campaignId: "1",
          memberId: item.memberId,
          subject: item.subject,
          contentHash: item.contentHash,
          amount: "12",
          deadline: approval.deadline,
        },
        approvals: [{ signer: desk.attester.address, signature: approval.signature }],
      },
    });
  });

  test("counts in the product's average, undecided reviews don't", async () => {
    await harness().addProduct("filter");
    await harness().addReview("filter", { memberId: desk.nextMember(), rating: 1 });
    const product = async () => (await harness().send("GET", "/products/filter")).json();
    expect(await product()).toMatchObject({ product: { reviewCount: 0, averageRating: null } });
    for (const rating of [5, 4, 4]) {
      const { id } = await harness().addReview("filter", { memberId: desk.nextMember(), rating });
      await desk.grade(id, await signedApproval(desk.attester, await desk.itemOf(id), 10n, desk.soon()));
    }
    expect(await product()).toMatchObject({ product: { reviewCount: 3, averageRating: 4.33 } });
  });

  test("waits for as many graders as the campaign needs, on the same amount and deadline", async () => {
    harness().chain.campaigns.set(5n, campaignAt(harness().chain.time, { signaturesNeeded: 3 }));
    const { id } = await desk.addReview("5");
    const item = await desk.itemOf(id);
    const deadline = desk.soon();
    const others = await Promise.all([
      desk.newGrader("curator"),
      desk.newGrader(),
      desk.newGrader("curator"),
    ]);
    const graders = [{ account: desk.attester, cookie: desk.cookie }, ...others];
    const amounts = [12n, 13n, 12n, 12n];
    const statuses: unknown[] = [];
    for (const [index, grader] of graders.entries()) {
      const approval = await signedApproval(grader.account, item, amounts[index] ?? 0n, deadline);
      statuses.push((await desk.grade(id, approval, grader.cookie)).json()["status"]);
      const waiting = (await desk.queue((await desk.newGrader()).cookie)).find((each) => each.id === id);
      if (index === 2) {
        expect(waiting).toMatchObject({
          gradesHave: 2,
          agreed: { amount: "12", deadline: String(deadline) },
        });
      }
    }
    expect(statuses).toEqual(["submitted", "submitted", "submitted", "approved"]);
    const { claim } = (await desk.read(id)) as { claim: { approvals: { signer: string }[] } };
    const signers = claim.approvals.map(({ signer }) => BigInt(signer));
    expect(signers).toHaveLength(3);
    expect(signers).toEqual([...signers].sort((a, b) => (a < b ? -1 : 1)));
  });

  test("of a grader who lost the role meanwhile no longer counts", async () => {
    harness().chain.campaigns.set(6n, campaignAt(harness().chain.time, { signaturesNeeded: 2 }));
    const { id } = await desk.addReview("6");
    const item = await desk.itemOf(id);
    const deadline = desk.soon();
    const [second, third] = [await desk.newGrader(), await desk.newGrader()];
    await desk.grade(id, await signedApproval(desk.attester, item, 12n, deadline));
    harness().chain.enrol(desk.attester.address, null, []);
    const afterSecond = await desk.grade(
      id,
      await signedApproval(second.account, item, 12n, deadline),
      second.cookie,
    );
    expect(afterSecond.json()).toMatchObject({ status: "submitted", gradesHave: 1 });
    const afterThird = await desk.grade(
      id,
      await signedApproval(third.account, item, 12n, deadline),
      third.cookie,
    );
    expect(afterThird.json()).toMatchObject({ status: "approved" });
  });

  test("by somebody who lost the role before it was claimed can be given anew by others, and only then", async () => {
    const { chain } = harness();
    const [unclaimed, paid, good] = [await desk.addReview(), await desk.addReview(), await desk.addReview()];
    const items = await Promise.all([unclaimed, paid, good].map(({ id }) => desk.itemOf(id)));
    const stays = await desk.newGrader();
    for (const [index, item] of items.entries()) {
      const { account, cookie } = index === 2 ? stays : { account: desk.attester, cookie: desk.cookie };
      const answer = await desk.grade(
        item.id,
        await signedApproval(account, item, 12n, desk.soon() + 1n),
        cookie,
      );
      expect(answer.json()["status"]).toBe("approved");
    }
    chain.paid.add(`1 ${items[1]?.subject} ${items[1]?.memberId}`);
    const next = await desk.newGrader();
    const waiting = async () => (await desk.queue(next.cookie)).map(({ id }) => id);
    for (const { id } of items) expect(await waiting()).not.toContain(id);
    chain.enrol(desk.attester.address, null, []);
    expect(await waiting()).toContain(unclaimed.id);
    expect(await desk.itemOf(unclaimed.id, next.cookie)).toMatchObject({ gradesHave: 0, agreed: null });
    for (const { id } of [paid, good]) {
      expect(await waiting()).not.toContain(id);
      const item = items.find((each) => each.id === id);
      if (!item) throw new Error("an item expected");
      const approval = await signedApproval(next.account, item, 12n, desk.soon());
      expect((await desk.grade(id, approval, next.cookie)).status).toBe(409);
    }
    const anew = await signedApproval(next.account, items[0] as never, 13n, desk.soon() + 1n);
    expect((await desk.grade(unclaimed.id, anew, next.cookie)).json()["status"]).toBe("approved");
    expect(await desk.read(unclaimed.id)).toMatchObject({
      claim: { attestation: { amount: "13" }, approvals: [{ signer: next.account.address }] },
    });
    expect(await waiting()).not.toContain(unclaimed.id);
  });

  test("by several is completed by one more where one of them lost the role, once for all who try", async () => {
    const { chain } = harness();
    chain.campaigns.set(12n, campaignAt(chain.time, { signaturesNeeded: 2 }));
    const { id } = await desk.addReview("12");
    const item = await desk.itemOf(id);
    const deadline = desk.soon();
    const second = await desk.newGrader();
    for (const { account, cookie } of [{ account: desk.attester, cookie: desk.cookie }, second])
      await desk.grade(id, await signedApproval(account, item, 12n, deadline), cookie);
    expect(await desk.read(id)).toMatchObject({ status: "approved" });
    chain.enrol(desk.attester.address, null, []);
    const others = [await desk.newGrader(), await desk.newGrader(), await desk.newGrader()];
    const agreed = { amount: "12", deadline: String(deadline) };
    expect(await desk.itemOf(id, others[0]?.cookie)).toMatchObject({ gradesHave: 1, agreed });
    const answers = await Promise.all(
      others.map(async ({ account, cookie }) =>
        desk.grade(id, await signedApproval(account, item, 12n, deadline), cookie),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { claim } = (await desk.read(id)) as { claim: { approvals: { signer: string }[] } };
    const signers = claim.approvals.map(({ signer }) => signer);
    expect(signers).toContain(second.account.address);
    expect(signers).not.toContain(desk.attester.address);
  });

  test("that expired unclaimed can be given anew; one that was paid can't", async () => {
    const { chain } = harness();
    const start = chain.time;
    const { id } = await desk.addReview();
    const item = await desk.itemOf(id);
    await desk.grade(id, await signedApproval(desk.attester, item, 12n, desk.soon()));
    expect((await desk.queue((await desk.newGrader()).cookie)).map((each) => each.id)).not.toContain(id);
    chain.time = start + 7200n;
    try {
      expect((await desk.queue()).map((each) => each.id)).toContain(id);
      const deadline = desk.soon();
      expect((await desk.grade(id, await signedApproval(desk.attester, item, 15n, deadline))).status).toBe(
        200,
      );
      expect(await desk.read(id)).toMatchObject({
        claim: { attestation: { amount: "15", deadline: String(deadline) } },
      });
      chain.time += 7200n;
      chain.paid.add(`1 ${item.subject} ${item.memberId}`);
      expect((await desk.queue()).map((each) => each.id)).not.toContain(id);
      expect((await desk.grade(id, await signedApproval(desk.attester, item, 15n, desk.soon()))).status).toBe(
        409,
      );
    } finally {
      chain.time = start;
    }
  });

  test("is refused for one's own review", async () => {
    const { id, author } = await desk.addReview();
    const item = await desk.itemOf(id);
    harness().chain.enrol(author.address, BigInt(item.memberId), ["ATTESTER"], ["curate"]);
    const approval = await signedApproval(author, item, 12n, desk.soon());
    const answer = await desk.grade(id, approval, await harness().signIn(author));
    expect(answer.status).toBe(403);
    expect(answer.text).toMatch(/own review/);
  });

  test("is refused when one grades twice, also at the same moment", async () => {
    harness().chain.campaigns.set(7n, campaignAt(harness().chain.time, { signaturesNeeded: 2 }));
    const { id } = await desk.addReview("7");
    const item = await desk.itemOf(id);
    const approval = await signedApproval(desk.attester, item, 12n, desk.soon());
    const answers = await Promise.all([1, 2, 3].map(() => desk.grade(id, approval)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const otherAmount = await signedApproval(desk.attester, item, 13n, desk.soon());
    expect((await desk.grade(id, otherAmount)).text).toMatch(/graded this review already/);
  });

  test("is refused once the review is decided", async () => {
    const { id } = await desk.addReview();
    const item = await desk.itemOf(id);
    await desk.grade(id, { decision: "reject", reason: "About another product" });
    expect(await desk.read(id)).toMatchObject({
      status: "rejected",
      reason: "About another product",
      rating: 4,
    });
    const other = await desk.newGrader();
    const answer = await desk.grade(
      id,
      await signedApproval(other.account, item, 12n, desk.soon()),
      other.cookie,
    );
    expect(answer.status).toBe(409);
  });

  test("is refused with an amount outside the campaign's range or beyond its budget", async () => {
    const { id } = await desk.addReview();
    const item = await desk.itemOf(id);
    for (const amount of [0n, 9n, 21n, 2n ** 256n - 1n]) {
      const answer = await desk.grade(id, await signedApproval(desk.attester, item, amount, desk.soon()));
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ error: { fields: [{ path: "amount" }] } });
    }
    const { chain } = harness();
    chain.campaigns.set(8n, campaignAt(chain.time, { paid: 990n }));
    const poor = await desk.addReview("8");
    const approval = await signedApproval(desk.attester, await desk.itemOf(poor.id), 11n, desk.soon());
    expect((await desk.grade(poor.id, approval)).text).toMatch(/budget does not reach/);
  });

  test("is refused with a deadline that leaves no time, or after the campaign", async () => {
    const { id } = await desk.addReview();
    const item = await desk.itemOf(id);
    const late = await signedApproval(desk.attester, item, 12n, harness().chain.time + 10n);
    expect((await desk.grade(id, late)).json()).toMatchObject({ error: { fields: [{ path: "deadline" }] } });
    const { chain } = harness();
    chain.campaigns.set(9n, campaignAt(chain.time));
    const other = await desk.addReview("9");
    chain.campaigns.set(9n, campaignAt(chain.time, { end: chain.time }));
    const approval = await signedApproval(desk.attester, await desk.itemOf(other.id), 12n, desk.soon());
    expect((await desk.grade(other.id, approval)).text).toMatch(/is over/);
  });

  test("is refused when it signs something else", async () => {
    const { id } = await desk.addReview();
    const item = await desk.itemOf(id);
    const deadline = desk.soon();
    const good = await signedApproval(desk.attester, item, 12n, deadline);
    const wrong = [
      { ...good, amount: "13" },
      { ...good, deadline: String(deadline + 1n) },
      await signedApproval(newAccount(), item, 12n, deadline),
      await signedApproval(desk.attester, { ...item, memberId: "1" }, 12n, deadline),
      await signedApproval(desk.attester, { ...item, contentHash: item.subject }, 12n, deadline),
      await signedApproval(desk.attester, { ...item, campaignId: "2" }, 12n, deadline),
    ];
    for (const body of wrong) {
      const answer = await desk.grade(id, body);
      expect(answer.json()).toMatchObject({ error: { fields: [{ path: "signature" }] } });
    }
    expect((await desk.read(id))["status"]).toBe("submitted");
  });

  test("is refused for a review that is not there", async () => {
    const approval = await signedApproval(
      desk.attester,
      await desk.itemOf((await desk.addReview()).id),
      12n,
      desk.soon(),
    );
    expect((await desk.grade("999999", approval)).status).toBe(404);
  });
});
