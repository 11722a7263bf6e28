import { z } from "zod/mini";
import { api } from "../api/client.ts";

/** Set while there is a session; the session itself is in a cookie that scripts can't read. */
export const SESSION_MARK = "hearth.session";

/** Ends the server's session, if there is one. A server that is away forgets it in its own time. */
export async function endSession(): Promise<void> {
  if (!localStorage.getItem(SESSION_MARK)) return;
  localStorage.removeItem(SESSION_MARK);
  await api.delete("/session", z.unknown()).catch(() => undefined);
}
