import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import { ApiError } from "./errors.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses state-changing requests that a browser sends for another site's page. Browsers always say where a request
 * comes from (`Origin` or `Sec-Fetch-Site`); a client that says neither is no browser and carries no one's cookie.
 * @param origins Where the dashboard is served from.
 */
export function originGuard(origins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    if (!SAFE_METHODS.has(c.req.method) && !isOwnPage(c, origins)) {
      throw new ApiError("forbidden", "This request comes from a page of another site.");
    }
    await next();
  };
}

function isOwnPage(c: Context, origins: readonly string[]): boolean {
  const origin = c.req.header("origin");
  if (origin !== undefined) return origins.includes(origin);
  return ["same-origin", "none", undefined].includes(c.req.header("sec-fetch-site"));
}

/** Data is no page: nothing in an answer may load, run or be framed, unless its route says otherwise. */
export function contentSecurityPolicy(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (c.res.headers.has("content-security-policy")) return;
    c.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  };
}

/**
 * Refuses a body that is not UTF-8: decoders would silently replace what was signed.
 * @param exempt Paths that take bytes.
 */
export function utf8Guard(exempt: ReadonlySet<string> = new Set()): MiddlewareHandler {
  return async (c, next) => {
    if (!SAFE_METHODS.has(c.req.method) && !exempt.has(c.req.path)) {
      const bytes = await c.req.arrayBuffer();
      if (!isUtf8(bytes)) throw new ApiError("malformed_json", "The body of the request is not valid UTF-8.");
    }
    await next();
  };
}

function isUtf8(bytes: ArrayBuffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** What is left of an address's allowance, and since when. */
interface Bucket {
  left: number;
  at: number;
}

/** Addresses remembered at once; beyond it the oldest are forgotten, so that memory stays bounded. */
const MOST_BUCKETS = 20_000;

/**
 * Limits requests per address: a bucket that refills steadily and holds one minute's worth.
 * @param perMinute How many; zero for no limit.
 * @param trustedProxies How many reverse proxies append to `X-Forwarded-For`.
 * @param now Milliseconds.
 */
export function rateLimit(perMinute: number, trustedProxies: number, now = Date.now): MiddlewareHandler {
  const buckets = new Map<string, Bucket>();
  return async (c, next) => {
    if (perMinute > 0) {
      const key = addressOf(c, trustedProxies);
      const bucket = refill(buckets.get(key), perMinute, now());
      // Deleting first moves the address to the end, so that the first key is the one unheard of longest.
      buckets.delete(key);
      buckets.set(key, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > MOST_BUCKETS && oldest !== undefined) buckets.delete(oldest);
      if (bucket.left < 1) {
        const retryAfter = Math.ceil(((1 - bucket.left) * 60) / perMinute);
        throw new ApiError("too_many_requests", "Too many requests. Please wait a moment.", { retryAfter });
      }
      bucket.left -= 1;
    }
    await next();
  };
}

function refill(bucket: Bucket | undefined, perMinute: number, at: number): Bucket {
  if (!bucket) return { left: perMinute, at };
  return { left: Math.min(perMinute, bucket.left + ((at - bucket.at) * perMinute) / 60_000), at };
}

/** Who asks: the socket's address, or what the outermost trusted proxy saw. */
function addressOf(c: Context, trustedProxies: number): string {
  const forwarded = c.req.header("x-forwarded-for")?.split(",") ?? [];
  const seen = trustedProxies > 0 ? forwarded.at(-trustedProxies)?.trim() : undefined;
  if (seen) return seen;
  // Requests made in process (by tests) have no socket.
  return c.env && "incoming" in Object(c.env) ? (getConnInfo(c).remote.address ?? "unknown") : "in-process";
}
