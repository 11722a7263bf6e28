import { createHash, timingSafeEqual } from "node:crypto";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { Registry } from "prom-client";
import { deliveryRoutes } from "./deliveries/routes.ts";
import { deliveryKeyRoutes } from "./deliveryKeys/routes.ts";
import { draftRoutes } from "./drafts/routes.ts";
import { gradingRoutes } from "./grading/routes.ts";
import { healthRoutes } from "./health/routes.ts";
import { ApiError, errorHandler } from "./http/errors.ts";
import { contentSecurityPolicy, originGuard, rateLimit, utf8Guard } from "./http/guards.ts";
import { requestLog } from "./http/requestLog.ts";
import { requestMetrics } from "./http/requestMetrics.ts";
import { createRouter } from "./http/router.ts";
import { holdingRoutes } from "./holdings/routes.ts";
import { mediaRoutes } from "./media/routes.ts";
import { flagRoutes, moderationRoutes } from "./moderation/routes.ts";
import { MAX_PHOTO_BYTES } from "./photos/encode.ts";
import { photoRoutes } from "./photos/routes.ts";
import { relayMetrics } from "./relay/metrics.ts";
import { relayRoutes } from "./relay/routes.ts";
import { productRoutes } from "./products/routes.ts";
import { historyRoutes } from "./reviews/historyRoutes.ts";
import { reviewRoutes } from "./reviews/routes.ts";
import type { Services } from "./services.ts";
import { sessionRoutes } from "./sessions/routes.ts";

/** Largest body, in bytes: a review of 5000 characters with the longest signature fits four times. */
const MAX_BODY = 64 * 1024;

/** Photos taken in per minute and address, where requests are limited at all. */
const MOST_UPLOADS = 30;

/** Where the body is a picture and no text. */
const BYTE_PATHS: ReadonlySet<string> = new Set(["/api/photos"]);

/** The whole HTTP interface, under `/api`; `/metrics` beside it is for those who watch over the server. */
export function createApp(services: Services): OpenAPIHono {
  const root = createRouter();
  const requests = requestMetrics();
  root.get("/metrics", async (c) => {
    const { config, database, relay, now } = services;
    if (!mayReadMetrics(config, c.req.header("authorization"))) return c.notFound();
    const metrics = Registry.merge([requests.registry, await relayMetrics(database, relay, now())]);
    return c.text(await metrics.metrics(), 200, { "content-type": metrics.contentType });
  });
  const app = root.basePath("/api");
  app.onError(errorHandler(services.log));
  app.notFound(() => {
    throw new ApiError("not_found", "There is nothing at this address.");
  });
  app.use(requests.middleware);
  addGuards(app, services);
  for (const routes of [
    healthRoutes,
    sessionRoutes,
    productRoutes,
    draftRoutes,
    photoRoutes,
    reviewRoutes,
    historyRoutes,
    gradingRoutes,
    deliveryKeyRoutes,
    flagRoutes,
    moderationRoutes,
    deliveryRoutes,
    mediaRoutes,
    relayRoutes,
    holdingRoutes,
  ]) {
    app.route("/", routes(services));
  }
  app.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: {
      title: "Hearth",
      version: "1",
      description:
        "Reviews, photos, grading, moderation, delivery details, sign-in and the relay of a community. Chain integers and amounts are decimal strings.",
    },
  });
  return app;
}

/** Figures are for those who watch over the server: with its token, or on the local chain. */
function mayReadMetrics(
  { metricsOpen, metricsToken }: Services["config"],
  given: string | undefined,
): boolean {
  if (metricsToken === undefined) return metricsOpen;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given ?? ""), digest(`Bearer ${metricsToken}`));
}

function addGuards(app: OpenAPIHono, { config, log }: Services): void {
  app.use(requestId());
  app.use(requestLog(log));
  app.use(
    secureHeaders({
      crossOriginResourcePolicy: "same-site",
      referrerPolicy: "no-referrer",
      strictTransportSecurity: "max-age=15552000",
      xFrameOptions: "DENY",
    }),
  );
  app.use(contentSecurityPolicy());
  app.use(cors({ origin: config.publicOrigins, credentials: true, maxAge: 600 }));
  app.use(rateLimit(config.rateLimit, config.trustedProxies));
  // Decoding a picture costs a thousand times what other requests do.
  app.use("/photos", rateLimit(Math.min(MOST_UPLOADS, config.rateLimit), config.trustedProxies));
  app.use(originGuard(config.publicOrigins));
  const limits = { most: limitBody(MAX_BODY), photos: limitBody(MAX_PHOTO_BYTES) };
  app.use((c, next) => (BYTE_PATHS.has(c.req.path) ? limits.photos : limits.most)(c, next));
  app.use(utf8Guard(BYTE_PATHS));
}

function limitBody(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new ApiError("payload_too_large", `The request is too large: at most ${maxSize / 1024} kB.`);
    },
  });
}
