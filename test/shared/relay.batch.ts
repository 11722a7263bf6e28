import { abis } from "@hearth/protocol/contracts";
import { relayedFunctions } from "@hearth/protocol/relay";
import { expect } from "chai";
import { concat, id, keccak256, Wallet, ZeroAddress, ZeroHash } from "ethers";
import { toFunctionSelector, toFunctionSignature, type AbiFunction } from "viem";
import { approve, attestation, startCampaign } from "../earning/stage.ts";
import { ethers, networkHelpers, receiptOf } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { isReleaseBuild } from "../helpers/gas.ts";
import { budgetStory, support } from "../helpers/governorStory.ts";
import { joinAs } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";
import { deployedContracts } from "../roles/deployed.ts";
import { crowd } from "../rewards/crowd.ts";
import { DELIVERY, list, PRICE } from "../rewards/stage.ts";

const { loadFixture } = networkHelpers;
const GAS = 500_000n;
const NEVER = 2n ** 40n;
/** People for each kind of request. */
const EACH = 25;

interface Request {
  target: string;
  gasLimit: bigint;
  data: string;
}

type Spoilt = (index: number) => boolean;
const everyFifth: Spoilt = (index) => index % 5 === 3;

/** Fixture: 25 members with the price of a mug each, a vote that is open, mugs for all, and reviews that are paid. */
async function busyStage() {
  const community = await plainCommunity();
  const [adaId = 0n, benId = 0n] = await joinAs(
    community,
    "keeper",
    community.accounts.ada,
    community.accounts.ben,
  );
  const guests = await crowd(community, EACH, PRICE);
  await networkHelpers.mine();
  const story = await (await budgetStory(community)).reach("active", community.accounts.ada);
  const rewardId = await list(community, { stock: 100n });
  return {
    ...community,
    ...(await startCampaign(community)),
    guests,
    adaId,
    benId,
    rewardId,
    proposalId: await story.id(),
  };
}

type Stage = Awaited<ReturnType<typeof busyStage>>;

/** New people join; the bad ones have signed for another inviter. */
async function joins({ membership }: Community, bad: Spoilt): Promise<Request[]> {
  const target = await membership.getAddress();
  return await each(async (index) => {
    const key = new Wallet(id(`newcomer ${index}`));
    const inviter = bad(index) ? key.address : ZeroAddress;
    const request = { account: key.address, inviter, nonce: 0n, deadline: NEVER };
    const signature = await sign(key, membership, "Join", request);
    const data = membership.interface.encodeFunctionData("joinFor", [key.address, NEVER, signature]);
    return { target, gasLimit: GAS, data };
  });
}

/** Guests are paid for reviews; of the bad ones the attester has signed another amount. */
async function claims(stage: Stage, bad: Spoilt): Promise<Request[]> {
  const { campaigns, membership, guests, accounts } = stage;
  const target = await campaigns.getAddress();
  return await each(async (index) => {
    const memberId = await membership.memberOf(guests[index] ?? ZeroAddress);
    const statement = attestation(stage, { memberId });
    const approvals = await approve(stage, statement, accounts.attester);
    const claimed = { ...statement, amount: statement.amount + (bad(index) ? 1n : 0n) };
    const data = campaigns.interface.encodeFunctionData("claim", [claimed, approvals]);
    return { target, gasLimit: GAS, data };
  });
}

/** Guests vote; the bad ballots are handed in with another choice than was signed. */
async function ballots({ governor, guests, proposalId }: Stage, bad: Spoilt): Promise<Request[]> {
  const target = await governor.getAddress();
  return await each(async (index) => {
    const voter = guests[index] as Wallet;
    const ballot = { proposalId, support: support.for, voter: voter.address, nonce: 0n };
    const signature = await sign(voter, governor, "Ballot", ballot, { name: "Hearth Governor" });
    const choice = bad(index) ? support.against : support.for;
    const args = [proposalId, choice, voter.address, signature];
    const data = governor.interface.encodeFunctionData(
      "castVoteBySig",
      args as [bigint, bigint, string, string],
    );
    return { target, gasLimit: GAS, data };
  });
}

