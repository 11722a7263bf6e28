import { roles } from "@hearth/protocol/roles";
import { concat, type BaseContract } from "ethers";
import type { ERC1271Wallet } from "../../types/ethers-contracts/index.ts";
import { startCampaign } from "../earning/stage.ts";
import { DAY, ethers, networkHelpers, now, type Signer } from "../helpers/chain.ts";
import { deployTestCommunity, type Community } from "../helpers/community.ts";
import { joinAs, packAwards, standingOf } from "../helpers/members.ts";
import { announce, list, PRICE, ticketStage, type TicketStage } from "../rewards/stage.ts";

/** What an account can be: a person's key, a contract (ERC-1271), or a person's account with code (EIP-7702). */
export type ActorKind = "key" | "wallet" | "delegated";

/** An account, and the key that signs for it. */
export interface Actor {
  address: string;
  signer: Signer;
}

/** A community in which one account may do everything that takes a signature. */
export interface SignatureStage extends TicketStage {
  /** Member of the tier Pillar, operator and attester; holds tokens and two tickets. */
  actor: Actor;
  actorId: bigint;
  ticketIds: [bigint, bigint];
  /** Two more of the actor's, to an event far ahead whose tickets can be given back and passed on. */
  laterTicketIds: [bigint, bigint];
  /** Tickets of cleo and dan to that event, offered to whoever comes first. */
  offeredTicketIds: [bigint, bigint];
  /** An account of the same kind that has not joined. */
  newcomer: Actor;
  /** The contract behind the actor, if any, which can be told to answer wrongly. */
  wallet: ERC1271Wallet | undefined;
  /** A review campaign, and another like it. */
  campaignIds: [bigint, bigint];
  /** Two rewards with two variants each. */
  rewardIds: [bigint, bigint];
  /** Rewards of which nothing is left. */
  soldOutIds: [bigint, bigint];
  /** Orders of merch by the actor, which can be cancelled still. */
  orderIds: [bigint, bigint];
  /** Orders of the actor on waiting lists. */
  waitingIds: [bigint, bigint];
  /** Another community on the same chain. */
  elsewhere: Community;
}

type Act = (contract: BaseContract, name: string, args: unknown[]) => Promise<void>;

/** Fixture: the actor is a person with a key. */
export async function keyStage(): Promise<SignatureStage> {
  return await signatureStage("key");
}

/** Fixture: the actor is a contract that knows whose signatures count. */
export async function walletStage(): Promise<SignatureStage> {
  return await signatureStage("wallet");
}

/** Fixture: the actor is a person whose account has code, which takes finn's signatures beside the person's own. */
export async function delegatedStage(): Promise<SignatureStage> {
  return await signatureStage("delegated");
}

async function signatureStage(kind: ActorKind): Promise<SignatureStage> {
  const elsewhere = await deployTestCommunity({ membership: { name: "Another House" } });
  const stage = await ticketStage();
  const { accounts, tickets } = stage;
  const { gus, hana, finn } = accounts;
  await joinAs(stage, "keeper", accounts.cleo, accounts.dan);
  const [actor, act, wallet] = kind === "wallet" ? await walletOf(gus) : personOf(gus);
  const [newcomer] = kind === "wallet" ? await walletOf(hana) : personOf(hana);
  const bought = await settle(stage, actor, act);
  const code = kind === "delegated" ? await ethers.deployContract("ERC1271Wallet", [finn]) : undefined;
  if (code) await networkHelpers.setCode(actor.address, concat(["0xef0100", await code.getAddress()]));
  const campaigns = [await startCampaign(stage), await startCampaign(stage)] as const;
  await networkHelpers.time.increaseTo(stage.event.doorsOpen + 60n);
  return {
    ...stage,
    ...bought,
    actor,
    newcomer,
    wallet: wallet ?? code,
    campaignIds: [campaigns[0].campaignId, campaigns[1].campaignId],
    elsewhere,
    ticketIds: [1n, 2n].map((back) => (stage.eventId << 32n) | (bought.lastSerial - 2n + back)) as [
      bigint,
      bigint,
    ],
    tickets,
  };
}

