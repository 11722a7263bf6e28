import type { RightName, RoleName } from "@hearth/protocol/roles";
import type { Address, Hash, Hex } from "viem";

/** What an account is to the community now. */
export interface Standing {
  account: Address;
  /** Number of the active membership; null for those who are no members. */
  memberId: bigint | null;
  /** Roles on the brand's side. */
  roles: RoleName[];
  /** Rights that the member's tier gives. */
  rights: RightName[];
}

/** Terms of a campaign; amounts in the token's smallest unit, times in Unix seconds. */
export interface Campaign {
  /** Whether it pays for reviews. */
  forReviews: boolean;
  minReward: bigint;
  maxReward: bigint;
  signaturesNeeded: number;
  budget: bigint;
  paid: bigint;
  start: bigint;
  /** First second in which it no longer pays. */
  end: bigint;
}

/** A delivery hash as the chain knows it. */
export interface NamedDelivery {
  /** Who named it first; whoever names it later copied it. */
  memberId: bigint;
  redemptionIds: readonly bigint[];
}

/** A payment for a contribution, on the record. Amount in the token's smallest unit. */
export interface Payment {
  contentHash: Hex;
  amount: bigint;
  transactionHash: Hash;
}

/** What the server reads from the chain. Every method throws a ChainUnavailableError when it can't be read. */
export interface Chain {
  /** The newest block. */
  head(): Promise<{ number: bigint; timestamp: bigint }>;
  /** Roles, rights and membership of an account, as they are now. */
  standingOf(account: Address): Promise<Standing>;
  /** A campaign; null if there is none of that number. */
  campaign(campaignId: bigint): Promise<Campaign | null>;
  /** Whether a contribution was paid. */
  isPaid(campaignId: bigint, subject: Hex, memberId: bigint): Promise<boolean>;
  /** What paid for a contribution; null if nothing did. */
  payment(campaignId: bigint, subject: Hex, memberId: bigint): Promise<Payment | null>;
  /** All who are operators now, but for the community's own contracts. */
  operators(): Promise<readonly Address[]>;
  /** Whether an account, be it a key or a contract (ERC-1271), signed a digest. */
  isSignedBy(account: Address, digest: Hex, signature: Hex): Promise<boolean>;
  /** Every delivery hash that an order named so far, with who did. */
  deliveries(): Promise<ReadonlyMap<Hex, NamedDelivery>>;
  /** Which of these orders are fulfilled or cancelled. */
  endedRedemptions(redemptionIds: readonly bigint[]): Promise<ReadonlySet<bigint>>;
  /**
   * Number of the membership that an account has or had, be it suspended or left; null where it never had one, or it
   * moved to another account.
   */
  memberIdOf(account: Address): Promise<bigint | null>;
}

/**
 * Whether somebody may grade: an attester, or a member whose tier may curate.
 * @param standing Who.
 */
export function mayGrade(standing: Standing): boolean {
  return standing.roles.includes("ATTESTER") || standing.rights.includes("curate");
}
