import { roleNames } from "@hearth/protocol/roles";
import { expect } from "chai";
import type { BaseContract, FunctionFragment, ParamType } from "ethers";
import { functionRoles, managedContracts, type ManagedContract } from "../../deploy/roles.ts";
import type { Accounts } from "../helpers/accounts.ts";
import { ethers, networkHelpers, type Signer } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";

const { loadFixture } = networkHelpers;

/** Who holds each role in the plain test brand. */
const holderOf: Record<string, keyof Accounts> = {
  ADMIN: "admin",
  OPERATOR: "operator",
  ATTESTER: "attester",
  FULFILMENT: "fulfilment",
  DOOR: "door",
  GUARDIAN: "guardian",
};

function contractOf(community: Community, name: ManagedContract): BaseContract {
  const { token, membership, campaigns, store, tickets } = community;
  const contracts = {
    RewardToken: token,
    Membership: membership,
    Campaigns: campaigns,
    RewardsStore: store,
    EventTickets: tickets,
  };
  return contracts[name];
}

/** Zero, the empty text or the empty list: the check of the caller comes before all others. */
function plainArgument(type: ParamType): unknown {
  if (type.baseType === "array") return [];
  if (type.baseType === "tuple") return (type.components ?? []).map(plainArgument);
  if (type.baseType === "address") return ethers.ZeroAddress;
  if (type.baseType === "string") return "";
  if (type.baseType === "bool") return false;
  const [, size] = /^bytes(\d*)$/.exec(type.baseType) ?? [];
  return size === undefined ? 0n : `0x${"00".repeat(Number(size))}`;
}

async function callAs(contract: BaseContract, fragment: FunctionFragment, caller: Signer) {
  const data = contract.interface.encodeFunctionData(fragment, fragment.inputs.map(plainArgument));
  return await caller.call({ to: await contract.getAddress(), data });
}

for (const name of managedContracts) {
  describe(`Restricted › ${name}`, () => {
    for (const [functionName, role] of Object.entries(functionRoles[name])) {
      it(`${functionName} is for ${role} alone`, async () => {
        const community = await loadFixture(plainCommunity);
        const contract = contractOf(community, name);
        const fragment = contract.interface.getFunction(functionName);
        if (!fragment) throw new Error(`${name} has no ${functionName}`);
        const { accounts } = community;
        const others = [
          ...roleNames.filter((other) => other !== role).map((other) => holderOf[other]),
          "stranger",
          "ada",
        ];
        for (const other of others) {
          const caller = accounts[other as keyof Accounts];
          await expect(callAs(contract, fragment, caller), String(other))
            .to.be.revertedWithCustomError(contract, "AccessManagedUnauthorized")
            .withArgs(caller.address);
        }
        await expectAllowed(contract, fragment, accounts[holderOf[role] as keyof Accounts]);
      });
    }
  });
}

/** The holder of the role may be refused for what it asks, but not for who it is. */
async function expectAllowed(
  contract: BaseContract,
  fragment: FunctionFragment,
  holder: Signer,
): Promise<void> {
  try {
    await callAs(contract, fragment, holder);
  } catch (error) {
    expect(error instanceof Error ? error.message : "").to.include("revert");
    expect(error instanceof Error ? error.message : "").not.to.include("AccessManagedUnauthorized");
  }
}
