import type { ActionName } from "./rows.ts";

/** Why an action costs more than its goal. Shown only while it does. */
export const reasons: Partial<Record<ActionName, string>> = {};
