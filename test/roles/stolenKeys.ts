import { expect } from "chai";
import { parseEther } from "ethers";
import { networkHelpers } from "../helpers/chain.ts";
import { GovernorStory } from "../helpers/governorStory.ts";
import { order, packed, parcels, presence, PRICE, state } from "../rewards/stage.ts";
import { attempts } from "./attempts.ts";
import { DEPOSIT, holdings, targets } from "./theft.ts";

const { loadFixture } = networkHelpers;
const INVALID_SIGNATURE = 7n;

const brandSide = ["operator", "attester", "fulfilment", "door", "guardian"] as const;

for (const [title, fixture] of Object.entries(targets)) {
  describe(`Roles › stolen keys › ${title} › any of them`, () => {
    for (const name of [...brandSide, "deployer"] as const) {
      it(`${name} is refused whatever would hurt members`, async () => {
        const target = await loadFixture(fixture);
        // The account that deployed is `admin`, who holds no role here; see stages.ts.
        const thief = target.accounts[name === "deployer" ? "admin" : name];
        const before = await holdings(target, thief);
        for (const attempt of await attempts(target, thief)) {
          const refused = expect(attempt.try(), attempt.title).to.be.revertedWithCustomError(
            attempt.contract,
            attempt.error,
          );
          await (attempt.args ? refused.withArgs(...attempt.args) : refused);
        }
        expect(await holdings(target, thief)).to.deep.equal(before);
      });
    }
  });

  describe(`Roles › stolen keys › ${title} › fulfilment`, () => {
    it("can burn what open orders of merch have paid, gains nothing and reaches nothing else", async () => {
      const target = await loadFixture(fixture);
      const { store, token, orders, accounts } = target;
      const { ada, fulfilment } = accounts;
      const thief = store.connect(fulfilment);
      const before = await holdings(target, fulfilment);
      await expect(thief.fulfil(parcels(orders.ticket)))
        .to.be.revertedWithCustomError(store, "RewardsStoreWrongKind")
        .withArgs(orders.ticket);
      await expect(thief.cancelByOperator([orders.mug], true, ""))
        .to.be.revertedWithCustomError(store, "AccessManagedUnauthorized")
        .withArgs(fulfilment.address);
      await thief.fulfil(parcels(orders.mug));
      await expect(store.connect(ada).cancel(orders.mug))
        .to.be.revertedWithCustomError(store, "RewardsStoreNotPlaced")
        .withArgs(orders.mug, state.fulfilled);
      expect(await holdings(target, fulfilment)).to.deep.equal({
        ...before,
        order: state.fulfilled,
        supply: before.supply - PRICE,
        escrow: before.escrow - PRICE,
      });
      expect(await token.balanceOf(store)).to.equal(PRICE);
    });
  });

  describe(`Roles › stolen keys › ${title} › door`, () => {
    it("can let nobody in who has not signed, so that no ticket loses its refund", async () => {
      const target = await loadFixture(fixture);
      const { tickets, token, ticketId, event, accounts } = target;
      const { ada, door } = accounts;
      const thief = tickets.connect(door);
      const forged = await presence(target, door, ticketId, event.doorsOpen);
      await expect(thief.checkIn(forged))
        .to.be.revertedWithCustomError(tickets, "EventTicketsProofFromFuture")
        .withArgs(ticketId, event.doorsOpen);
      // Ada gives her ticket back in time; had it been checked in, she could not.
      const balance = await token.balanceOf(ada);
      await tickets.connect(ada).returnTicket(ticketId);
      expect(await token.balanceOf(ada)).to.equal(balance + PRICE);

      const second = await order(target, ada, await target.store.rewardCount());
      const held = ticketId + 1n;
      await networkHelpers.time.increaseTo(event.doorsOpen);
      const atDoor = await presence(target, door, held, event.doorsOpen);
      await expect(thief.checkIn(atDoor))
        .to.be.revertedWithCustomError(tickets, "SignedRequestInvalidSignature")
        .withArgs(ada.address);
      await expect(thief.checkInBatch(packed([atDoor])))
        .to.emit(tickets, "CheckInSkipped")
        .withArgs(held, door.address, INVALID_SIGNATURE);
      expect(await tickets.isCheckedIn(held)).to.equal(false);
      expect((await target.store.redemption(second)).state).to.equal(state.placed);
    });
  });

  describe(`Roles › stolen keys › ${title} › guardian`, () => {
    it("can stop a proposal and burn its deposit, carries out nothing, and can't stop being replaced", async () => {
      const target = await loadFixture(fixture);
      const { governor, deposits, token, timelock, accounts } = target;
      const { ada, ben, cleo, guardian } = accounts;
      const before = await holdings(target, guardian);
      const payment = [{ target: guardian.address, data: "0x", value: parseEther("1") }];
      const stopped = new GovernorStory(target, payment);
      await stopped.propose(cleo);
      await deposits.connect(guardian).markSpam(await stopped.id());
      await stopped.cancel(guardian);
      await deposits.connect(guardian).burn(await stopped.id());
      expect((await token.totalSupply()) - before.supply).to.equal(-DEPOSIT);
      await expect(stopped.execute(guardian)).to.be.revertedWithCustomError(
        governor,
        "GovernorUnexpectedProposalState",
      );

      const address = await governor.getAddress();
      const data = governor.interface.encodeFunctionData("setProposalGuardian", [ada.address]);
      const replaced = new GovernorStory(target, [{ target: address, data }], "Another guardian");
      await replaced.propose(cleo);
      await expect(replaced.cancel(guardian))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(await replaced.id(), guardian.address);
      await replaced.passDelay();
      for (const voter of [ada, ben, cleo]) await replaced.vote(voter);
      await replaced.passPeriod();
      await replaced.queue(guardian);
      await expect(replaced.execute(guardian)).to.be.revertedWithCustomError(
        timelock,
        "TimelockUnexpectedOperationState",
      );
      await replaced.passTimelock();
      await replaced.execute(guardian);
      expect(await governor.proposalGuardian()).to.equal(ada.address);
      const next = new GovernorStory(target, payment, "Once more");
      await next.propose(cleo);
      await expect(next.cancel(guardian)).to.be.revertedWithCustomError(governor, "GovernorUnableToCancel");
      expect((await holdings(target, guardian)).treasury).to.equal(before.treasury);
    });
  });
}
