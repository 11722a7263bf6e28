import { isAddress, type Address } from "viem";
import { contractNames, type ContractName } from "./contracts.ts";
import { rightNames, type RightName } from "./roles.ts";

/** How a brand looks. */
export interface Theme {
  colours: {
    /** Six-digit hex colour; everything else is derived from it. */
    accent: string;
  };
  /** Corner radius of cards, in pixels. */
  radius: number;
  /** The mark, as the text of an SVG file. */
  logo?: string;
}

/** A level of membership, as deployed; what counts now is on chain. */
export interface DeployedTier {
  name: string;
  /** Standing from which it is reached, in the token's smallest unit. */
  threshold: bigint;
  /** Voting units. */
  units: number;
  rights: RightName[];
}

/** One community on one chain: who it is and where its contracts are. Read by {@link parseDeployment}. */
export interface Deployment {
  chainId: number;
  /** First block that can hold an event of this community. */
  startBlock: bigint;
  /** ISO 8601. */
  deployedAt: string;
  brand: {
    key: string;
    name: string;
    tagline: string;
    theme: Theme;
    tiers: DeployedTier[];
    token: { name: string; symbol: string; decimals: number };
    /** Times in seconds; quorum in per cent of all voting units. */
    governor: { votingDelay: number; votingPeriod: number; timelockDelay: number; quorumPercent: number };
  };
  contracts: Record<ContractName, { address: Address }>;
}

/** A deployment record that can't be used; its message lists every fault with its path. */
export class DeploymentError extends Error {
  override name = "DeploymentError";
}

/**
 * Checks and reads the record that `npm run deploy` writes to `protocol/deployments/<chainId>.json`.
 * @param json The parsed JSON; amounts and block numbers in it may be decimal strings. Throws a DeploymentError.
 */
export function parseDeployment(json: unknown): Deployment {
  const faults: string[] = [];
  const deployment = readDeployment(new Reader(json, "", faults));
  if (faults.length > 0) {
    throw new DeploymentError(
      `The deployment record can't be used; deploy again.\n${faults.map((fault) => `- ${fault}`).join("\n")}`,
    );
  }
  return deployment;
}

function readDeployment(root: Reader): Deployment {
  const brand = root.at("brand");
  const contracts = root.at("contracts");
  return {
    chainId: root.at("chainId").number(),
    startBlock: root.at("startBlock").bigint(),
    deployedAt: root.at("deployedAt").string(),
    brand: {
      key: brand.at("key").string(),
      name: brand.at("name").string(),
      tagline: brand.at("tagline").string(),
      theme: readTheme(brand.at("theme")),
      tiers: brand.at("tiers").list(readTier),
      token: {
        name: brand.at("token").at("name").string(),
        symbol: brand.at("token").at("symbol").string(),
        decimals: brand.at("token").at("decimals").number(),
      },
      governor: {
        votingDelay: brand.at("governor").at("votingDelay").number(),
        votingPeriod: brand.at("governor").at("votingPeriod").number(),
        timelockDelay: brand.at("governor").at("timelockDelay").number(),
        quorumPercent: brand.at("governor").at("quorumPercent").number(),
      },
    },
    contracts: Object.fromEntries(
      contractNames.map((name) => [name, { address: contracts.at(name).at("address").address() }]),
    ) as Deployment["contracts"],
  };
}

function readTheme(theme: Reader): Theme {
  const logo = theme.at("logo");
  return {
    colours: { accent: theme.at("colours").at("accent").string() },
    radius: theme.at("radius").number(),
    ...(logo.value === undefined ? {} : { logo: logo.string() }),
  };
}

function readTier(tier: Reader): DeployedTier {
  return {
    name: tier.at("name").string(),
    threshold: tier.at("threshold").bigint(),
    units: tier.at("units").number(),
    rights: tier.at("rights").list((right) => right.oneOf(rightNames)),
  };
}

/** A value inside JSON that notes a fault, with its path, where it is not what it should be. */
class Reader {
  readonly value: unknown;
  readonly #path: string;
  readonly #faults: string[];

  constructor(value: unknown, path: string, faults: string[]) {
    this.value = value;
    this.#path = path;
    this.#faults = faults;
  }

  at(key: string): Reader {
    const inner: unknown =
      typeof this.value === "object" && this.value !== null ? Reflect.get(this.value, key) : undefined;
    return new Reader(inner, this.#path === "" ? key : `${this.#path}.${key}`, this.#faults);
  }

  string(): string {
    return typeof this.value === "string" ? this.value : this.#fault("must be text", "");
  }

  number(): number {
    const valid = typeof this.value === "number" && Number.isSafeInteger(this.value) && this.value >= 0;
    return valid ? this.value : this.#fault("must be a whole number", 0);
  }

  bigint(): bigint {
    const valid = /^\d+$/.test(String(this.value)) && ["string", "number"].includes(typeof this.value);
    return valid ? BigInt(this.value as string | number) : this.#fault("must be a whole number", 0n);
  }

  address(): Address {
    const { value } = this;
    return typeof value === "string" && isAddress(value) ? value : this.#fault("must be an address", "0x");
  }

  oneOf<const Value extends string>(values: readonly Value[]): Value {
    const found = values.find((each) => each === this.value);
    return found ?? this.#fault(`must be one of ${values.join(", ")}`, values[0] as Value);
  }

  list<Item>(read: (item: Reader) => Item): Item[] {
    if (!Array.isArray(this.value)) return this.#fault("must be a list", []);
    return this.value.map((item: unknown, index) =>
      read(new Reader(item, `${this.#path}[${index}]`, this.#faults)),
    );
  }

  #fault<Value>(what: string, instead: Value): Value {
    this.#faults.push(`${this.#path || "the record"} ${what}`);
    return instead;
  }
}
