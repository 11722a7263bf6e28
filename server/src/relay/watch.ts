import type { Database } from "../database/connection.ts";
import { trackRequests, type TrackedRequest } from "./requests.ts";

/** How often requests that somebody watches are looked up, in milliseconds: another process may have moved them. */
const INTERVAL = 500;

type Listener = (request: TrackedRequest) => void;

/** Tells those who watch requests how they move, with one query for all of them. */
export class RequestWatch {
  readonly #database: Database;
  readonly #listeners = new Map<string, Set<Listener>>();
  #timer: NodeJS.Timeout | undefined;
  #lookup: Promise<void> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** How many requests are watched. */
  get size(): number {
    return this.#listeners.size;
  }

  /** Tells a listener of a request's state now and then. Returns how to stop that. */
  watch(id: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(listener));
    this.#timer ??= setInterval(() => void this.look(), INTERVAL);
    void this.look();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(id);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** Looks at once; one look at a time. */
  async look(): Promise<void> {
    if (this.#listeners.size === 0) return;
    this.#lookup ??= this.#tell().finally(() => {
      this.#lookup = undefined;
    });
    await this.#lookup;
  }

  async #tell(): Promise<void> {
    // A database that is away for a moment is asked again at the next look.
    const found = await trackRequests(this.#database, [...this.#listeners.keys()]).catch(() => []);
    for (const request of found)
      for (const listener of this.#listeners.get(request.id) ?? []) listener(request);
  }
}
