import type { NodeState } from "./node.ts";
import type { RelaySettings } from "./settings.ts";

/** Why the relay can't send just now. */
export type TroubleCode =
  "starting" | "unreachable" | "wrong_chain" | "stale_node" | "out_of_eth" | "fees_too_high" | "spending_cap";

/** What is wrong, with a sentence for those who look after the server. */
export interface Trouble {
  code: TroubleCode;
  message: string;
}

/** Blocks that a node may fall back behind what was seen, beside those that a reorganisation takes. */
const FALL_BACK = 8n;

const STARTING: Trouble = { code: "starting", message: "The relay has not looked at the chain yet." };
const UNREACHABLE: Trouble = { code: "unreachable", message: "The relay's node does not answer." };

/** What the relay knows of the chain and of itself. */
export class RelayHealth {
  readonly #chainId: number;
  readonly #settings: RelaySettings;
  #state: NodeState | undefined;
  #highest = 0n;
  #troubles: readonly Trouble[] = [STARTING];

  constructor(chainId: number, settings: RelaySettings) {
    this.#chainId = chainId;
    this.#settings = settings;
  }

  /** The chain as last seen. */
  get state(): NodeState | undefined {
    return this.#state;
  }

  /** What keeps it from sending and from accepting; empty where all is well. */
  get troubles(): readonly Trouble[] {
    return this.#troubles;
  }

  /** Whether the node is on the community's chain and up to date, so that what it says of it counts. */
  get seesChain(): boolean {
    return !this.#troubles.some(({ code }) =>
      ["starting", "unreachable", "wrong_chain", "stale_node"].includes(code),
    );
  }

  /** The node did not answer. */
  lost(): void {
    this.#troubles = [UNREACHABLE];
  }

  /**
   * Judges what the node says.
   * @param state What it says.
   * @param spent What was spent in 24 hours and may be by what is on its way.
   * @param now Of this machine.
   */
  seen(state: NodeState, spent: bigint, now: Date): void {
    const { minBalance, maxFee, dailySpend } = this.#settings;
    const troubles = this.#nodeTroubles(state, now);
    if (state.balance < minBalance) {
      troubles.push({
        code: "out_of_eth",
        message: `The relay's account holds ${state.balance} wei, and needs ${minBalance} at least.`,
      });
    }
    if (state.baseFee + state.tip > maxFee) {
      const price = state.baseFee + state.tip;
      troubles.push({
        code: "fees_too_high",
        message: `Gas costs ${price} wei, and ${maxFee} at most is paid.`,
      });
    }
    if (spent >= dailySpend) {
      troubles.push({
        code: "spending_cap",
        message: `${spent} wei are spent or promised in 24 hours, and ${dailySpend} are allowed.`,
      });
    }
    if (state.block > this.#highest) this.#highest = state.block;
    this.#state = state;
    this.#troubles = troubles;
  }

  /** Adds what showed only when a transaction was to be sent. */
  add(trouble: Trouble): void {
    if (this.#troubles.some(({ code }) => code === trouble.code)) return;
    this.#troubles = [...this.#troubles, trouble];
  }

  #nodeTroubles(state: NodeState, now: Date): Trouble[] {
    if (state.chainId !== this.#chainId) {
      const message = `The relay's node is on chain ${state.chainId}, and the community on ${this.#chainId}.`;
      return [{ code: "wrong_chain", message }];
    }
    const age = now.getTime() - Number(state.timestamp) * 1000;
    const { staleAfter } = this.#settings;
    if (staleAfter > 0 && age > staleAfter) {
      return [{ code: "stale_node", message: `The node's newest block is ${Math.round(age / 1000)} s old.` }];
    }
    if (state.block + FALL_BACK < this.#highest) {
      const message = `The node is at block ${state.block}, and was at ${this.#highest} before.`;
      return [{ code: "stale_node", message }];
    }
    return [];
  }
}
