import { accessManagerAbi, campaignsAbi, membershipAbi } from "@hearth/protocol/generated/abis";
import type { Deployment } from "@hearth/protocol/deployment";
import { rightNames, rights, roleNames, roles } from "@hearth/protocol/roles";
import {
  BaseError,
  ContractFunctionRevertedError,
  ExecutionRevertedError,
  HttpRequestError,
  LimitExceededRpcError,
  RpcRequestError,
  TimeoutError,
  createPublicClient,
  encodeFunctionData,
  parseAbi,
  type Address,
  type Hex,
  type PublicClient,
  type Transport,
} from "viem";
import { ChainUnavailableError } from "../http/errors.ts";
import type { Campaign, Chain, NamedDelivery, Payment, Standing } from "./chain.ts";
import { LOG_RANGE } from "./logs.ts";
import { Orders } from "./orders.ts";
import { RoleHolders } from "./roleHolders.ts";
import { isMagicValue, isSignedByKey } from "./signatures.ts";

/** `ICampaigns.Kind.Review`. */
const REVIEW_KIND = 0;
/** `IMembership.Status`. */
const ACTIVE = 1;
const REBOUND = 4;
/** Gas for asking a contract account about a signature: plenty for passkeys, too little to hold a node up. */
const SIGNATURE_GAS = 3_000_000n;
/** ERC-1271: how a contract account answers for a signature. */
const contractAccountAbi = parseAbi([
  "function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)",
]);

/** What must be known of a community to read it. */
type Whereabouts = Pick<Deployment, "chainId" | "startBlock" | "contracts">;

/**
 * Reads a community from its chain.
 * @param transport The way to a node.
 * @param deployment Where the contracts are; its chain is the one the node must be on.
 */
export function createChain(transport: Transport, deployment: Whereabouts): Chain {
  return new RpcChain(createPublicClient({ transport }), deployment);
}

class RpcChain implements Chain {
  readonly #client: PublicClient;
  readonly #deployment: Whereabouts;
  readonly #orders: Orders;
  readonly #holders: RoleHolders;
  #onRightChain = false;

  constructor(client: PublicClient, deployment: Whereabouts) {
    this.#client = client;
    this.#deployment = deployment;
    this.#orders = new Orders(client, deployment);
    this.#holders = new RoleHolders(client, deployment, roles.OPERATOR);
  }

