import { accessManagerAbi } from "@hearth/protocol/generated/abis";
import type { Deployment } from "@hearth/protocol/deployment";
import type { Address, PublicClient } from "viem";
import { LOG_RANGE } from "./logs.ts";

/** Who was ever given a role. `AccessManager` keeps no list, so its events are read, each block once. */
export class RoleHolders {
  readonly #client: PublicClient;
  readonly #manager: Address;
  readonly #roleId: bigint;
  readonly #found = new Set<Address>();
  #scannedTo: bigint;

  constructor(
    client: PublicClient,
    { contracts, startBlock }: Pick<Deployment, "contracts" | "startBlock">,
    roleId: bigint,
  ) {
    this.#client = client;
    this.#manager = contracts.AccessManager.address;
    this.#roleId = roleId;
    this.#scannedTo = startBlock - 1n;
  }

  /** All who were given the role up to a block; some may have lost it since. */
  async everUntil(head: bigint): Promise<Address[]> {
    while (this.#scannedTo < head) {
      const fromBlock = this.#scannedTo + 1n;
      const last = fromBlock + LOG_RANGE - 1n;
      const toBlock = last < head ? last : head;
      const events = await this.#client.getContractEvents({
        address: this.#manager,
        abi: accessManagerAbi,
        eventName: "RoleGranted",
        args: { roleId: this.#roleId },
        fromBlock,
        toBlock,
        strict: true,
      });
      for (const { args } of events) this.#found.add(args.account);
      this.#scannedTo = toBlock;
    }
    return [...this.#found];
  }
}
