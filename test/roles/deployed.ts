import { abis, type ContractName } from "@hearth/protocol/contracts";
import { FunctionFragment, Interface, type BaseContract, type ParamType } from "ethers";
import { connection, ethers } from "../helpers/chain.ts";
import type { Community } from "../helpers/community.ts";

/** A contract of a community under the name its source gives it. */
export interface Deployed {
  name: ContractName;
  address: string;
  interface: Interface;
}

/**
 * Every contract of a community that the protocol has an ABI of, found by that ABI.
 * Throws an Error where one was not deployed, or is not handed to the tests.
 * @param community The community.
 */
export async function deployedContracts(community: Community): Promise<Deployed[]> {
  const handles = Object.values(community).filter(isContract);
  const names = Object.keys(abis) as ContractName[];
  return await Promise.all(
    names.map(async (name) => {
      const wanted = surfaceOf(new Interface(abis[name]));
      const handle = handles.find((each) => surfaceOf(each.interface) === wanted);
      if (!handle) throw new Error(`The test community has no ${name}: see test/helpers/community.ts`);
      return { name, address: await handle.getAddress(), interface: handle.interface };
    }),
  );
}

/**
 * The functions of a contract that can change something.
 * @param contract The contract.
 */
export function mutationsOf(contract: Pick<Deployed, "interface">): FunctionFragment[] {
  return contract.interface.fragments
    .filter((fragment) => FunctionFragment.isFragment(fragment))
    .filter(({ constant }) => !constant);
}

/** What an account got for an answer: nothing to complain of, or an error with its name and arguments. */
export interface Outcome {
  error?: string;
  args: unknown[];
}

/**
 * A call of a function with the plainest arguments there are, encoded.
 * @param contract The contract.
 * @param fragment One of its functions.
 */
export function plainCall(contract: Deployed, fragment: FunctionFragment): string {
  return contract.interface.encodeFunctionData(fragment, fragment.inputs.map(plainArgument));
}

/**
 * Calls a contract without leaving a trace.
 * @param contract The contract.
 * @param data The encoded call.
 * @param from The caller: anybody, also a contract.
 */
export async function tryAs(contract: Deployed, data: string, from: string): Promise<Outcome> {
  try {
    await connection.provider.request({
      method: "eth_call",
      params: [{ from, to: contract.address, data }, "latest"],
    });
    return { args: [] };
  } catch (error) {
    return outcomeOf(contract, error);
  }
}

function outcomeOf(contract: Deployed, error: unknown): Outcome {
  const { data } = error as { data?: unknown };
  if (typeof data !== "string") throw error;
  if (data === "0x") return { error: "a revert without words", args: [] };
  const parsed = contract.interface.parseError(data);
  // An error of a contract further in is never about who called this one.
  return parsed ? { error: parsed.name, args: [...parsed.args] } : { error: data.slice(0, 10), args: [] };
}

/**
 * Zero, the empty text or the empty list. Whoever is not allowed has to be refused before anything else is looked at.
 * @param type Type of the argument.
 */
function plainArgument(type: ParamType): unknown {
  if (type.baseType === "array") {
    const length = Math.max(type.arrayLength ?? 0, 0);
    return Array.from({ length }, () => plainArgument(type.arrayChildren as ParamType));
  }
  if (type.baseType === "tuple") return (type.components ?? []).map(plainArgument);
  if (type.baseType === "address") return ethers.ZeroAddress;
  if (type.baseType === "string") return "";
  if (type.baseType === "bool") return false;
  const [, size] = /^bytes(\d*)$/.exec(type.baseType) ?? [];
  return size === undefined ? 0n : `0x${"00".repeat(Number(size))}`;
}

function isContract(value: unknown): value is BaseContract {
  return typeof value === "object" && value !== null && "interface" in value;
}

function surfaceOf(contract: Interface): string {
  return contract.fragments
    .map((fragment) => fragment.format("minimal"))
    .sort()
    .join();
}
