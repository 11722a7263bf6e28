import { expect } from "chai";
import { id, parseEther, ZeroAddress } from "ethers";
import { roles } from "@hearth/protocol/roles";
import { networkHelpers } from "../helpers/chain.ts";
import { joinAs } from "../helpers/members.ts";
import { sign, type SignedRequest } from "../helpers/signing.ts";
import { startCampaign } from "../earning/stage.ts";
import { buy, PRICE, ticketStage } from "../rewards/stage.ts";

const { loadFixture } = networkHelpers;
const LATER = 2n ** 40n;
const OPEN_ENTRY = 0n;
const INVITE_ENTRY = 3n;
const ROOM_OF_GUS = 1n;
const ROOM_FREE = 2n;
const ROOM_BY_INVITE = 3n;

/**
 * Fixture: gus may do everything that takes a signature: he is a member with a ticket, an operator, who may invite, and
 * an attester. The doors are open.
 */
async function signerStage() {
  const stage = await ticketStage();
  const { manager, badges, rooms, accounts } = stage;
  const { gus, operator } = accounts;
  const [gusId = 0n] = await joinAs(stage, "pillar", gus);
  const { ticketId } = await buy(stage, gus);
  for (const role of [roles.OPERATOR, roles.ATTESTER]) {
    await manager.connect(accounts.admin).grantRole(role, gus, 0);
  }
  const { campaignId } = await startCampaign(stage);
  await badges
    .connect(operator)
    .createBadge({ kind: 0n, revocable: true, issuer: ZeroAddress }, "data:,badge");
  await badges.connect(operator).issue(1n, [gusId]);
  for (const entry of [OPEN_ENTRY, OPEN_ENTRY, INVITE_ENTRY]) {
    await rooms.connect(operator).createRoom({ entry, minTier: 0n, badgeId: 0n, capacity: 0n }, "data:,room");
  }
  await rooms.connect(gus).joinRoom(ROOM_OF_GUS);
  await rooms.connect(operator).setSteward(ROOM_BY_INVITE, gusId, true);
  await networkHelpers.time.increaseTo(stage.event.doorsOpen);
  return { ...stage, gus, ticketId, campaignId };
}

type SignerStage = Awaited<ReturnType<typeof signerStage>>;

/** What gus signs, one of each type. */
function statements(stage: SignerStage): SignedRequest {
  const { accounts, gus, ticketId, campaignId, rewardId, adaId, event } = stage;
  const ballot = { proposalId: 1n, support: 1n, voter: gus.address, nonce: 0n };
  return {
    Join: { account: gus.address, inviter: ZeroAddress, nonce: 1n, deadline: LATER },
    Invite: { inviter: gus.address, invitee: accounts.hana.address, nonce: 0n, deadline: LATER },
    BadgeRenounce: { account: gus.address, badgeId: 1n, nonce: 0n, deadline: LATER },
    RoomInvite: { steward: gus.address, roomId: ROOM_BY_INVITE, memberId: adaId, nonce: 0n, deadline: LATER },
    RoomJoin: { account: gus.address, roomId: ROOM_FREE, nonce: 0n, deadline: LATER },
    RoomLeave: { account: gus.address, roomId: ROOM_OF_GUS, nonce: 0n, deadline: LATER },
    Attestation: {
      campaignId,
      memberId: adaId,
      subject: id("product"),
      contentHash: id("words"),
      amount: parseEther("20"),
      deadline: LATER,
    },
    Redeem: {
      account: gus.address,
      rewardId,
      variant: 0n,
      maxPrice: PRICE,
      deliveryHash: id("delivery"),
      nonce: 0n,
      deadline: LATER,
    },
    Presence: { ticketId, at: event.doorsOpen },
    Delegation: { delegatee: accounts.ada.address, nonce: 0n, expiry: LATER },
    Ballot: ballot,
    ExtendedBallot: { ...ballot, reason: "", params: "0x" },
    Permit: { owner: gus.address, spender: gus.address, value: PRICE, nonce: 0n, deadline: LATER },
  };
}

const contractNames = [
  "membership",
  "badges",
  "rooms",
  "campaigns",
  "store",
  "tickets",
  "token",
  "governor",
] as const;
type SignedContract = (typeof contractNames)[number];

/** A function that takes a signature: whose contract, of which type, and how to hand one in without leaving a trace. */
interface Slot {
  contract: SignedContract;
  type: keyof SignedRequest;
  submit(signature: string): Promise<unknown>;
}

