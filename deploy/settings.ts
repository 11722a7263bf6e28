import { encodeMetadata } from "@hearth/protocol/metadata";
import { packRights } from "@hearth/protocol/roles";
import { zeroAddress, type Address } from "viem";
import type { Holder } from "./brand/fields.ts";
import type { Brand } from "./brand/schema.ts";
import { holdersByStage, type BrandHolders, type Stage } from "./roles.ts";

/** Arguments of `Membership.setTiers` and of its constructor. */
export interface TierSettings {
  name: string;
  threshold: bigint;
  units: number;
  rights: number;
}

/** A brand as its contracts need it: what the Ignition modules deploy. Times in seconds. */
export interface CommunitySettings {
  /** Who deploys, and has nothing more than its roles in the end. */
  deployer: Address;
  stage: Stage;
  holders: BrandHolders;
  token: {
    name: string;
    symbol: string;
    transferPolicy: number;
    supplyCap: bigint;
    epochLength: bigint;
    emissionCap: bigint;
    contractURI: string;
  };
  /** Six hex digits each. */
  card: { ground: string; ink: string; accent: string };
  membership: {
    name: string;
    symbol: string;
    entryPolicy: number;
    tiers: TierSettings[];
    contractURI: string;
    recoveryDelay: number;
  };
  /** Metadata of the contracts themselves (ERC-7572). */
  badges: { contractURI: string };
  rooms: { contractURI: string };
  tickets: { name: string; symbol: string; contractURI: string };
  /** Payouts through Merkle trees. */
  epochs: { delay: number; claimWindow: number };
  timelockDelay: number;
  proposalDeposit: bigint;
  governor: {
    votingDelay: number;
    votingPeriod: number;
    proposalThreshold: number;
    quorumPercent: number;
    lateQuorumExtension: number;
    guardian: Address;
    guardianTerm: number;
  };
}

/**
 * Translates a brand file into what its contracts need.
 * @param brand The brand.
 * @param accounts Accounts of the network; the first deploys. Roles may name them by number on the local chain.
 * @param local Whether this is the local chain. Throws an Error for account numbers elsewhere.
 */
export function settingsOf(brand: Brand, accounts: readonly Address[], local: boolean): CommunitySettings {
  const [deployer] = accounts;
  if (!deployer) throw new Error("The network has no account to deploy from.");
  const holders = holdersIn(brand, accounts, local);
  const { token, theme, membership, tickets } = brand;
  return {
    deployer,
    stage: brand.stage,
    holders,
    token: {
      name: token.name,
      symbol: token.symbol,
      transferPolicy: token.transfer === "open" ? 0 : 1,
      supplyCap: token.supplyCap ?? 0n,
      epochLength: BigInt(token.emission.epoch),
      emissionCap: token.emission.cap,
      contractURI: encodeMetadata({ name: token.name, description: token.description }),
    },
    card: {
      ground: theme.colours.card.slice(1),
      ink: theme.colours.cardText.slice(1),
      accent: theme.colours.accent.slice(1),
    },
    membership: {
      name: membership.name,
      symbol: membership.symbol,
      entryPolicy: membership.entry === "open" ? 0 : 1,
      tiers: membership.tiers.map((tier) => ({ ...tier, rights: packRights(tier.rights) })),
      contractURI: encodeMetadata({
        name: membership.name,
        description: `Who belongs to ${brand.name}. A membership stays with its member.`,
      }),
      recoveryDelay: membership.recoveryDelay,
    },
    badges: {
      contractURI: encodeMetadata({
        name: `${brand.name} badges`,
        description: `What members of ${brand.name} are recognised for. A badge stays with its member.`,
      }),
    },
    rooms: {
      contractURI: encodeMetadata({
        name: `${brand.name} rooms`,
        description: `Who is in which room of ${brand.name}. A place stays with its member.`,
      }),
    },
    tickets: {
      ...tickets,
      contractURI: encodeMetadata({
        name: tickets.name,
        description: `Tickets to the events of ${brand.name}. They pass on at face value or not at all.`,
      }),
    },
    epochs: { delay: brand.epochs.delay, claimWindow: brand.epochs.claimWindow },
    timelockDelay: brand.governor.timelockDelay,
    proposalDeposit: brand.governor.proposalDeposit,
    governor: governorSettings(brand, holders),
  };
}

function governorSettings({ governor, stage }: Brand, holders: BrandHolders): CommunitySettings["governor"] {
  return {
    votingDelay: governor.votingDelay,
    votingPeriod: governor.votingPeriod,
    proposalThreshold: governor.proposalUnits,
    quorumPercent: governor.quorumPercent,
    lateQuorumExtension: governor.lateQuorumExtension,
    guardian: guardianOf(stage, holders),
    guardianTerm: governor.guardianTerm,
  };
}

/** The one account that can cancel proposals; the zero address where the stage or the brand has none. */
function guardianOf(stage: Stage, holders: BrandHolders): Address {
  const kinds: readonly string[] = holdersByStage[stage].GUARDIAN;
  return kinds.includes("brand") ? (holders.GUARDIAN[0] ?? zeroAddress) : zeroAddress;
}

function holdersIn({ roles }: Brand, accounts: readonly Address[], local: boolean): BrandHolders {
  const named = (role: keyof Brand["roles"]) =>
    roles[role].map((holder, index) => addressOf(holder, `roles.${role}[${index}]`, accounts, local));
  return {
    ADMIN: named("admin"),
    OPERATOR: named("operator"),
    ATTESTER: named("attester"),
    FULFILMENT: named("fulfilment"),
    DOOR: named("door"),
    GUARDIAN: named("guardian"),
  };
}

function addressOf(holder: Holder, path: string, accounts: readonly Address[], local: boolean): Address {
  if (typeof holder === "string") return holder;
  if (!local) throw new Error(`${path} is the number of a local account. On this network give an address.`);
  const account = accounts[holder];
  if (!account) throw new Error(`${path} is account ${holder}, and the network has only ${accounts.length}.`);
  return account;
}
