import { DAY, networkHelpers } from "../helpers/chain.ts";
import { plainCommunity, type Community } from "../helpers/community.ts";
import { join, joinAs } from "../helpers/members.ts";

/** The test brand's wait. */
export const DELAY = 7 * DAY;
/** How long an approved request can be executed. */
export const WINDOW = 30 * DAY;
/** `IRecovery.State`. */
export const State = {
  none: 0n,
  asked: 1n,
  waiting: 2n,
  due: 3n,
  executed: 4n,
  vetoed: 5n,
  withdrawn: 6n,
  lapsed: 7n,
} as const;

/**
 * Fixture: Ada, a pillar, has lost her wallet and has a new one, Hana's account. Her guardians are Ben and Cleo, both
 * members, and Finn, who is none; two of them are needed.
 */
export async function lostWallet(): Promise<Community> {
  const community = await plainCommunity();
  const { ada, ben, cleo, finn } = community.accounts;
  await joinAs(community, "pillar", ada);
  await join(community, ben, cleo);
  await community.recovery.connect(ada).setGuardians([ben, cleo, finn], 2n);
  return community;
}

/** Fixture: Ada's new account has asked for her membership, as request 1. */
export async function asked(): Promise<Community> {
  const community = await lostWallet();
  await community.recovery.connect(community.accounts.hana).request(1n);
  return community;
}

/** Fixture: Ben and Cleo have approved. */
export async function waiting(): Promise<Community> {
  const community = await asked();
  const { ben, cleo } = community.accounts;
  for (const guardian of [ben, cleo]) await community.recovery.connect(guardian).approve(1n);
  return community;
}

/** Fixture: the wait is over. */
export async function due(): Promise<Community> {
  const community = await waiting();
  await networkHelpers.time.increase(DELAY);
  return community;
}

/** Fixture: Ada has her membership back. */
export async function recovered(): Promise<Community> {
  const community = await due();
  await community.recovery.connect(community.accounts.stranger).execute(1n);
  return community;
}
