import { expect } from "chai";
import { id, keccak256, Wallet, BaseContract, type ContractTransactionResponse } from "ethers";
import { packAward } from "@hearth/protocol/campaigns";
import { ethers, receiptOf } from "../helpers/chain.ts";
import type { Community } from "../helpers/community.ts";
import type { Request } from "./requests.ts";

/** Gas for a request that is no batch. */
const GAS = 1_500_000n;
/** Less than what one transaction may take on Ethereum and Base. */
const MOST_GAS = 16_700_000n;

/** Somebody who has a key and nothing else: no ether, and so no transaction of their own. */
export type Person = Wallet;

/**
 * People who can only sign.
 * @param story What they live through; other stories have other people of the same name.
 * @param names Their names.
 */
export function people<const Name extends string>(
  story: string,
  ...names: readonly Name[]
): Record<Name, Person> {
  const entries = names.map((name) => [name, new Wallet(id(`${name} of ${story}`), ethers.provider)]);
  return Object.fromEntries(entries) as Record<Name, Person>;
}

/**
 * Checks that people have come through a story without ether: they hold none, and never sent a transaction.
 * @param everybody The people.
 */
export async function expectNoEther(everybody: Record<string, Person>): Promise<void> {
  for (const [name, person] of Object.entries(everybody)) {
    expect(await ethers.provider.getBalance(person), name).to.equal(0n);
    expect(await ethers.provider.getTransactionCount(person), name).to.equal(0);
  }
}

async function send({ relay, accounts }: Community, requests: readonly Request[]) {
  const calls = await Promise.all(
    requests.map(async ({ contract, name, args, gasLimit = GAS }) => ({
      target: await contract.getAddress(),
      gasLimit,
      data: contract.interface.encodeFunctionData(name, args),
    })),
  );
  const sent = await relay.connect(accounts.relayer).relay(calls, { gasLimit: MOST_GAS });
  return { sent, calls };
}

/** Why requests were refused, by the hash of what they said. */
async function reasonsOf({ relay }: Community, sent: ContractTransactionResponse) {
  const { logs } = await receiptOf(sent.hash);
  const own = await relay.getAddress();
  const outcomes = logs
    .filter(({ address }) => address === own)
    .map((log) => relay.interface.parseLog(log)?.args.toObject() ?? {});
  return new Map(
    outcomes.map(({ requestHash, reason }) => [String(requestHash), reason as string | undefined]),
  );
}

/** An error's name and arguments; it may be that of a contract that the one called has called. */
function inWords(community: Community, reason: string): [string, ...unknown[]] {
  const contracts = Object.values(community).filter((each) => each instanceof BaseContract);
  const error = contracts.map((each) => each.interface.parseError(reason)).find((parsed) => parsed !== null);
  return error ? [error.name, ...(error.args.toArray() as unknown[])] : [reason];
}

/**
 * Hands signed requests to the relay in one transaction, which somebody else pays for. Each must be carried out.
 * @param community The community.
 * @param requests What was signed.
 */
export async function submit(
  community: Community,
  ...requests: readonly Request[]
): Promise<ContractTransactionResponse> {
  const { sent, calls } = await send(community, requests);
  const reasons = await reasonsOf(community, sent);
  for (const [index, { name }] of requests.entries()) {
    const reason = reasons.get(keccak256(calls[index]?.data ?? "0x"));
    expect(reason && inWords(community, reason), name).to.equal(undefined);
  }
  return sent;
}

/**
 * Hands a signed request to the relay and expects it to be refused.
 * @param community The community.
 * @param request What was signed.
 * @returns Name and arguments of the error.
 */
export async function refusal(community: Community, request: Request): Promise<[string, ...unknown[]]> {
  const { sent, calls } = await send(community, [request]);
  const reason = (await reasonsOf(community, sent)).get(keccak256(calls[0]?.data ?? "0x"));
  if (reason === undefined) throw new Error(`${request.name} was carried out`);
  return inWords(community, reason);
}

let gifts = 0;

/**
 * Pays members from the campaign of gifts, at the attester's word.
 * @param community The community.
 * @param amounts Who gets how much, in the token's smallest unit.
 */
export async function give(community: Community, ...amounts: readonly [Person, bigint][]): Promise<void> {
  const { campaigns, membership, accounts, giftsId } = community;
  const awards = await Promise.all(
    amounts.map(async ([person, amount]) => packAward(await membership.memberOf(person), amount)),
  );
  await campaigns.connect(accounts.attester).award(giftsId, id(`gift in a story ${++gifts}`), awards);
}