/** Lets the actor join, earn and buy, and gives it the roles of those who sign for the brand. */
async function settle(stage: TicketStage, actor: Actor, act: Act) {
  const { membership, campaigns, store, tickets, manager, accounts, giftsId, eventId, ticketRewardId } =
    stage;
  await act(membership, "join", []);
  const actorId = await membership.memberOf(actor.address);
  const gift = { memberId: actorId, amount: 2n * standingOf.pillar };
  await campaigns.connect(accounts.attester).award(giftsId, ethers.id("gift"), packAwards([gift]));
  for (const role of [roles.OPERATOR, roles.ATTESTER]) {
    await manager.connect(accounts.admin).grantRole(role, actor.address, 0);
  }
  const rewardIds: [bigint, bigint] = [
    await list(stage, { stock: 0n, variantStock: [5n, 5n] }),
    await list(stage, { stock: 0n, variantStock: [5n, 5n] }),
  ];
  const soldOutIds: [bigint, bigint] = [
    await list(stage, { stock: 0n, variantStock: [0n, 0n] }),
    await list(stage, { stock: 0n, variantStock: [0n, 0n] }),
  ];
  for (let i = 0; i < 2; i += 1) {
    await act(store, "redeem", [ticketRewardId, 1n, 0n, PRICE, ethers.ZeroHash]);
  }
  // What was ordered has to wait until the doors open, and can still be cancelled then.
  const slowId = await list(stage, { cancelWindow: BigInt(10 * DAY) });
  for (let i = 0; i < 2; i += 1) await act(store, "redeem", [slowId, 1n, 0n, PRICE, ethers.ZeroHash]);
  const goneIds = [await list(stage, { stock: 0n }), await list(stage, { stock: 0n })];
  for (const goneId of goneIds) {
    await act(store, "joinWaitingList", [goneId, 1n, 0n, PRICE, ethers.ZeroHash]);
  }
  const lastOrder = await store.redemptionCount();
  const orderIds: [bigint, bigint] = [lastOrder - 3n, lastOrder - 2n];
  const waitingIds: [bigint, bigint] = [lastOrder - 1n, lastOrder];
  const { lastSerial } = await tickets.eventOf(eventId);
  const doorsOpen = BigInt((await now()) + 60 * DAY);
  const times = { doorsOpen, ends: doorsOpen + 60n, returnUntil: doorsOpen, transferUntil: doorsOpen };
  const later = await announce(stage, { ...times, capacity: 10n });
  const redeem = [later.ticketRewardId, 1n, 0n, PRICE, ethers.ZeroHash] as const;
  for (let i = 0; i < 2; i += 1) await act(store, "redeem", [...redeem]);
  const ids = [1n, 2n, 3n, 4n].map((serial) => (later.eventId << 32n) | serial);
  const [first = 0n, second = 0n, cleos = 0n, dans = 0n] = ids;
  for (const [person, ticketId] of [
    [accounts.cleo, cleos],
    [accounts.dan, dans],
  ] as const) {
    await store.connect(person).redeem(...redeem);
    await tickets.connect(person).offerTicket(ticketId, ethers.ZeroAddress, doorsOpen);
  }
  const laterTicketIds: [bigint, bigint] = [first, second];
  const offeredTicketIds: [bigint, bigint] = [cleos, dans];
  const bought = { lastSerial, laterTicketIds, offeredTicketIds };
  return { actorId, rewardIds, soldOutIds, orderIds, waitingIds, ...bought };
}

function personOf(signer: Signer): [Actor, Act, undefined] {
  const act: Act = async (contract, name, args) => {
    await contract
      .connect(signer)
      .getFunction(name)
      .send(...args);
  };
  return [{ address: signer.address, signer }, act, undefined];
}

async function walletOf(signer: Signer): Promise<[Actor, Act, ERC1271Wallet]> {
  const wallet = await ethers.deployContract("ERC1271Wallet", [signer]);
  const act: Act = async (contract, name, args) => {
    const data = contract.interface.encodeFunctionData(name, args);
    await wallet.connect(signer).execute(await contract.getAddress(), data);
  };
  return [{ address: await wallet.getAddress(), signer }, act, wallet];
}
