import { DrizzleQueryError } from "drizzle-orm";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Logger } from "pino";
import { z } from "@hono/zod-openapi";

/** A field of the request at fault: its path (`details.city`) and what is wrong with it. */
export interface FieldError {
  path: string;
  message: string;
}

/** An answer that refuses, with a sentence for people and a code for programs. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: ContentfulStatusCode;
  readonly code: ErrorCode;
  readonly fields: FieldError[] | undefined;
  /** Seconds after which it makes sense to ask again. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { fields?: FieldError[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, "cause" in more ? { cause: more.cause } : undefined);
    this.code = code;
    this.status = statusOf[code];
    this.fields = more.fields;
    this.retryAfter = more.retryAfter;
  }
}

/** The chain can't be read just now: node down, wrong chain, or no contracts at the addresses. */
export class ChainUnavailableError extends Error {
  override name = "ChainUnavailableError";
}

const statusOf = {
  invalid_request: 400,
  malformed_json: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  refused: 422,
  too_many_requests: 429,
  internal: 500,
  chain_unavailable: 503,
  export_unavailable: 503,
  relay_unavailable: 503,
  storage_unavailable: 503,
} as const satisfies Record<string, ContentfulStatusCode>;

/** What kind of refusal it is. */
export type ErrorCode = keyof typeof statusOf;

/** JSON of every refusal. */
export const errorSchema = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(statusOf) as [ErrorCode, ...ErrorCode[]]),
      message: z.string(),
      fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    }),
  })
  .openapi("Error");

/**
 * A refusal of one field of the request.
 * @param path Where the field is.
 * @param message What is wrong with it, as a sentence.
 */
export function invalidField(path: string, message: string): ApiError {
  return new ApiError("invalid_request", message, { fields: [{ path, message }] });
}

/**
 * Turns whatever was thrown into a JSON answer; only the unforeseen is logged in full.
 * @param log Where to.
 */
export function errorHandler(log: Logger) {
  return (thrown: Error, c: Context): Response => {
    const error = asApiError(thrown);
    if (error.status >= 500) log.error({ err: loggable(thrown), id: c.get("requestId") }, error.message);
    if (error.retryAfter !== undefined) c.header("Retry-After", String(error.retryAfter));
    const { code, message, fields } = error;
    return c.json({ error: { code, message, ...(fields ? { fields } : {}) } }, error.status);
  };
}

/** What may be logged of an error: a failed query's message and details hold its parameters, and so people's data. */
export function loggable(thrown: unknown): unknown {
  if (!(thrown instanceof DrizzleQueryError)) return thrown;
  return { type: thrown.name, query: thrown.query, code: sqlState(thrown.cause) };
}

function asApiError(thrown: Error): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (thrown instanceof ChainUnavailableError) {
    return new ApiError("chain_unavailable", thrown.message, { retryAfter: 5 });
  }
  if (thrown instanceof HTTPException) return fromHttpException(thrown);
  if (isStorageDown(thrown)) {
    return new ApiError(
      "storage_unavailable",
      "The database can't be reached just now. Please try again shortly.",
      {
        retryAfter: 5,
      },
    );
  }
  return new ApiError("internal", "Something went wrong on our side. Please try again.");
}

function fromHttpException(thrown: HTTPException): ApiError {
  switch (thrown.status) {
    case 400:
      return new ApiError("malformed_json", "The body of the request is not valid JSON.");
    case 413:
      return new ApiError("payload_too_large", "The request is too large.");
    case 415:
      return new ApiError("unsupported_media_type", "Send the body as application/json.");
    default:
      return new ApiError("internal", "Something went wrong on our side. Please try again.");
  }
}

/**
 * Connection lost, shutting down, out of resources, or a disk that fails: SQLSTATE classes 08, 57, 53 and 58. 25006: it
 * only lets read, as a standby does, or one whose disk its operator protects. Or a network error.
 */
function isStorageDown(thrown: Error): boolean {
  if (thrown instanceof DrizzleQueryError)
    return /^(?:(?:08|53|57|58)...|25006|E[A-Z]+)$/.test(sqlState(thrown.cause));
  // A transaction that gets no connection fails before its first query. Other errors have codes too, of files for one.
  return /^(?:(?:08|53|57|58)...|25006|ECONN[A-Z]+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)$/.test(
    sqlState(thrown),
  );
}

/** Code of what the database or the network answered; a connection that broke half way has none. */
function sqlState(cause: unknown): string {
  if (!(cause instanceof Error)) return "";
  const code: unknown = Reflect.get(cause, "code");
  if (typeof code === "string") return code;
  return /connection terminated|connection error|trying to connect/i.test(cause.message) ? "08000" : "";
}
