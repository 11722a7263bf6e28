import { expect } from "vitest";
import type { Accepted } from "./checker.ts";
import type { Prepared } from "./load.ts";

/** What a server said to a request that it did not take. */
interface Refusal {
  status: number;
  retryAfter: string | null;
}

/** Hands requests in, writes down what it is told, and hands in again what was not taken. */
export class HandIns {
  /** What the server promised. */
  readonly log: Accepted[] = [];
  readonly refusals: Refusal[] = [];
  readonly #url: string;
  readonly #again: Prepared[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  /** Hands requests in together. */
  async handIn(prepared: readonly Prepared[]): Promise<void> {
    await Promise.all(prepared.map((each) => this.#submit(each)));
  }

  /** Until all are taken that were not. */
  async handInAgain(): Promise<void> {
    while (this.#again.length > 0) await this.handIn(this.#again.splice(0));
  }

  /** Whoever was refused was told that it is for a while. */
  expectTemporary(): void {
    for (const { status, retryAfter } of this.refusals) {
      expect(status).toBe(503);
      expect(Number(retryAfter)).toBeGreaterThan(0);
    }
  }

  async #submit(prepared: Prepared): Promise<void> {
    const response = await fetch(`${this.#url}/api/relay/requests`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ contract: "Membership", data: prepared.data }),
    });
    const { id } = (await response.json()) as { id?: string };
    if (response.status === 202 && id !== undefined) this.log.push({ ...prepared, id });
    else {
      this.refusals.push({ status: response.status, retryAfter: response.headers.get("retry-after") });
      this.#again.push(prepared);
    }
  }
}