function slots(stage: SignerStage): Slot[] {
  const { membership, badges, rooms, campaigns, store, tickets, accounts, gus } = stage;
  const { Invite, BadgeRenounce, RoomInvite, RoomJoin, RoomLeave, Attestation, Redeem, Presence } =
    statements(stage);
  return [
    {
      contract: "membership",
      type: "Join",
      submit: async (signature) => await membership.joinFor.staticCall(gus.address, LATER, signature),
    },
    {
      contract: "membership",
      type: "Invite",
      submit: async (signature) =>
        await membership.connect(accounts.hana).joinWithInvite.staticCall(Invite, signature),
    },
    {
      contract: "badges",
      type: "BadgeRenounce",
      submit: async (signature) => await badges.renounceFor.staticCall(BadgeRenounce, signature),
    },
    {
      contract: "rooms",
      type: "RoomInvite",
      submit: async (signature) =>
        await rooms.connect(accounts.ada).joinRoomWithInvite.staticCall(RoomInvite, signature),
    },
    {
      contract: "rooms",
      type: "RoomJoin",
      submit: async (signature) => await rooms.joinRoomFor.staticCall(RoomJoin, signature),
    },
    {
      contract: "rooms",
      type: "RoomLeave",
      submit: async (signature) => await rooms.leaveRoomFor.staticCall(RoomLeave, signature),
    },
    {
      contract: "campaigns",
      type: "Attestation",
      submit: async (signature) =>
        await campaigns.claim.staticCall(Attestation, [{ signer: gus.address, signature }]),
    },
    {
      contract: "store",
      type: "Redeem",
      submit: async (signature) => await store.redeemFor.staticCall(Redeem, signature),
    },
    {
      contract: "tickets",
      type: "Presence",
      submit: async (signature) =>
        await tickets.connect(accounts.door).checkIn.staticCall([{ ...Presence, signature }]),
    },
  ];
}

/** Everything gus signs, under the domain of every contract. */
async function signatures(stage: SignerStage) {
  const types = Object.entries(statements(stage)) as [
    keyof SignedRequest,
    SignedRequest[keyof SignedRequest],
  ][];
  const pairs = types.flatMap(([type, request]) =>
    contractNames.map((contract) => ({ type, request, contract })),
  );
  return await Promise.all(
    pairs.map(async (pair) => ({
      ...pair,
      signature: await sign(stage.gus, stage[pair.contract], pair.type, pair.request),
    })),
  );
}

describe("Everything signed, handed in everywhere", () => {
  it("counts in the one place it was signed for and nowhere else", async () => {
    const stage = await loadFixture(signerStage);
    let refused = 0;
    for (const slot of slots(stage)) {
      for (const { type, contract, signature } of await signatures(stage)) {
        if (type === slot.type && contract === slot.contract) continue;
        await expect(slot.submit(signature), `${type} of ${contract} as ${slot.type}`)
          .to.be.revertedWithCustomError(stage.store, "SignedRequestInvalidSignature")
          .withArgs(stage.gus.address);
        refused += 1;
      }
    }
    expect(refused).to.equal(9 * (13 * 8 - 1));
  });

  it("does count there", async () => {
    const stage = await loadFixture(signerStage);
    const { membership, gus } = stage;
    for (const slot of slots(stage)) {
      const request = statements(stage)[slot.type];
      const sent = slot.submit(await sign(gus, stage[slot.contract], slot.type, request));
      // Gus has joined already, which is looked at after the signature.
      if (slot.type === "Join") {
        await expect(sent)
          .to.be.revertedWithCustomError(membership, "MembershipAlreadyMember")
          .withArgs(gus.address);
      } else await sent;
    }
  });

  it("does not count on another chain", async () => {
    const stage = await loadFixture(signerStage);
    for (const slot of slots(stage)) {
      for (const chainId of [1n, 8453n, 84_532n, 31_338n]) {
        const request = statements(stage)[slot.type];
        const signature = await sign(stage.gus, stage[slot.contract], slot.type, request, { chainId });
        await expect(slot.submit(signature), `${slot.type} of chain ${chainId}`)
          .to.be.revertedWithCustomError(stage.store, "SignedRequestInvalidSignature")
          .withArgs(stage.gus.address);
      }
    }
  });
});
