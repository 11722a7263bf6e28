import { accessManagerAbi, campaignsAbi, rewardTokenAbi } from "@hearth/protocol/generated/abis";
import { demoMnemonic } from "@hearth/protocol/personas";
import { productSubject } from "@hearth/protocol/review";
import { roles } from "@hearth/protocol/roles";
import { typedDataDomain } from "@hearth/protocol/typedData";
import { encodeFunctionData, http, parseGwei, type Address, type Hex, type LocalAccount } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { beforeEach, describe, expect, test } from "vitest";
import { newAccount, signedApproval, signedReview, type QueueItem } from "../../test/harness.ts";
import { FaultProxy } from "../../test/relay/faultProxy.ts";
import { refusal, RelayStage, useRelay } from "../../test/relay/relayStage.ts";
import type { Submission } from "../relay/intake.ts";
import type { Claim } from "../reviews/tables.ts";

const relay = useRelay();
/** The demo's operator, who also gives and takes roles. */
const olive = mnemonicToAccount(demoMnemonic, { addressIndex: 0 });
const PRODUCT = "kenya-aa";
/** The demo's review campaign. */
const CAMPAIGN = 1n;
/** What members read about a claim that the old key signed. */
const VOID = "Someone who approved this may not approve contributions any more.";

interface Grader {
  account: LocalAccount;
  cookie: string;
}

const contracts = () => relay.community().deployment.contracts;
const place = () => typedDataDomain(relay.community().deployment.chainId, contracts().Campaigns.address);

beforeEach(async () => {
  const product = {
    slug: PRODUCT,
    name: "Kenya AA",
    description: "Bright as a berry.",
    image: "/api/media/mug.svg",
  };
  const cookie = await relay.stage().signIn(olive);
  expect((await relay.stage().send("POST", "/api/products", product, cookie)).status).toBe(201);
});

/** Gives or takes the role of attesters, with a fee that goes before everybody's. */
function setAttester(account: Address, isAttester: boolean): Promise<Hex> {
  const manager = {
    account: olive,
    address: contracts().AccessManager.address,
    abi: accessManagerAbi,
    maxFeePerGas: parseGwei("150"),
    maxPriorityFeePerGas: parseGwei("100"),
  } as const;
  const { chain } = relay.community();
  return isAttester
    ? chain.writeContract({ ...manager, functionName: "grantRole", args: [roles.ATTESTER, account, 0] })
    : chain.writeContract({ ...manager, functionName: "revokeRole", args: [roles.ATTESTER, account] });
}

async function newGrader(): Promise<Grader> {
  const account = newAccount();
  await setAttester(account.address, true);
  return { account, cookie: await relay.stage().signIn(account) };
}

/** A member hands in a review; returns its number. */
async function addReview(author: LocalAccount): Promise<string> {
  const { timestamp } = await relay.community().chain.getBlock();
  const changes = { product: PRODUCT, campaignId: String(CAMPAIGN), writtenAt: String(timestamp) };
  const answer = await relay
    .stage()
    .send("POST", "/api/reviews", await signedReview(author, changes, place()));
  expect(answer.status, answer.text).toBe(201);
  return answer.json<{ review: { id: string } }>().review.id;
}

async function queue({ cookie }: Grader): Promise<(QueueItem & { minReward: string })[]> {
  const answer = await relay.stage().send("GET", "/api/grading?limit=100", undefined, cookie);
  expect(answer.status, answer.text).toBe(200);
  return answer.json<{ items: (QueueItem & { minReward: string })[] }>().items;
}

/** A grader signs for what the queue shows under a number. */
async function approvalOf(grader: Grader, id: string, more = 0n) {
  const item = (await queue(grader)).find((each) => each.id === id);
  if (!item) throw new Error(`Review ${id} is not in the queue.`);
  const { timestamp } = await relay.community().chain.getBlock();
  return signedApproval(grader.account, item, BigInt(item.minReward) + more, timestamp + 86_400n, place());
}

const hand = ({ cookie }: Grader, id: string, approval: unknown) =>
  relay.stage().send("POST", `/api/grading/${id}`, approval, cookie);

async function review(id: string) {
  const answer = await relay.stage().send("GET", `/api/reviews/${id}`);
  return answer.json<{ review: { status: string; claim?: Claim } }>().review;
}

/** The claim that a review's author hands to the relay. */
async function claimOf(id: string): Promise<Submission> {
  const { claim } = await review(id);
  if (!claim) throw new Error(`Review ${id} has no claim.`);
  const { campaignId, memberId, amount, deadline, ...hashes } = claim.attestation;
  const attestation = {
    ...hashes,
    campaignId: BigInt(campaignId),
    memberId: BigInt(memberId),
    amount: BigInt(amount),
    deadline: BigInt(deadline),
  };
  const args = [attestation, claim.approvals] as const;
  return {
    contract: "Campaigns",
    data: encodeFunctionData({ abi: campaignsAbi, functionName: "claim", args }),
  };
}

const balanceOf = (account: Address) =>
  relay.community().chain.readContract({
    address: contracts().RewardToken.address,
    abi: rewardTokenAbi,
    functionName: "balanceOf",
    args: [account],
  });

/** How often each member was paid for the product, as the chain's log has it. */
async function payments(): Promise<number> {
  const paid = await relay.community().chain.getContractEvents({
    address: contracts().Campaigns.address,
    abi: campaignsAbi,
    eventName: "ContributionPaid",
    args: { campaignId: CAMPAIGN },
    fromBlock: 0n,
    strict: true,
  });
  return paid.filter(({ args }) => args.subject === productSubject(PRODUCT)).length;
}

