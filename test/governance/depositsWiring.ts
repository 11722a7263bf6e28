import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { plainCommunity } from "../helpers/community.ts";

const { loadFixture } = networkHelpers;

/** Fixture: deposits that have not been told yet which governor they serve. */
async function unwiredDeposits() {
  const { manager, token, membership, governor, accounts } = await plainCommunity();
  const deposits = await ethers.deployContract("ProposalDeposits", [manager, token, membership, 5n]);
  return { deposits: deposits.connect(accounts.admin), governor, accounts };
}

describe("ProposalDeposits › wire", () => {
  it("names the governor, who alone may take deposits from then on", async () => {
    const { deposits, governor, accounts } = await loadFixture(unwiredDeposits);
    expect(await deposits.governor()).to.equal(ZeroAddress);
    await expect(deposits.wire(governor))
      .to.emit(deposits, "GovernorWired")
      .withArgs(await governor.getAddress());
    expect(await deposits.governor()).to.equal(await governor.getAddress());
    await expect(deposits.take(1n, 1n, accounts.ada))
      .to.be.revertedWithCustomError(deposits, "ProposalDepositsUnauthorized")
      .withArgs(accounts.admin.address);
    await expect(deposits.wire(accounts.admin)).to.be.revertedWithCustomError(
      deposits,
      "ProposalDepositsAlreadyWired",
    );
  });

  it("refuses nobody as the governor, and leaves the place free", async () => {
    const { deposits, governor } = await loadFixture(unwiredDeposits);
    await expect(deposits.wire(ZeroAddress)).to.be.revertedWithCustomError(
      deposits,
      "ProposalDepositsZeroAddress",
    );
    await deposits.wire(governor);
  });

  it("is the admin's, and begins with the deposit it was deployed with", async () => {
    const { deposits, governor, accounts } = await loadFixture(unwiredDeposits);
    for (const caller of [accounts.operator, accounts.guardian, accounts.stranger]) {
      await expect(deposits.connect(caller).wire(governor))
        .to.be.revertedWithCustomError(deposits, "AccessManagedUnauthorized")
        .withArgs(caller.address);
    }
    expect(await deposits.proposalDeposit()).to.equal(5n);
  });
});
