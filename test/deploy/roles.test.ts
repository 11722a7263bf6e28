import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { roles } from "@hearth/protocol/roles";
import { expect } from "chai";
import type { Address } from "viem";
import type { Brand } from "../../deploy/brand/schema.ts";
import { checkCommunity } from "../../deploy/check.ts";
import { communitySettings, deployCommunity } from "../../deploy/community.ts";
import { selectorOf } from "../../deploy/modules/Roles.ts";
import { functionRoles, type Stage } from "../../deploy/roles.ts";
import { accountNumber } from "../helpers/accounts.ts";
import { testBrand } from "../helpers/brand.ts";
import { connection, ethers, networkHelpers, now } from "../helpers/chain.ts";

const contracts = fileURLToPath(new URL("../../contracts", import.meta.url));

/** A community of the test brand at a stage, deployed by an account that holds no role in the end. */
async function deployAt(stage: Stage) {
  const brand: Brand = {
    ...testBrand({ roles: { admin: [accountNumber("operator")] } }, await now()),
    stage,
  };
  return {
    community: await deployCommunity(connection, brand),
    settings: await communitySettings(connection, brand),
  };
}

const brandRun = () => deployAt(0);
const shared = () => deployAt(1);
const communityOwned = () => deployAt(2);

/** Our own sources by the name of what they define. */
async function readSources(): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for await (const file of glob("**/*.sol", { cwd: contracts, exclude: ["test/**"] })) {
    sources.set(basename(file, ".sol"), readFileSync(join(contracts, file), "utf8"));
  }
  return sources;
}

/** Functions of a source that take a role, by modifier or, where others may call them too, by asking themselves. */
const TAKES_ROLE = [
  /function (\w+)\([^)]*\)[^{;]*\brestricted\b[^{;]*\{/g,
  /function (\w+)\([^)]*\) external[^{;]*\{(?:(?!\n {4}\})[^])*?\b(?:_checkCanCall|_checkSteward)\(/g,
];

/** Restricted functions of a contract and of our own contracts it is made of. */
function restrictedIn(name: string, sources: Map<string, string>): string[] {
  const source = sources.get(name);
  if (source === undefined) return [];
  const own = TAKES_ROLE.flatMap((pattern) => [...source.matchAll(pattern)]);
  const parents = /\bcontract \w+ is ([^{]+)\{/.exec(source)?.[1]?.split(",") ?? [];
  return [
    ...own.map((match) => String(match[1])),
    ...parents.flatMap((parent) => restrictedIn(parent.trim(), sources)),
  ];
}

describe("role table", () => {
  it("has every restricted function of the sources, and no other", async () => {
    const restricted: Record<string, string[]> = {};
    const sources = await readSources();
    for (const [name, source] of sources) {
      if (source.includes(`abstract contract ${name}`)) continue;
      // Parts of a contract may have a part in common.
      const names = [...new Set(restrictedIn(name, sources))];
      if (names.length > 0) restricted[name] = names.sort();
    }
    const table = Object.entries(functionRoles).map(([name, entry]) => [name, Object.keys(entry).sort()]);
    expect(restricted).to.deep.equal(Object.fromEntries(table));
  });

  for (const [name, fixture] of Object.entries({ brandRun, shared, communityOwned })) {
    it(`is what the chain says: ${name}`, async () => {
      const { community, settings } = await networkHelpers.loadFixture(fixture);
      const result = await checkCommunity(community, settings, 0);
      expect(result.differences).to.deep.equal([]);
      expect(result.functions).to.be.greaterThan(40);
    });
  }

  it("leaves the deployer nothing", async () => {
    const { community, settings } = await networkHelpers.loadFixture(brandRun);
    for (const role of Object.values(roles)) {
      expect((await community.accessManager.hasRole(role, settings.deployer)).isMember).to.equal(false);
    }
    const admin = await community.timelock.DEFAULT_ADMIN_ROLE();
    expect(await community.timelock.hasRole(admin, settings.deployer)).to.equal(false);
  });

  it("gives a proposal something to do from the first day", async () => {
    const { community } = await networkHelpers.loadFixture(brandRun);
    const timelock = await community.timelock.getAddress();
    expect((await community.accessManager.hasRole(roles.OPERATOR, timelock)).isMember).to.equal(true);
    expect((await community.accessManager.hasRole(roles.ADMIN, timelock)).isMember).to.equal(false);
  });

  it("leaves the community nobody above itself in the end", async () => {
    const { community, settings } = await networkHelpers.loadFixture(communityOwned);
    const [named] = settings.holders.ADMIN;
    expect((await community.accessManager.hasRole(roles.ADMIN, named as Address)).isMember).to.equal(false);
    expect(await community.governor.proposalGuardian()).to.equal(ethers.ZeroAddress);
  });
});

describe("check of the role table", () => {
  async function changed() {
    const { community, settings } = await networkHelpers.loadFixture(brandRun);
    const [, admin, , , , , , , , , , , , , stranger] = await ethers.getSigners();
    if (!admin || !stranger) throw new Error("The chain has too few accounts");
    return { community, settings, stranger, manager: community.accessManager.connect(admin) };
  }

  it("finds a role that was given besides", async () => {
    const { community, settings, stranger, manager } = await changed();
    await manager.grantRole(roles.ATTESTER, stranger.address, 0);
    const { differences } = await checkCommunity(community, settings, 0);
    expect(differences).to.deep.equal([`role ATTESTER is held by ${stranger.address}, and should not be`]);
  });

  it("finds a role that was taken", async () => {
    const { community, settings, manager } = await changed();
    const [holder] = settings.holders.DOOR;
    await manager.revokeRole(roles.DOOR, holder as Address);
    const { differences } = await checkCommunity(community, settings, 0);
    expect(differences).to.deep.equal([`role DOOR is not held by ${holder}, and should be`]);
  });

  it("finds a role that the table does not know", async () => {
    const { community, settings, stranger, manager } = await changed();
    await manager.grantRole(77n, stranger.address, 0);
    const { differences } = await checkCommunity(community, settings, 0);
    expect(differences).to.deep.equal(["role 77 has been given, and the table does not know it"]);
  });

  it("finds a function that takes another role, and a contract that is closed", async () => {
    const { community, settings, manager } = await changed();
    const store = await community.rewardsStore.getAddress();
    await manager.setTargetFunctionRole(store, [selectorOf("RewardsStore", "fulfil")], roles.DOOR);
    await manager.setTargetClosed(await community.campaigns.getAddress(), true);
    const { differences } = await checkCommunity(community, settings, 0);
    expect(differences).to.deep.equal([
      "Campaigns is closed",
      "RewardsStore.fulfil((uint256,bytes32)[]) takes DOOR, and should take FULFILMENT",
    ]);
  });
});

describe("wiring", () => {
  it("can be done once, by nobody a second time", async () => {
    const { community } = await networkHelpers.loadFixture(brandRun);
    const [, admin] = await ethers.getSigners();
    if (!admin) throw new Error("The chain has too few accounts");
    const { rewardToken, eventTickets } = community;
    await expect(rewardToken.connect(admin).wire(admin, admin, admin, admin)).to.be.revertedWithCustomError(
      rewardToken,
      "RewardTokenAlreadyWired",
    );
    await expect(eventTickets.connect(admin).wire(admin.address)).to.be.revertedWithCustomError(
      eventTickets,
      "EventTicketsAlreadyWired",
    );
  });
});
