import { createRoute, z } from "@hono/zod-openapi";
import { contractNames } from "@hearth/protocol/contracts";
import { streamSSE } from "hono/streaming";
import type { Hex } from "viem";
import { ApiError } from "../http/errors.ts";
import { body, createRouter, json, refusals } from "../http/router.ts";
import type { Services } from "../services.ts";
import { takenFunctions } from "./functions.ts";
import { takeRequest } from "./intake.ts";
import type { Relay } from "./relay.ts";
import { trackRequests, type TrackedRequest } from "./requests.ts";
import { requestStates } from "./tables.ts";
import { RequestWatch } from "./watch.ts";

/** Longest data of a request, in bytes: a proposal with a long text. */
const MAX_DATA = 28_000;
/** Most requests that are watched at once. */
const MAX_WATCHED = 5_000;
/** How often a silent stream says that it is still there, in milliseconds. */
const HEARTBEAT = 15_000;

const relaySchema = z
  .object({
    enabled: z.boolean(),
    accepting: z.boolean().openapi({ description: "Whether a request would be taken just now" }),
    troubles: z.array(z.string()).openapi({ description: "Why not, in short codes" }),
    functions: z.array(z.string()).openapi({ description: "What it carries, as in `Membership.joinFor`" }),
  })
  .openapi("Relay");

const requestSchema = z
  .object({
    id: z.uuid(),
    functionName: z.string(),
    state: z.enum(requestStates),
    reason: z.string().nullable().openapi({ description: "Why it failed, as a sentence" }),
    transactionHash: z.string().nullable(),
    blockNumber: z.string().nullable(),
    createdAt: z.iso.datetime(),
  })
  .openapi("RelayRequest");

const data = z
  .string()
  .max(2 * MAX_DATA + 2, `must be at most ${MAX_DATA} bytes`)
  .regex(/^0x(?:[0-9a-fA-F]{2})+$/, "must be 0x and hex digits, two for each byte")
  .transform((value) => value.toLowerCase() as Hex)
  .openapi({ type: "string", pattern: "^0x([0-9a-fA-F]{2})+$" });

const id = z.uuid().openapi({ param: { name: "id", in: "path" } });
const params = z.object({ id });

const aboutRoute = createRoute({
  method: "get",
  path: "/relay",
  summary: "Whether the community pays for what members sign, and for which functions",
  responses: { ...refusals(), 200: json(relaySchema, "The relay") },
});

const submitRoute = createRoute({
  method: "post",
  path: "/relay/requests",
  summary: "Hand in a signed request; the same one again is the same request",
  request: {
    body: body(z.strictObject({ contract: z.enum(contractNames), data }).openapi("RelaySubmission")),
  },
  responses: {
    ...refusals(400, 403, 413, 415, 422),
    202: json(requestSchema, "Stored: it will be carried, or its state will say why not"),
  },
});

const readRoute = createRoute({
  method: "get",
  path: "/relay/requests/{id}",
  summary: "Where a request stands",
  request: { params },
  responses: { ...refusals(400, 404), 200: json(requestSchema, "The request") },
});

const followRoute = createRoute({
  method: "get",
  path: "/relay/requests/{id}/events",
  summary: "Follow a request (server-sent events): each state as it comes, until the last",
  request: { params },
  responses: {
    ...refusals(400, 404),
    200: {
      description: "Events named `state`, with the request as JSON",
      content: { "text/event-stream": { schema: z.string() } },
    },
  },
});

/** What the community pays for. */
export function relayRoutes({ database, relay }: Services) {
  const watch = new RequestWatch(database);
  relay?.onChange(() => void watch.look());
  const find = async (wanted: string): Promise<TrackedRequest> => {
    const [found] = await trackRequests(database, [wanted]);
    if (!found) throw new ApiError("not_found", "There is no such request.");
    return found;
  };
  return createRouter()
    .openapi(aboutRoute, (c) => c.json(about(relay), 200))
    .openapi(submitRoute, async (c) => {
      if (!relay)
        throw new ApiError("relay_unavailable", "This community has no relay: members pay themselves.");
      return c.json(present(await find(await takeRequest(relay, c.req.valid("json")))), 202);
    })
    .openapi(readRoute, async (c) => c.json(present(await find(c.req.valid("param").id)), 200))
    .openapi(followRoute, async (c) => {
      const first = await find(c.req.valid("param").id);
      if (watch.size >= MAX_WATCHED) {
        throw new ApiError("relay_unavailable", "Too many are watching. Ask for the request itself.", {
          retryAfter: 2,
        });
      }
      c.header("Cache-Control", "no-store");
      // Proxies must not hold events back.
      c.header("X-Accel-Buffering", "no");
      return streamSSE(c, (stream) => follow(watch, stream, first.id));
    });
}

type Stream = Parameters<Parameters<typeof streamSSE>[1]>[0];

/** Writes a state whenever it is another one; ends with the last, or when the reader goes. */
function follow(watch: RequestWatch, stream: Stream, requestId: string): Promise<void> {
  return new Promise((resolve) => {
    let last = "";
    let writing = Promise.resolve();
    const finish = () => {
      clearInterval(heartbeat);
      unwatch();
      void writing.then(resolve);
    };
    const heartbeat = setInterval(() => void stream.write(": still here\n\n"), HEARTBEAT);
    const unwatch = watch.watch(requestId, (request) => {
      const text = JSON.stringify(present(request));
      if (text === last) return;
      last = text;
      writing = writing.then(() => stream.writeSSE({ event: "state", data: text }));
      if (isOver(request)) finish();
    });
    stream.onAbort(finish);
  });
}

function isOver({ state }: TrackedRequest): boolean {
  return state !== "stored" && state !== "sending";
}

function about(relay: Relay | undefined) {
  const troubles = relay?.context.health.troubles.map(({ code }) => code) ?? [];
  const functions = relay ? takenFunctions.map(({ name }) => name) : [];
  return {
    enabled: relay !== undefined,
    accepting: relay !== undefined && troubles.length === 0,
    troubles,
    functions,
  };
}

function present({ blockNumber, createdAt, ...request }: TrackedRequest) {
  return {
    ...request,
    blockNumber: blockNumber === null ? null : String(blockNumber),
    createdAt: createdAt.toISOString(),
  };
}
