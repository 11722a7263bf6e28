import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { FunctionFragment, Interface, type Fragment } from "ethers";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { deployedContracts, type Deployed } from "../roles/deployed.ts";
import { standards } from "./standardInterfaces.ts";

const { loadFixture } = networkHelpers;
const page = await readFile(new URL("../../docs/standards.md", import.meta.url), "utf8");

/** Rows of the tables below a heading of the page, the head of each table among them. */
function tablesBelow(heading: string): string[][] {
  const [, section = ""] = page.split(`## ${heading}\n`);
  const [text = ""] = section.split("\n## ");
  return text
    .split("\n")
    .filter((line) => line.startsWith("|") && !line.startsWith("| -"))
    .map((line) => line.split("|").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

const quoted = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);

const [head = [], ...rows] = tablesBelow("What contracts answer to (ERC-165)");
/** By standard: its id, and the contracts that answer yes and no. */
const answers = rows.map(([standard = "", id = "", ...cells]) => ({
  standard,
  id: quoted(id)[0] ?? "",
  of: new Map(cells.map((cell, index) => [head[index + 2] ?? "", cell])),
}));
const asked = head.slice(2);
/** By standard: the contracts that keep it without an answer. */
const unannounced = new Map(
  tablesBelow("What contracts keep without saying so")
    .slice(1)
    .map(([standard = "", contracts = ""]) => [standard, contracts.split(", ")]),
);

function idOf(standard: string): string {
  const declared = standards[standard]?.id;
  if (declared !== undefined) return declared;
  let id = 0n;
  interfaceOf(standard).forEachFunction(({ selector }) => (id ^= BigInt(selector)));
  return ethers.toBeHex(id, 4);
}

function interfaceOf(standard: string): Interface {
  const { fragments } = standards[standard] ?? {};
  if (!fragments) throw new Error(`test/shared/standardInterfaces.ts has no ${standard}`);
  return new Interface(fragments);
}

/** Whether a contract has a function or event; a function that reads must read there too. */
function has({ interface: abi }: Deployed, wanted: Fragment): boolean {
  const bare = (each: Fragment): string => each.format("minimal").replace(/ (pure|view|payable)\b/, "");
  const found = abi.fragments.find((each) => bare(each) === bare(wanted));
  return found !== undefined && (!reads(wanted) || reads(found));
}

function reads(fragment: Fragment): boolean {
  return FunctionFragment.isFragment(fragment) && fragment.constant;
}

/** What a contract lacks of a standard. */
function missing(contract: Deployed, standard: string): string[] {
  const wanted = interfaceOf(standard).fragments;
  return wanted.filter((each) => !has(contract, each)).map((each) => each.format("minimal"));
}

async function supports({ address }: Deployed, id: string): Promise<boolean> {
  const reader = new ethers.Contract(address, interfaceOf("ERC-165"), ethers.provider);
  return (await reader.getFunction("supportsInterface").staticCall(id)) as boolean;
}

async function named(community: Community, name: string): Promise<Deployed> {
  const contract = (await deployedContracts(community)).find((each) => each.name === name);
  if (!contract) throw new Error(`There is no contract ${name}`);
  return contract;
}

describe("docs/standards.md: what contracts answer to", () => {
  it("names every standard that the tests know, and no other", () => {
    const onPage = [...answers.map(({ standard }) => standard), ...unannounced.keys()];
    expect(new Set(onPage)).to.deep.equal(new Set(Object.keys(standards)));
  });

  for (const { standard, id } of answers) {
    it(`has the id of ${standard} as its functions make it`, () => {
      expect(id).to.equal(idOf(standard));
    });
  }

  for (const name of asked) {
    it(`says what ${name} answers on the chain`, async () => {
      const contract = await named(await loadFixture(plainCommunity), name);
      for (const { standard, id, of } of answers) {
        expect(await supports(contract, id), standard).to.equal(of.get(name) === "yes");
        expect(of.get(name), standard).to.match(/^(yes|no)$/);
      }
      expect(await supports(contract, "0xffffffff")).to.equal(false);
    });
  }

  it("leaves out only contracts that answer nothing", async () => {
    const contracts = await deployedContracts(await loadFixture(plainCommunity));
    for (const contract of contracts) {
      const answering = contract.interface.hasFunction("supportsInterface(bytes4)");
      expect(asked.includes(contract.name), contract.name).to.equal(answering);
    }
  });
});

describe("docs/standards.md: what contracts keep", () => {
  it("is all there, functions and events, where a contract answers yes or is listed", async () => {
    const community = await loadFixture(plainCommunity);
    for (const name of asked) {
      const contract = await named(community, name);
      for (const { standard } of answers.filter(({ of }) => of.get(name) === "yes"))
        expect(missing(contract, standard), `${standard} of ${name}`).to.deep.equal([]);
    }
    for (const [standard, names] of unannounced) {
      for (const name of names)
        expect(missing(await named(community, name), standard), `${standard} of ${name}`).to.deep.equal([]);
    }
  });

  it("is kept by nobody else: who has all functions of a standard answers for it or is listed", async () => {
    const contracts = await deployedContracts(await loadFixture(plainCommunity));
    for (const standard of Object.keys(standards)) {
      const functions = interfaceOf(standard).fragments.filter((each) => FunctionFragment.isFragment(each));
      if (functions.length === 0) continue;
      const said = answers.find((row) => row.standard === standard)?.of;
      for (const { name, interface: abi } of contracts) {
        const keeps = functions.every((each) => abi.hasFunction(each.format("sighash")));
        const onPage = said?.get(name) === "yes" || unannounced.get(standard)?.includes(name) === true;
        expect(onPage, `${standard} of ${name}`).to.equal(keeps);
      }
    }
  });

  it("has the domains of which the page speaks (EIP-712)", async () => {
    const community = await loadFixture(plainCommunity);
    const { chainId } = await ethers.provider.getNetwork();
    for (const name of unannounced.get("ERC-5267") ?? []) {
      const { address } = await named(community, name);
      const reader = new ethers.Contract(address, interfaceOf("ERC-5267"), ethers.provider);
      const [, domain, version, chain, verifier] = (await reader
        .getFunction("eip712Domain")
        .staticCall()) as unknown[];
      const own = { CommunityGovernor: "Hearth Governor", RewardToken: await community.token.name() };
      expect([domain, version, chain, verifier], name).to.deep.equal([
        name in own ? own[name as keyof typeof own] : "Hearth",
        "1",
        chainId,
        address,
      ]);
    }
  });
});

describe("docs/standards.md: readers of a Governor", () => {
  const lists = tablesBelow("Readers of a Governor");
  const split = lists.findIndex(([, cell]) => cell === "views");
  const [events, views] = [lists.slice(1, split), lists.slice(split + 1)];

  it("finds every event that the page lists", async () => {
    const community = await loadFixture(plainCommunity);
    expect(events.map(([name]) => name)).to.include("CommunityGovernor");
    for (const [name = "", list = ""] of events) {
      const { interface: abi } = await named(community, name);
      for (const event of quoted(list)) expect(abi.hasEvent(event), `${name}.${event}`).to.equal(true);
    }
  });

  it("finds every view that the page lists", async () => {
    const community = await loadFixture(plainCommunity);
    expect(views.map(([name]) => name)).to.include("CommunityGovernor");
    for (const [name = "", list = ""] of views) {
      const { interface: abi } = await named(community, name);
      const present: string[] = [];
      abi.forEachFunction(({ name: view, constant }) => constant && present.push(view));
      expect(present, name).to.include.members(quoted(list));
    }
  });
});
