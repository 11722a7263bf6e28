import { z } from "zod/mini";
import { api } from "../api/client.ts";

/** Ends the server's session, if there is one. A server that is away forgets it in its own time. */
export async function endSession(): Promise<void> {
  await api.delete("/session", z.unknown()).catch(() => undefined);
}
