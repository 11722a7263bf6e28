/** Anything that checks data and gives it a type: a zod schema, for example. */
export interface Parser<T> {
  parse(data: unknown): T;
}

/** Why the server could not help: `away` (no answer, or it lacks something it needs), `refused` (4xx), `broken`. */
export type ServerFault = "away" | "refused" | "broken";

/** A field of the request at fault: its path (`details.city`) and what is wrong with it. */
export interface FieldFault {
  path: string;
  message: string;
}

/** A failed request; `message` is a sentence for people, `code` the server's word for programs. */
export class ServerError extends Error {
  readonly fault: ServerFault;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly fields: readonly FieldFault[];

  constructor(
    fault: ServerFault,
    message: string,
    more: { status?: number; code?: string; fields?: FieldFault[] } = {},
  ) {
    super(message);
    this.name = "ServerError";
    this.fault = fault;
    this.status = more.status;
    this.code = more.code;
    this.fields = more.fields ?? [];
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

/** A refusal as the server writes it: `{ error: { code, message, fields? } }`. */
async function readRefusal(response: Response): Promise<ServerError> {
  const { status } = response;
  const fault = status < 500 ? "refused" : status >= 502 && status <= 504 ? "away" : "broken";
  const body = (await response.json().catch(() => null)) as {
    error?: { code?: string; message?: string; fields?: FieldFault[] };
  } | null;
  const { code, message, fields } = body?.error ?? {};
  // A proxy without its server behind it answers 502 to 504, and not in this form.
  if (!message) return new ServerError(fault, fault === "away" ? AWAY : BROKEN, { status });
  return new ServerError(fault, message, {
    status,
    ...(code ? { code } : {}),
    ...(fields ? { fields } : {}),
  });
}

async function request<T>(
  method: string,
  path: string,
  parser: Parser<T>,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json" };
  const init: RequestInit = { method, credentials: "same-origin", headers };
  if (signal) init.signal = signal;
  if (body !== undefined) {
    init.body = toJson(body);
    headers["content-type"] = "application/json";
  }
  const response = await fetch(`/api${path}`, init).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ServerError("away", AWAY);
  });
  if (!response.ok) throw await readRefusal(response);
  try {
    return parser.parse(response.status === 204 ? undefined : await response.json());
  } catch {
    throw new ServerError("broken", BROKEN, { status: response.status });
  }
}

/** Fetches what is no JSON: a photo. */
async function requestBytes(path: string): Promise<Uint8Array> {
  const response = await fetch(`/api${path}`, { credentials: "same-origin" }).catch(() => {
    throw new ServerError("away", AWAY);
  });
  if (!response.ok) throw await readRefusal(response);
  return new Uint8Array(await response.arrayBuffer());
}

/** The community's server, under `/api`. Every answer is parsed; failures are `ServerError`s. */
export const api = {
  get: <T>(path: string, parser: Parser<T>, signal?: AbortSignal) =>
    request("GET", path, parser, undefined, signal),
  post: <T>(path: string, body: unknown, parser: Parser<T>) => request("POST", path, parser, body),
  put: <T>(path: string, body: unknown, parser: Parser<T>) => request("PUT", path, parser, body),
  bytes: (path: string) => requestBytes(path),
  delete: <T>(path: string, parser: Parser<T>) => request("DELETE", path, parser),
};
