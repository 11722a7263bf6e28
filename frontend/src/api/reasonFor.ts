import { sentenceFor } from "@hearth/protocol/errors";
import { ServerError } from "./client.ts";

/** Says in one sentence why something failed, whether the server or the chain was asked. */
export function reasonFor(error: unknown): string {
  return error instanceof ServerError ? error.message : sentenceFor(error);
}
