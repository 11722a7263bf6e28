import { rewardsStoreAbi } from "@hearth/protocol/generated/abis";
import type { Deployment } from "@hearth/protocol/deployment";
import type { Address, Hex, PublicClient } from "viem";
import type { NamedDelivery } from "./chain.ts";
import { LOG_RANGE } from "./logs.ts";

/** `IStoreOrders.RedemptionState` of orders that are over. */
const FULFILLED = 2;
const CANCELLED = 3;
/** Blocks read again, since a reorganisation may have replaced them. */
const REORGANISED = 64n;

/** The orders of the store: which delivery details they name, and which are over. */
export class Orders {
  readonly #client: PublicClient;
  readonly #store: { address: Address; abi: typeof rewardsStoreAbi };
  readonly #beforeFirst: bigint;
  /** Only this server's own reads add to it, in order of blocks. */
  readonly #deliveries = new Map<Hex, NamedDelivery>();
  #scannedTo: bigint;

  constructor(client: PublicClient, { contracts, startBlock }: Pick<Deployment, "contracts" | "startBlock">) {
    this.#client = client;
    this.#store = { address: contracts.RewardsStore.address, abi: rewardsStoreAbi };
    this.#beforeFirst = startBlock - 1n;
    this.#scannedTo = this.#beforeFirst;
  }

  /** All delivery details that orders named up to a block, by their hash. */
  async deliveriesUntil(head: bigint): Promise<ReadonlyMap<Hex, NamedDelivery>> {
    const settled = this.#scannedTo - REORGANISED;
    this.#scannedTo = settled > this.#beforeFirst ? settled : this.#beforeFirst;
    while (this.#scannedTo < head) await this.#scan(head);
    return this.#deliveries;
  }

  /** Those of some orders that are over: fulfilled, cancelled, or taken off the chain by a reorganisation. */
  async endedOf(redemptionIds: readonly bigint[]): Promise<ReadonlySet<bigint>> {
    const count = await this.#client.readContract({ ...this.#store, functionName: "redemptionCount" });
    const isOver = async (redemptionId: bigint) => {
      if (redemptionId > count) return true;
      const args = [redemptionId] as const;
      const { state } = await this.#client.readContract({
        ...this.#store,
        functionName: "redemption",
        args,
      });
      return state === FULFILLED || state === CANCELLED;
    };
    const over = await Promise.all(redemptionIds.map(isOver));
    return new Set(redemptionIds.filter((_, index) => over[index]));
  }

  async #scan(head: bigint): Promise<void> {
    const fromBlock = this.#scannedTo + 1n;
    const last = fromBlock + LOG_RANGE - 1n;
    const toBlock = last < head ? last : head;
    // Who waits has left the details already: the parcel goes there once it is their turn.
    for (const eventName of ["RedemptionPlaced", "WaitingListJoined"] as const) {
      const events = await this.#client.getContractEvents({
        ...this.#store,
        eventName,
        fromBlock,
        toBlock,
        strict: true,
      });
      for (const { args } of events) this.#name(args);
    }
    this.#scannedTo = toBlock;
  }

  #name(order: { deliveryHash: Hex; memberId: bigint; redemptionId: bigint }): void {
    const { deliveryHash, memberId, redemptionId } = order;
    const known = this.#deliveries.get(deliveryHash) ?? { memberId, redemptionIds: [] };
    if (known.redemptionIds.includes(redemptionId)) return;
    const redemptionIds = [...known.redemptionIds, redemptionId];
    this.#deliveries.set(deliveryHash, { memberId: known.memberId, redemptionIds });
  }
}
