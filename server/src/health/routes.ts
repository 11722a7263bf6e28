import { createRoute, z } from "@hono/zod-openapi";
import { sql } from "drizzle-orm";
import { ChainUnavailableError } from "../http/errors.ts";
import { createRouter, json, refusals } from "../http/router.ts";
import type { Services } from "../services.ts";

const healthSchema = z
  .object({ status: z.literal("ok"), chainId: z.number().int(), block: z.string() })
  .openapi("Health");

const route = createRoute({
  method: "get",
  path: "/health",
  summary: "Whether the server can do its work, and up to which block it sees",
  responses: { ...refusals(), 200: json(healthSchema, "All is well") },
});

const readySchema = z
  .object({
    ready: z.boolean(),
    troubles: z.array(z.object({ code: z.string(), message: z.string() })).openapi({
      description: "What keeps the server, or its relay, from doing its work",
    }),
  })
  .openapi("Ready");

const readyRoute = createRoute({
  method: "get",
  path: "/ready",
  summary: "Whether the server and its relay can do all of their work, and if not, why",
  responses: {
    ...refusals(),
    200: json(readySchema, "They can"),
    503: json(
      readySchema,
      "They can't: the relay is out of ETH, say, or its node is stale or on another chain",
    ),
  },
});

/** For those who watch over the server. */
export function healthRoutes({ chain, database, deployment, relay }: Services) {
  return createRouter()
    .openapi(route, async (c) => {
      const { number } = await chain.head();
      return c.json({ status: "ok" as const, chainId: deployment.chainId, block: String(number) }, 200);
    })
    .openapi(readyRoute, async (c) => {
      const checks = await Promise.all([
        trouble("chain_unavailable", () => chain.head()),
        trouble("storage_unavailable", () => checkWritable(database)),
      ]);
      const troubles = [...checks.flat(), ...(relay?.context.health.troubles ?? [])];
      const ready = troubles.length === 0;
      return c.json({ ready, troubles }, ready ? 200 : 503);
    });
}

/** A database that only lets read answers, and keeps nothing. */
async function checkWritable(database: Services["database"]): Promise<void> {
  const [found] = await database
    .select({ readOnly: sql<string>`current_setting('transaction_read_only')` })
    .from(sql`(select 1) as one`);
  if (found?.readOnly !== "off") throw new Error("The database only lets read.");
}

async function trouble(code: string, check: () => Promise<unknown>) {
  try {
    await check();
    return [];
  } catch (error) {
    const isOurs = error instanceof ChainUnavailableError;
    return [
      { code, message: isOurs ? error.message : "The database does not answer, or does not let write." },
    ];
  }
}