  head(): Promise<{ number: bigint; timestamp: bigint }> {
    return this.#read(async () => {
      const { number, timestamp } = await this.#client.getBlock();
      return { number, timestamp };
    });
  }

  standingOf(account: Address): Promise<Standing> {
    return this.#read(async () => {
      const [memberId, heldRoles, heldRights] = await Promise.all([
        this.#memberId(account),
        Promise.all(roleNames.map((name) => this.#hasRole(roles[name], account))),
        Promise.all(rightNames.map((name) => this.#hasRight(rights[name], account))),
      ]);
      return {
        account,
        memberId,
        roles: roleNames.filter((_, index) => heldRoles[index]),
        rights: rightNames.filter((_, index) => heldRights[index]),
      };
    });
  }

  campaign(campaignId: bigint): Promise<Campaign | null> {
    return this.#read(async () => {
      const call = { address: this.#address("Campaigns"), abi: campaignsAbi } as const;
      const count = await this.#client.readContract({ ...call, functionName: "campaignCount" });
      if (campaignId < 1n || campaignId > count) return null;
      const found = await this.#client.readContract({
        ...call,
        functionName: "campaign",
        args: [campaignId],
      });
      return {
        forReviews: found.kind === REVIEW_KIND,
        minReward: found.minReward,
        maxReward: found.maxReward,
        signaturesNeeded: found.signaturesNeeded,
        budget: found.budget,
        paid: found.paid,
        start: BigInt(found.start),
        end: BigInt(found.end),
      };
    });
  }

  isPaid(campaignId: bigint, subject: Hex, memberId: bigint): Promise<boolean> {
    return this.#read(() =>
      this.#client.readContract({
        address: this.#address("Campaigns"),
        abi: campaignsAbi,
        functionName: "isPaid",
        args: [campaignId, subject, memberId],
      }),
    );
  }

  async payment(campaignId: bigint, subject: Hex, memberId: bigint): Promise<Payment | null> {
    // One cheap read spares most reviews the search.
    if (!(await this.isPaid(campaignId, subject, memberId))) return null;
    return this.#read(async () => {
      const head = await this.#client.getBlockNumber({ cacheTime: 0 });
      // From the end, where payments that people ask about mostly are.
      for (let toBlock = head; toBlock >= this.#deployment.startBlock; toBlock -= LOG_RANGE) {
        const [paid] = await this.#client.getContractEvents({
          address: this.#address("Campaigns"),
          abi: campaignsAbi,
          eventName: "ContributionPaid",
          args: { campaignId, memberId, subject },
          fromBlock: this.#rangeStart(toBlock),
          toBlock,
          strict: true,
        });
        if (paid)
          return {
            contentHash: paid.args.contentHash,
            amount: paid.args.amount,
            transactionHash: paid.transactionHash,
          };
      }
      return null;
    });
  }

  operators(): Promise<readonly Address[]> {
    return this.#read(async () => {
      const head = await this.#client.getBlockNumber({ cacheTime: 0 });
      const own = new Set(Object.values(this.#deployment.contracts).map(({ address }) => address));
      // The timelock carries out what members decided; it signs in nowhere.
      const candidates = (await this.#holders.everUntil(head)).filter((account) => !own.has(account));
      const held = await Promise.all(candidates.map((account) => this.#hasRole(roles.OPERATOR, account)));
      return candidates.filter((_, index) => held[index]);
    });
  }

  #rangeStart(toBlock: bigint): bigint {
    const start = toBlock - LOG_RANGE + 1n;
    return start > this.#deployment.startBlock ? start : this.#deployment.startBlock;
  }

  isSignedBy(account: Address, digest: Hex, signature: Hex): Promise<boolean> {
    return this.#read(async () => {
      // The same order as OpenZeppelin's SignatureChecker: an account with code speaks for itself.
      const code = await this.#client.getCode({ address: account });
      if (code === undefined || code === "0x") return isSignedByKey(account, digest, signature);
      return isMagicValue(await this.#askContract(account, digest, signature));
    });
  }

  deliveries(): Promise<ReadonlyMap<Hex, NamedDelivery>> {
    return this.#read(async () => {
      return await this.#orders.deliveriesUntil(await this.#client.getBlockNumber({ cacheTime: 0 }));
    });
  }

  endedRedemptions(redemptionIds: readonly bigint[]): Promise<ReadonlySet<bigint>> {
    return this.#read(() => this.#orders.endedOf(redemptionIds));
  }

  memberIdOf(account: Address): Promise<bigint | null> {
    return this.#read(async () => {
      const { memberId, status } = await this.#accountOf(account);
      return memberId === 0 || status === REBOUND ? null : BigInt(memberId);
    });
  }

  async #askContract(account: Address, digest: Hex, signature: Hex): Promise<Hex | undefined> {
    const data = encodeFunctionData({
      abi: contractAccountAbi,
      functionName: "isValidSignature",
      args: [digest, signature],
    });
    try {
      return (await this.#client.call({ to: account, data, gas: SIGNATURE_GAS })).data;
    } catch (error) {
      if (isRevert(error)) return undefined;
      throw error;
    }
  }

  async #memberId(account: Address): Promise<bigint | null> {
    const found = await this.#accountOf(account);
    return found.status === ACTIVE ? BigInt(found.memberId) : null;
  }

  #accountOf(account: Address) {
    return this.#client.readContract({
      address: this.#address("Membership"),
      abi: membershipAbi,
      functionName: "accountOf",
      args: [account],
    });
  }

  /** An attester with a delay has to schedule what they do: the contract takes no signature of theirs. */
  async #hasRole(role: bigint, account: Address): Promise<boolean> {
    const [isMember, delay] = await this.#client.readContract({
      address: this.#address("AccessManager"),
      abi: accessManagerAbi,
      functionName: "hasRole",
      args: [role, account],
    });
    return isMember && (role !== roles.ATTESTER || delay === 0);
  }

  #hasRight(right: number, account: Address): Promise<boolean> {
    return this.#client.readContract({
      address: this.#address("Membership"),
      abi: membershipAbi,
      functionName: "hasRight",
      args: [account, right],
    });
  }

  #address(name: keyof Deployment["contracts"]): Address {
    return this.#deployment.contracts[name].address;
  }

  /** Runs reads on the right chain only, and gives every failure one name. */
  async #read<Value>(reads: () => Promise<Value>): Promise<Value> {
    try {
      if (!this.#onRightChain) await this.#checkChain();
      return await reads();
    } catch (cause) {
      if (!(cause instanceof BaseError)) throw cause;
      // Whoever answers next may be another node.
      this.#onRightChain = false;
      throw new ChainUnavailableError("The chain can't be reached just now. Please try again shortly.", {
        cause,
      });
    }
  }

  async #checkChain(): Promise<void> {
    const found = await this.#client.getChainId();
    if (found !== this.#deployment.chainId) {
      throw new ChainUnavailableError(
        `The node is on chain ${found}, but the community is on chain ${this.#deployment.chainId}.`,
      );
    }
    this.#onRightChain = true;
  }
}

/** Whether the node answered that the call failed, as opposed to not answering. */
function isRevert(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  if (error.walk((each) => unanswered.some((kind) => each instanceof kind))) return false;
  return error.walk((each) => answered.some((kind) => each instanceof kind)) !== null;
}

const unanswered = [HttpRequestError, TimeoutError, LimitExceededRpcError];
const answered = [ExecutionRevertedError, ContractFunctionRevertedError, RpcRequestError];
