import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** What the process and its HTTP interface report to Prometheus. */
export interface RequestMetrics {
  registry: Registry;
  /** Counts and times each request by its route: no parameters, which may name people and are without number. */
  middleware: MiddlewareHandler;
}

/** Figures of this process, from now on. */
export function requestMetrics(): RequestMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "hearth_http_request_duration_seconds",
    help: "Time until the answer began, by route.",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  return {
    registry,
    middleware: async (c, next) => {
      const end = duration.startTimer();
      await next();
      end({ method: c.req.method, route: routePath(c, -1), status: c.res.status });
    },
  };
}