/** Guests order mugs; the bad ones do not agree to the price. */
async function orders({ store, guests, rewardId }: Stage, bad: Spoilt): Promise<Request[]> {
  const target = await store.getAddress();
  return await each(async (index) => {
    const guest = guests[index] as Wallet;
    const wish = {
      account: guest.address,
      rewardId,
      termsVersion: 1n,
      variant: 0n,
      maxPrice: bad(index) ? PRICE - 1n : PRICE,
      deliveryHash: DELIVERY,
      nonce: 0n,
      deadline: NEVER,
    };
    const signature = await sign(guest, store, "Redeem", wish);
    return {
      target,
      gasLimit: GAS,
      data: store.interface.encodeFunctionData("redeemFor", [wish, signature]),
    };
  });
}

async function each(make: (index: number) => Promise<Request>): Promise<Request[]> {
  return await Promise.all(Array.from({ length: EACH }, (_, index) => make(index)));
}

/** One request of each kind in turn. */
async function mixed(stage: Stage, bad: Spoilt): Promise<Request[]> {
  const kinds = [
    await joins(stage, bad),
    await claims(stage, bad),
    await ballots(stage, bad),
    await orders(stage, bad),
  ];
  return Array.from({ length: EACH }, (_, index) =>
    kinds.map((requests) => requests[index] as Request),
  ).flat();
}

/** What the community looks like to an outsider, to see that nothing else has changed. */
async function effects({ membership, store, governor, proposalId, token }: Stage) {
  return {
    members: await membership.totalMembers(),
    orders: await store.redemptionCount(),
    escrowed: await store.totalEscrowed(),
    votes: (await governor.proposalVotes(proposalId)).forVotes,
    supply: await token.totalSupply(),
  };
}

describe("Relay: a hundred requests of four kinds", () => {
  it("carries out the good ones and names the others", async () => {
    const stage = await loadFixture(busyStage);
    const { relay, accounts } = stage;
    const before = await effects(stage);
    const requests = await mixed(stage, everyFifth);

    const sent = await relay.connect(accounts.relayer).relay(requests, { gasLimit: 16_000_000n });

    const { logs } = await receiptOf(sent.hash);
    const own = await relay.getAddress();
    const outcomes = logs
      .filter(({ address }) => address === own)
      .map((log) => relay.interface.parseLog(log));
    expect(outcomes.length).to.equal(requests.length);
    for (const [index, outcome] of outcomes.entries()) {
      const expected = everyFifth(Math.floor(index / 4)) ? "RequestRefused" : "RequestRelayed";
      expect(outcome?.name).to.equal(expected, `request ${index}`);
      expect(outcome?.args["requestHash"]).to.equal(keccak256(requests[index]?.data ?? "0x"));
    }
    const good = 20n;
    const reward = 20n * 10n ** 18n;
    expect(await effects(stage)).to.deep.equal({
      members: before.members + good,
      orders: before.orders + good,
      escrowed: before.escrowed + good * PRICE,
      votes: before.votes + good,
      supply: before.supply + good * reward,
    });
  });

  it("says why, in the words of the contract that refused", async () => {
    const stage = await loadFixture(busyStage);
    const { relay, store } = stage;
    const [bad] = await orders(stage, () => true);
    if (!bad) throw new Error("There is no request");
    const reason = store.interface.encodeErrorResult("RewardsStorePriceAboveMax", [PRICE, PRICE - 1n]);
    await expect(relay.relay([bad]))
      .to.emit(relay, "RequestRefused")
      .withArgs(keccak256(bad.data), bad.target, GAS, reason);
  });

  it("refuses in one transaction what it did in the one before, and nothing is done twice", async () => {
    const stage = await loadFixture(busyStage);
    const requests = await mixed(stage, () => false);
    await stage.relay.relay(requests, { gasLimit: 16_000_000n });
    const after = await effects(stage);
    const again = await stage.relay.relay.staticCall(requests, { gasLimit: 16_000_000n });
    expect(again).to.deep.equal(Array.from(requests, () => false));
    await stage.relay.relay(requests, { gasLimit: 16_000_000n });
    expect(await effects(stage)).to.deep.equal(after);
  });

  it("burns nobody's request where the relayer gives too little gas", async () => {
    const stage = await loadFixture(busyStage);
    const requests = await mixed(stage, () => false);
    const before = await effects(stage);
    await expect(stage.relay.relay(requests, { gasLimit: 3_000_000n })).to.be.revertedWithCustomError(
      stage.relay,
      "RelayOutOfGas",
    );
    expect(await effects(stage)).to.deep.equal(before);
    expect(await stage.relay.relay.staticCall(requests, { gasLimit: 16_000_000n })).not.to.include(false);
  });

  it("leaves the relay no member, no holder and no spender", async () => {
    const stage = await loadFixture(busyStage);
    const { relay, membership, token } = stage;
    const own = await membership.getAddress();
    for (const name of ["join()", "leave()"]) {
      const data = id(name).slice(0, 10);
      await expect(relay.relay([{ target: own, gasLimit: GAS, data }])).to.be.revertedWithCustomError(
        relay,
        "RelayFunctionNotRelayed",
      );
    }
    expect(await membership.memberOf(relay)).to.equal(0n);
    expect(await token.balanceOf(relay)).to.equal(0n);
  });
});

