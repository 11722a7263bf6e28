/** Anything that checks data and gives it a type: a zod schema, for example. */
export interface Parser<T> {
  parse(data: unknown): T;
}

/** Why the server could not help: `away` (no answer), `refused` (4xx, `message` says why), `broken` (5xx or bad data). */
export type ServerFault = "away" | "refused" | "broken";

/** A failed request; `message` is a sentence for people. */
export class ServerError extends Error {
  readonly fault: ServerFault;
  readonly status: number | undefined;

  constructor(fault: ServerFault, message: string, status?: number) {
    super(message);
    this.name = "ServerError";
    this.fault = fault;
    this.status = status;
  }
}

const AWAY =
  "The community's server cannot be reached just now. What is yours is safe; try again in a moment.";
const BROKEN = "The community's server answered in a way that makes no sense. Try again in a moment.";

/** bigint leaves as decimal text, which is how the server reads amounts and ids. */
function toJson(body: unknown): string {
  return JSON.stringify(body, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

async function readMessage(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body !== "object" || body === null || !("error" in body)) return BROKEN;
  const { error } = body;
  if (typeof error === "string") return error;
  const nested =
    typeof error === "object" && error !== null && "message" in error ? error.message : undefined;
  return typeof nested === "string" ? nested : BROKEN;
}

async function request<T>(
  method: string,
  path: string,
  parser: Parser<T>,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const init: RequestInit = { method, credentials: "same-origin", headers: { accept: "application/json" } };
  if (signal) init.signal = signal;
  if (body !== undefined) {
    init.body = toJson(body);
    init.headers = { ...init.headers, "content-type": "application/json" };
  }
  const response = await fetch(`/api${path}`, init).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ServerError("away", AWAY);
  });
  // A proxy without its server behind it answers 502 to 504.
  if (response.status >= 502 && response.status <= 504) throw new ServerError("away", AWAY, response.status);
  if (!response.ok) {
    throw new ServerError(
      response.status < 500 ? "refused" : "broken",
      await readMessage(response),
      response.status,
    );
  }
  try {
    return parser.parse(response.status === 204 ? undefined : await response.json());
  } catch {
    throw new ServerError("broken", BROKEN, response.status);
  }
}

/** The community's server, under `/api`. Every answer is parsed; failures are `ServerError`s. */
export const api = {
  get: <T>(path: string, parser: Parser<T>, signal?: AbortSignal) =>
    request("GET", path, parser, undefined, signal),
  post: <T>(path: string, body: unknown, parser: Parser<T>) => request("POST", path, parser, body),
  put: <T>(path: string, body: unknown, parser: Parser<T>) => request("PUT", path, parser, body),
  delete: <T>(path: string, parser: Parser<T>) => request("DELETE", path, parser),
};
