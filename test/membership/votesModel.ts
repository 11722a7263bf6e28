import { expect } from "chai";
import { id, ZeroAddress, type ContractTransactionResponse } from "ethers";
import { at, ethers, inOneBlock, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { seededRandom, type Random } from "../helpers/random.ts";
import { VotesModel, type ModelTier } from "../helpers/votesModel.ts";
import { packAwards } from "../helpers/members.ts";

const { loadFixture } = networkHelpers;
/** Given by hand, since nothing can be estimated against a block that is still being put together. */
const overrides = { gasLimit: 600_000n };

interface Play {
  community: Community;
  people: Signer[];
  memberIds: Map<string, bigint>;
  model: VotesModel;
  random: Random;
  /** How often each act went through. */
  done: Map<string, number>;
  gifts: number;
}

/** Sends one act, and tells whether the model allows it. */
type Act = (play: Play) => Promise<{ sent: ContractTransactionResponse; allowed: boolean }>;

/** A number is given at the first joining; nobody who never joined has one. */
function memberIdOf({ memberIds }: Play, person: Signer): bigint {
  return memberIds.get(person.address) ?? 0n;
}

const join: Act = async (play) => {
  const person = play.random.pick(play.people);
  const sent = await play.community.membership.connect(person).join(overrides);
  const allowed = play.model.join(person.address);
  if (allowed && !play.memberIds.has(person.address)) {
    play.memberIds.set(person.address, BigInt(play.memberIds.size + 1));
  }
  return { sent, allowed };
};

const leave: Act = async ({ community, people, model, random }) => {
  const person = random.pick(people);
  const sent = await community.membership.connect(person).leave(overrides);
  return { sent, allowed: model.leave(person.address) };
};

const earn: Act = async (play) => {
  const { community, people, model, random } = play;
  const person = random.pick(people);
  const amount = BigInt(1 + random.whole(60));
  const { campaigns, accounts, giftsId } = community;
  const sent = await campaigns
    .connect(accounts.attester)
    .award(
      giftsId,
      id(`model ${++play.gifts}`),
      packAwards([{ memberId: memberIdOf(play, person), amount }]),
      overrides,
    );
  return { sent, allowed: model.earn(person.address, amount) };
};

const refresh: Act = async (play) => {
  const person = play.random.pick(play.people);
  const { membership, accounts } = play.community;
  const sent = await membership.connect(accounts.stranger).refresh(memberIdOf(play, person), overrides);
  return { sent, allowed: play.model.refresh(person.address) };
};

const delegate: Act = async ({ community, people, model, random }) => {
  const [from, to] = [random.pick(people), random.pick(people)];
  const back = random.whole(6) === 0;
  const sent = await community.membership.connect(from).delegate(back ? ZeroAddress : to.address, overrides);
  return { sent, allowed: model.delegate(from.address, back ? from.address : to.address) };
};

const setTiers: Act = async ({ community, model, random }) => {
  const tiers = randomTiers(random);
  const named = tiers.map((tier, index) => ({ ...tier, name: `Tier ${index}`, rights: 0n }));
  const { membership, accounts } = community;
  const sent = await membership.connect(accounts.admin).setTiers(named, overrides);
  return { sent, allowed: model.setTiers(tiers) };
};

const acts: Record<string, Act> = { join, leave, earn, refresh, delegate, setTiers };
/** How the acts are mixed. */
const mix = [
  "join",
  "join",
  "join",
  "leave",
  "leave",
  "earn",
  "earn",
  "earn",
  "delegate",
  "delegate",
  "delegate",
];
const seldom = ["refresh", "setTiers"];

function randomTiers(random: Random): ModelTier[] {
  const tiers = [{ threshold: 0n, units: BigInt(1 + random.whole(3)) }];
  for (let tier = 1; tier < 4; ++tier) {
    const { threshold, units } = tiers[tier - 1] as ModelTier;
    tiers.push({
      threshold: threshold + BigInt(1 + random.whole(80)),
      units: units + BigInt(random.whole(3)),
    });
  }
  return tiers;
}

/** Plays up to four acts within one second, and holds the outcome of each against the model. */
async function playSecond(play: Play): Promise<void> {
  const { random } = play;
  const second = (await now()) + 1 + random.whole(4);
  const expected: { name: string; allowed: boolean }[] = [];
  await at(second);
  const receipts = await inOneBlock(async () => {
    const sent: ContractTransactionResponse[] = [];
    for (let count = 1 + random.whole(4); count > 0; --count) {
      const name = random.pick(random.whole(8) === 0 ? seldom : mix);
      const outcome = await (acts[name] as Act)(play);
      sent.push(outcome.sent);
      expected.push({ name, allowed: outcome.allowed });
    }
    return sent;
  });
  const happened = receipts.map(({ status }, index) => ({
    name: expected[index]?.name,
    allowed: status === 1,
  }));
  expect(happened, "outcomes in one second").to.deep.equal(expected);
  for (const { name, allowed } of expected) if (allowed) play.done.set(name, (play.done.get(name) ?? 0) + 1);
  play.model.endSecond(second);
}

/** Compares every account and the total at each second in which something changed, and in those beside it. */
async function comparePast({ community, people, model }: Play, start: number): Promise<void> {
  const { membership } = community;
  const seconds = new Set(model.history.flatMap(({ second }) => [second - 1, second, second + 1]));
  const end = await now();
  for (const second of [start, ...seconds].filter((each) => each < end)) {
    const then = model.at(second);
    let sum = 0n;
    for (const { address } of people) {
      const votes = await membership.getPastVotes(address, second);
      expect(votes, `votes of ${address} at ${second - start}`).to.equal(then.votes.get(address) ?? 0n);
      const { units } = await membership.unitsAt(address, second);
      const expectedUnits = model.isActive(address) ? (then.units.get(address) ?? 0n) : 0n;
      expect(units, `units of ${address} at ${second - start}`).to.equal(expectedUnits);
      sum += votes;
    }
    expect(await membership.getPastTotalSupply(second), `total at ${second - start}`).to.equal(then.total);
    expect(sum, `sum of votes at ${second - start}`).to.equal(then.total);
  }
}

async function newPlay(community: Community, seed: number): Promise<Play> {
  const { ada, ben, cleo, dan, eve, admin } = community.accounts;
  const random = seededRandom(seed);
  const tiers = randomTiers(random);
  const named = tiers.map((tier, index) => ({ ...tier, name: `Tier ${index}`, rights: 0n }));
  await community.membership.connect(admin).setTiers(named);
  const people = [ada, ben, cleo, dan, eve].slice(0, 2 + random.whole(4));
  const model = new VotesModel(tiers);
  return { community, people, memberIds: new Map(), model, random, done: new Map(), gifts: 0 };
}

describe("Membership › votes against a plain model", () => {
  const done = new Map<string, number>();

  for (let seed = 1; seed <= 12; ++seed) {
    it(`agree in every second of a random story, several acts to a second (seed ${seed})`, async () => {
      const play = await newPlay(await loadFixture(plainCommunity), seed);
      const start = await now();
      for (let block = 0; block < 50; ++block) await playSecond(play);
      await networkHelpers.mine();
      for (const { address } of play.people) {
        const votes = play.model.at(await now()).votes.get(address) ?? 0n;
        expect(await play.community.membership.getVotes(address), `votes of ${address} now`).to.equal(votes);
      }
      await comparePast(play, start);
      for (const [name, times] of play.done) done.set(name, (done.get(name) ?? 0) + times);
    });
  }

  it("were no empty stories: each act went through often", () => {
    for (const name of Object.keys(acts)) expect(done.get(name) ?? 0, name).to.be.greaterThan(20);
  });

  it("agree that joining, earning, delegating and leaving in one second leaves nothing behind", async () => {
    const { membership, accounts, campaigns, giftsId } = await loadFixture(plainCommunity);
    const { ada, ben, attester } = accounts;
    await membership.connect(ben).join();
    const second = (await now()) + 10;
    await at(second);
    const receipts = await inOneBlock(async () => [
      await membership.connect(ada).join(overrides),
      await campaigns
        .connect(attester)
        .award(
          giftsId,
          id("same second"),
          packAwards([{ memberId: 2n, amount: ethers.parseEther("500") }]),
          overrides,
        ),
      await membership.connect(ada).delegate(ben, overrides),
      await membership.connect(ada).leave(overrides),
      await membership.connect(ada).join(overrides),
      await membership.connect(ada).leave(overrides),
    ]);
    expect(receipts.map(({ status }) => status)).to.deep.equal([1, 1, 1, 1, 1, 1]);
    await networkHelpers.mine();
    for (const when of [second - 1, second]) {
      expect(await membership.getPastVotes(ada, when)).to.equal(0n);
      expect(await membership.getPastVotes(ben, when)).to.equal(1n);
      expect(await membership.getPastTotalSupply(when)).to.equal(1n);
    }
  });
});
