import { contractNames } from "@hearth/protocol/contracts";
import { expect } from "chai";
import type { FunctionFragment } from "ethers";
import { functionRoles } from "../../deploy/roles.ts";
import { networkHelpers } from "../helpers/chain.ts";
import { deployedContracts, mutationsOf, plainCall, tryAs, type Deployed } from "./deployed.ts";
import { isAboutCaller, reserved, reservedEntry } from "./reserved.ts";
import { brandRun, communityOwned, shared, type HandedOver } from "./stages.ts";

const { loadFixture } = networkHelpers;

/** Who may call a function, and what the others are told. */
interface Rule {
  error: string;
  allowed: string[];
}

/** The rule of a function, from the role table or from what the contracts keep for each other; none for what is open. */
function ruleOf(
  contract: Deployed,
  { name }: FunctionFragment,
  all: Deployed[],
  { holders }: HandedOver,
): Rule | undefined {
  const table: Partial<Record<string, Partial<Record<string, keyof typeof holders>>>> = functionRoles;
  const role = table[contract.name]?.[name];
  if (role) return { error: "AccessManagedUnauthorized", allowed: holders[role] };
  const entry = reservedEntry(contract.name, name);
  if (!entry) return undefined;
  const contracts = all.filter((other) => entry.contracts?.includes(other.name));
  return {
    error: entry.error,
    allowed: [...(entry.role ? holders[entry.role] : []), ...contracts.map(({ address }) => address)],
  };
}

/** One call, and who must and who must not get through with it. */
interface Case {
  title: string;
  contract: Deployed;
  data: string;
  rule: Rule | undefined;
}

/** Makes a call as everybody and says where an answer is not what the rule wants. */
async function faultsOf(
  { title, contract, data, rule }: Case,
  callers: [string, string][],
): Promise<string[]> {
  // The same fault of many callers is told once.
  const faults = new Map<string, string[]>();
  const note = (fault: string, who: string) => faults.set(fault, [...(faults.get(fault) ?? []), who]);
  for (const [who, address] of callers) {
    const { error, args } = await tryAs(contract, data, address);
    const told = error ?? "nothing";
    const refused = error !== undefined && isAboutCaller(error);
    const allowed = rule === undefined || rule.allowed.includes(address);
    if (allowed && refused) note(`should not tell ${told} to`, who);
    if (allowed) continue;
    if (error !== rule.error) note(`should tell ${rule.error}, not ${told}, to`, who);
    else if (args.length > 0 && !args.includes(address)) note(`should name in ${told}`, who);
  }
  return Array.from(faults, ([fault, who]) => `${title} ${fault} ${who.join(", ")}`);
}

async function allFaults(cases: Case[], stage: HandedOver, all: Deployed[]): Promise<string[]> {
  const callers = [
    ...Object.entries(stage.callers),
    ...all.map((each): [string, string] => [each.name, each.address]),
  ];
  const faults: string[] = [];
  for (const each of cases) faults.push(...(await faultsOf(each, callers)));
  return faults;
}

const stages = { "brand-run": brandRun, shared, "community-owned": communityOwned };

for (const [title, fixture] of Object.entries(stages)) {
  describe(`Roles › every function, called by everybody › ${title}`, () => {
    for (const name of contractNames) {
      it(`${name} lets in whom the table says, and nobody else`, async () => {
        const stage = await loadFixture(fixture);
        const contracts = await deployedContracts(stage.community);
        const contract = contracts.find((each) => each.name === name) as Deployed;
        const cases = mutationsOf(contract).map((fragment) => ({
          title: `${name}.${fragment.format("sighash")}`,
          contract,
          data: plainCall(contract, fragment),
          rule: ruleOf(contract, fragment, contracts, stage),
        }));
        expect(cases).not.to.have.length(0);
        const faults = await allFaults(cases, stage, contracts);
        expect(faults, "See deploy/roles.ts and test/roles/reserved.ts").to.deep.equal([]);
      });
    }

    it("AccessManager lets nobody in by the back door", async () => {
      const stage = await loadFixture(fixture);
      const contracts = await deployedContracts(stage.community);
      const manager = contracts.find(({ name }) => name === "AccessManager") as Deployed;
      const cases = contracts.flatMap((contract) =>
        mutationsOf(contract).flatMap((fragment) => {
          const rule = ruleOf(contract, fragment, contracts, stage);
          if (rule?.error !== "AccessManagedUnauthorized" || fragment.name === "setAuthority") return [];
          const call = [contract.address, plainCall(contract, fragment)];
          return {
            title: `execute(${contract.name}.${fragment.format("sighash")})`,
            contract: manager,
            data: manager.interface.encodeFunctionData("execute", call),
            rule: { ...rule, error: "AccessManagerUnauthorizedCall" },
          };
        }),
      );
      expect(cases).not.to.have.length(0);
      expect(await allFaults(cases, stage, contracts)).to.deep.equal([]);
    });
  });
}

describe("Roles › what the contracts keep for each other", () => {
  it("is there, and is not in the role table too", async () => {
    const { community } = await loadFixture(brandRun);
    const contracts = await deployedContracts(community);
    const table: Partial<Record<string, object>> = functionRoles;
    for (const [name, entries] of Object.entries(reserved)) {
      const contract = contracts.find((each) => each.name === name) as Deployed;
      const known = mutationsOf(contract).map((fragment) => fragment.name);
      expect(known).to.include.members(Object.keys(entries));
      for (const each of Object.keys(entries)) expect(table[name] ?? {}).not.to.have.property(each);
    }
  });
});
