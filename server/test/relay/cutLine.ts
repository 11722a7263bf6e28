import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { freePort } from "../node.ts";

/** A line to a database that can be cut, as if the database were killed, and mended. */
export class CutLine {
  readonly port: number;
  readonly #server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor(target: { host: string; port: number }, port: number) {
    this.port = port;
    this.#server = createServer((near) => {
      if (this.#isCut) return void near.resetAndDestroy();
      const far = connect(target);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        from.on("error", () => to.destroy());
        from.on("close", () => {
          this.#sockets.delete(from);
          to.destroy();
        });
        from.pipe(to);
      }
    });
  }

  /** Lays a line to a database. */
  static async to(target: { host: string; port: number }): Promise<CutLine> {
    const port = await freePort();
    const line = new CutLine(target, port);
    line.#server.listen(port, "127.0.0.1");
    await once(line.#server, "listening");
    return line;
  }

  /** Breaks every connection, also in the middle of a transaction, and takes no new one. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Takes connections again. */
  mend(): void {
    this.#isCut = false;
  }

  /** Ends it, with every connection. */
  async stop(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, "close");
  }
}
