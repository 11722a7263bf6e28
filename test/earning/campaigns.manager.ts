import { expect } from "chai";
import { id, parseEther } from "ethers";
import { DAY, networkHelpers } from "../helpers/chain.ts";
import { join, joinAs, packAwards } from "../helpers/members.ts";
import { approve, attestation, reviewStage } from "./stage.ts";

const { loadFixture } = networkHelpers;
const ATTESTER = 2n;

describe("Campaigns: round the AccessManager", () => {
  it("refuses an award through the manager's execute, behind which attesters could award themselves", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, manager, token, accounts, campaignId } = stage;
    const { attester } = accounts;
    const [memberId = 0n] = await join(stage, attester);
    const awards = [{ memberId, amount: parseEther("20") }];
    await expect(campaigns.connect(attester).award(campaignId, id("my own lesson"), packAwards(awards)))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignerIsMember")
      .withArgs(attester.address);

    const data = campaigns.interface.encodeFunctionData("award", [
      campaignId,
      id("my own lesson"),
      packAwards(awards),
    ]);
    await expect(manager.connect(attester).execute(campaigns, data))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignerNotAllowed")
      .withArgs(await manager.getAddress());
    expect(await token.totalSupply()).to.equal(0n);
  });

  it("refuses the signature of an attester who has the role with a delay only", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, manager, accounts } = stage;
    const statement = attestation(stage);
    await manager.connect(accounts.admin).grantRole(ATTESTER, accounts.cleo, DAY);

    await expect(campaigns.claim(statement, await approve(stage, statement, accounts.cleo)))
      .to.be.revertedWithCustomError(campaigns, "CampaignsSignerNotAllowed")
      .withArgs(accounts.cleo.address);
    await joinAs(stage, "pillar", accounts.cleo);
    await campaigns.claim(statement, await approve(stage, statement, accounts.cleo));
  });

  it("takes the award of an attester with a delay when it was scheduled in time", async () => {
    const stage = await loadFixture(reviewStage);
    const { campaigns, manager, token, accounts, campaignId, adaId } = stage;
    const { cleo } = accounts;
    await manager.connect(accounts.admin).grantRole(ATTESTER, cleo, DAY);
    const awards = [{ memberId: adaId, amount: parseEther("20") }];
    const data = campaigns.interface.encodeFunctionData("award", [
      campaignId,
      id("a lesson"),
      packAwards(awards),
    ]);

    await manager.connect(cleo).schedule(campaigns, data, 0);
    await networkHelpers.time.increase(DAY);
    await campaigns.connect(cleo).award(campaignId, id("a lesson"), packAwards(awards));

    expect(await token.balanceOf(accounts.ada)).to.equal(parseEther("20"));
  });
});
