import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Logger } from "pino";

/**
 * Logs each request by its route: no bodies, queries or parameters, which may name people.
 * @param log Where to.
 */
export function requestLog(log: Logger): MiddlewareHandler {
  return async (c, next) => {
    const started = performance.now();
    await next();
    const ms = Math.round(performance.now() - started);
    const entry = {
      id: c.get("requestId"),
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      ms,
    };
    if (c.res.status >= 500) log.error(entry, "request");
    else log.info(entry, "request");
  };
}
