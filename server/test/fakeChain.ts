import type { RightName, RoleName } from "@hearth/protocol/roles";
import type { Address, Hex } from "viem";
import type { Campaign, Chain, NamedDelivery, Payment, Standing } from "../src/chain/chain.ts";
import { isSignedByKey } from "../src/chain/signatures.ts";
import { ChainUnavailableError } from "../src/http/errors.ts";

/** A review campaign that pays 10 to 20, needs one signature and is open for a day around {@link FakeChain.time}. */
export function campaignAt(time: bigint, terms: Partial<Campaign> = {}): Campaign {
  return {
    forReviews: true,
    minReward: 10n,
    maxReward: 20n,
    signaturesNeeded: 1,
    budget: 1000n,
    paid: 0n,
    start: time - 43_200n,
    end: time + 43_200n,
    ...terms,
  };
}

/** Stands in for the reads of a chain, and for nothing else: signatures are checked for real. */
export class FakeChain implements Chain {
  time = BigInt(Math.floor(Date.now() / 1000));
  down = false;
  readonly campaigns = new Map<bigint, Campaign>();
  readonly paid = new Set<string>();
  readonly named = new Map<Hex, NamedDelivery>();
  /** Orders that are fulfilled or cancelled. */
  readonly ended = new Set<bigint>();
  /** Memberships of accounts that are no active members. */
  readonly former = new Map<Address, bigint>();
  readonly payments = new Map<string, Payment>();
  /** Contract accounts: what each says about a digest and a signature. */
  readonly contracts = new Map<Address, (digest: Hex, signature: Hex) => boolean>();
  readonly #standings = new Map<Address, Standing>();

  /** Makes somebody a member, with a tier's rights and the brand's roles. */
  enrol(account: Address, memberId: bigint | null, roles: RoleName[] = [], rights: RightName[] = []): void {
    this.#standings.set(account, { account, memberId, roles, rights });
  }

  async head() {
    this.#check();
    return { number: 7n, timestamp: this.time };
  }

  async standingOf(account: Address): Promise<Standing> {
    this.#check();
    return this.#standings.get(account) ?? { account, memberId: null, roles: [], rights: [] };
  }

  async campaign(campaignId: bigint): Promise<Campaign | null> {
    this.#check();
    return this.campaigns.get(campaignId) ?? null;
  }

  async isPaid(campaignId: bigint, subject: Hex, memberId: bigint): Promise<boolean> {
    this.#check();
    return this.paid.has(`${campaignId} ${subject} ${memberId}`);
  }

  async payment(campaignId: bigint, subject: Hex, memberId: bigint): Promise<Payment | null> {
    this.#check();
    return this.payments.get(`${campaignId} ${subject} ${memberId}`) ?? null;
  }

  async operators(): Promise<readonly Address[]> {
    this.#check();
    const standings = [...this.#standings.values()];
    return standings.filter(({ roles }) => roles.includes("OPERATOR")).map(({ account }) => account);
  }

  async isSignedBy(account: Address, digest: Hex, signature: Hex): Promise<boolean> {
    this.#check();
    const contract = this.contracts.get(account);
    return contract ? contract(digest, signature) : isSignedByKey(account, digest, signature);
  }

  async deliveries(): Promise<ReadonlyMap<Hex, NamedDelivery>> {
    this.#check();
    return this.named;
  }

  async endedRedemptions(redemptionIds: readonly bigint[]): Promise<ReadonlySet<bigint>> {
    this.#check();
    return new Set(redemptionIds.filter((id) => this.ended.has(id)));
  }

  async memberIdOf(account: Address): Promise<bigint | null> {
    this.#check();
    return this.#standings.get(account)?.memberId ?? this.former.get(account) ?? null;
  }

  #check(): void {
    if (this.down) throw new ChainUnavailableError("The chain can't be reached just now.");
  }
}