describe("Relay: the functions it passes on", () => {
  it("are the signed forms and those that serve whom they name, of every contract", async () => {
    const community = await loadFixture(plainCommunity);
    const relayed: Record<string, string[]> = {};
    for (const { name, address } of await deployedContracts(community)) {
      const expected = relayedFunctions(name).map((entry) => toFunctionSignature(entry));
      const functions: readonly AbiFunction[] = abis[name].filter((entry) => entry.type === "function");
      for (const entry of functions) {
        const passes = await community.relay.isRelayed(address, toFunctionSelector(entry));
        expect(passes).to.equal(expected.includes(toFunctionSignature(entry)), `${name}.${entry.name}`);
        if (passes) (relayed[name] ??= []).push(entry.name);
      }
    }
    expect(relayed["Membership"]).to.include.members(["joinFor", "joinWithInviteFor", "refresh"]);
    expect(relayed["CommunityGovernor"]).to.include.members([
      "castVoteBySig",
      "castVoteWithReasonAndParamsBySig",
    ]);
    expect(relayed["Campaigns"]).to.include("claim");
    expect(relayed["RewardToken"]).to.deep.equal(["permit"]);
    expect(relayed["AccessManager"] ?? relayed["TimelockController"]).to.equal(undefined);
  });
});

describe("Relay: what it costs", () => {
  before(function () {
    if (!isReleaseBuild()) this.skip();
  });

  it("is at most 3,300 gas for each of a hundred requests, beside what each does", async () => {
    const target = await ethers.deployContract("RelayTarget");
    const { selector } = target.interface.getFunction("idle");
    const relay = await ethers.deployContract("Relay", [[{ target, selectors: [selector] }]]);
    const [sender] = await ethers.getSigners();
    // As long as a signed ballot or a signed order.
    const data = concat([selector, ...Array.from({ length: 10 }, () => id("a word")), ZeroHash]);
    const direct = await sender?.sendTransaction({ to: target, data });
    const requests = Array.from({ length: 100 }, () => ({ target, gasLimit: GAS, data }));
    const batch = await relay.relay(requests);
    const alone = (await receiptOf(direct?.hash ?? "")).gasUsed - 21_000n;
    const together = (await receiptOf(batch.hash)).gasUsed / 100n;
    expect(together - alone).to.be.at.most(3_300n);
  });
});
