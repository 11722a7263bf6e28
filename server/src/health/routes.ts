import { createRoute, z } from "@hono/zod-openapi";
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

/** For those who watch over the server. */
export function healthRoutes({ chain, deployment }: Services) {
  return createRouter().openapi(route, async (c) => {
    const { number } = await chain.head();
    return c.json({ status: "ok" as const, chainId: deployment.chainId, block: String(number) }, 200);
  });
}