test("an attester's key that is replaced while claims are on their way: each is paid once, by the new key where the old came late", async () => {
  const { chain } = relay.community();
  const stage = relay.stage();
  const authors = await relay.enrol(4);
  const before = await payments();
  const old = await newGrader();
  const ids: string[] = [];
  for (const author of authors) {
    const id = await addReview(author);
    expect((await hand(old, id, await approvalOf(old, id))).json()).toMatchObject({ status: "approved" });
    ids.push(id);
  }
  const [inTime, onItsWay, stored, late] = ids as [string, string, string, string];
  const rewards = await Promise.all(
    ids.map(async (id) => BigInt((await review(id)).claim?.attestation.amount ?? 0)),
  );
  const start = await Promise.all(authors.map(({ address }) => balanceOf(address)));

  const inTimeRequest = await stage.accept(await claimOf(inTime));
  await stage.carry();
  await stage.expectState(inTimeRequest, "mined-ok");

  // One claim is sent and not mined, one is stored and not sent, when the block with the rotation comes.
  const successor = newAccount();
  let onItsWayRequest: string;
  let storedRequest: string;
  await chain.setAutomine(false);
  try {
    onItsWayRequest = await stage.accept(await claimOf(onItsWay));
    await stage.relay.tick();
    await stage.expectState(onItsWayRequest, "sending");
    storedRequest = await stage.accept(await claimOf(stored));
    await stage.expectState(storedRequest, "stored");
    await setAttester(successor.address, true);
    await setAttester(old.account.address, false);
    await chain.mine({ blocks: 1 });
  } finally {
    await chain.setAutomine(true);
  }
  await stage.carry();
  for (const [id, state] of [
    [onItsWayRequest, "mined-reverted"],
    [storedRequest, "rejected"],
  ] as const) {
    expect(await stage.request(id)).toMatchObject({ state, reason: VOID });
  }
  const lateClaim = await claimOf(late);
  const refused = await stage.submit(lateClaim);
  expect(refused.status).toBe(422);
  expect(refusal(refused)).toMatchObject({ code: "refused", message: VOID });
  expect(await payments()).toBe(before + 1);

  expect((await stage.send("GET", "/api/grading", undefined, old.cookie)).status).toBe(403);
  const grader = { account: successor, cookie: await stage.signIn(successor) };
  expect((await queue(grader)).map(({ id }) => id).sort()).toEqual([onItsWay, stored, late].sort());
  const requests: string[] = [];
  for (const id of [onItsWay, stored, late]) {
    const answer = await hand(grader, id, await approvalOf(grader, id));
    expect(answer.json()).toMatchObject({ status: "approved" });
    requests.push(await stage.accept(await claimOf(id)));
  }
  await stage.carry();
  for (const id of requests) await stage.expectState(id, "mined-ok");

  // Nothing pays twice, whatever is handed in again, and with the old key's role given back.
  await setAttester(old.account.address, true);
  expect((await stage.submit(lateClaim)).status).toBe(422);
  expect(await payments()).toBe(before + 4);
  const end = await Promise.all(authors.map(({ address }) => balanceOf(address)));
  expect(end.map((balance, index) => balance - (start[index] ?? 0n))).toEqual(rewards);
  expect(await queue(grader)).toEqual([]);
});

describe("a review", () => {
  test("whose grading meets a chain that is away stays undecided, and is then paid once", async () => {
    const proxy = await FaultProxy.start(relay.community().url);
    try {
      const transport = http(proxy.url, { batch: true, retryCount: 0, timeout: 1_000 });
      const { settings, database } = relay.stage();
      const [author] = await relay.enrol(1);
      if (!author) throw new Error("a member expected");
      const shaky = new RelayStage(relay.community(), database, {
        transport,
        settings,
        account: settings.account,
      });
      const grader = await newGrader();
      const id = await addReview(author);
      const approval = await approvalOf(grader, id);
      const before = await payments();
      for (const how of ["down", "hang"] as const) {
        proxy.fault = () => how;
        const answer = await shaky.send("POST", `/api/grading/${id}`, approval, grader.cookie);
        expect(answer.status).toBe(503);
        expect(refusal(answer).code).toBe("chain_unavailable");
        expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
        expect(await review(id)).toMatchObject({ status: "submitted" });
        expect((await review(id)).claim).toBeUndefined();
      }
      proxy.fault = () => undefined;
      const tries = await Promise.all(
        [1, 2, 3].map(() => shaky.send("POST", `/api/grading/${id}`, approval, grader.cookie)),
      );
      expect(tries.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      const request = await relay.stage().accept(await claimOf(id));
      await relay.stage().carry();
      await relay.stage().expectState(request, "mined-ok");
      expect(await payments()).toBe(before + 1);
    } finally {
      await proxy.stop();
    }
  });

  test("waits for graders who are away, and is paid once when one comes back", async () => {
    const { chain } = relay.community();
    const [author] = await relay.enrol(1);
    if (!author) throw new Error("a member expected");
    const id = await addReview(author);
    const before = await payments();
    await chain.increaseTime({ seconds: 3 * 86_400 });
    await chain.mine({ blocks: 1 });
    expect(await review(id)).toMatchObject({ status: "submitted" });
    const grader = await newGrader();
    const approval = await approvalOf(grader, id);
    expect((await hand(grader, id, approval)).json()).toMatchObject({ status: "approved" });
    const request = await relay.stage().accept(await claimOf(id));
    await relay.stage().carry();
    await relay.stage().expectState(request, "mined-ok");
    expect(await payments()).toBe(before + 1);
  });
});
