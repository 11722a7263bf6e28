import { ethers, type Signer } from "./chain.ts";

/** Who is who in the tests, in the order of the chain's accounts. */
const names = [
  "admin",
  "operator",
  "attester",
  "fulfilment",
  "door",
  "guardian",
  "ada",
  "ben",
  "cleo",
  "dan",
  "eve",
  "finn",
  "gus",
  "hana",
  "stranger",
  "relayer",
] as const;

/** Brand-side people (each with one role), members-to-be from `ada` on, a `stranger`, and a `relayer` without rights. */
export type Accounts = Record<(typeof names)[number], Signer>;

/** Number of an account on the chain, as the brand file's roles name it. */
export function accountNumber(name: keyof Accounts): number {
  return names.indexOf(name);
}

/** The accounts by name. */
export async function namedAccounts(): Promise<Accounts> {
  const signers = await ethers.getSigners();
  return Object.fromEntries(names.map((name, index) => [name, signers[index]])) as Accounts;
}
