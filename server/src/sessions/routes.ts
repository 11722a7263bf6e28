import { createRoute, z } from "@hono/zod-openapi";
import { roleNames, rightNames } from "@hearth/protocol/roles";
import type { Standing } from "../chain/chain.ts";
import { ApiError } from "../http/errors.ts";
import { signature, text } from "../http/fields.ts";
import { body, createRouter, json, refusals } from "../http/router.ts";
import type { Services } from "../services.ts";
import { clearSessionCookie, requireAccount, sessionToken, setSessionCookie } from "./cookie.ts";
import { proveAccount } from "./signIn.ts";
import type { OpenSession } from "./store.ts";

const sessionSchema = z
  .object({
    account: z.string(),
    memberId: z.string().nullable().openapi({ description: "Null for those who are no members" }),
    roles: z.array(z.enum(roleNames)),
    rights: z.array(z.enum(rightNames)),
  })
  .openapi("Session");

const nonceRoute = createRoute({
  method: "post",
  path: "/session/nonce",
  summary: "Get a number for one sign-in message, good for ten minutes",
  responses: { ...refusals(), 200: json(z.object({ nonce: z.string() }), "The nonce") },
});

const signInRoute = createRoute({
  method: "post",
  path: "/session",
  summary: "Sign in with a signed ERC-4361 message",
  request: { body: body(z.strictObject({ message: text(1, 4000), signature }).openapi("SignIn")) },
  responses: { ...refusals(400, 401, 403, 413, 415), 200: json(sessionSchema, "Signed in; sets a cookie") },
});

const readRoute = createRoute({
  method: "get",
  path: "/session",
  summary: "Who is signed in, with roles and rights as they are on chain now",
  responses: { ...refusals(401), 200: json(sessionSchema, "The session") },
});

const signOutRoute = createRoute({
  method: "delete",
  path: "/session",
  summary: "Sign out",
  responses: { ...refusals(403), 204: { description: "Signed out" } },
});

const openSessionSchema = z
  .object({
    id: z.string(),
    createdAt: z.string().openapi({ format: "date-time" }),
    expiresAt: z.string().openapi({ format: "date-time" }),
    isThis: z.boolean().openapi({ description: "The one that asks" }),
  })
  .openapi("OpenSession");

const sessionId = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "must be 64 hex digits")
  .openapi({ type: "string", pattern: "^[0-9a-f]{64}$" });

const listRoute = createRoute({
  method: "get",
  path: "/sessions",
  summary: "Where one is signed in, newest first",
  responses: {
    ...refusals(401),
    200: json(z.object({ sessions: z.array(openSessionSchema) }), "One's own sessions"),
  },
});

const endRoute = createRoute({
  method: "delete",
  path: "/sessions/{id}",
  summary: "End one of one's own sessions",
  request: { params: z.object({ id: sessionId }) },
  responses: { ...refusals(400, 401, 403, 404), 204: { description: "Ended" } },
});

const endAllRoute = createRoute({
  method: "delete",
  path: "/sessions",
  summary: "End all of one's own sessions, this one too",
  responses: { ...refusals(401, 403), 204: { description: "Ended" } },
});

/** Signing in and out (ERC-4361). */
export function sessionRoutes(services: Services) {
  const { chain, config, deployment, sessions, now } = services;
  return createRouter()
    .openapi(nonceRoute, async (c) => c.json({ nonce: await sessions.createNonce(now()) }, 200))
    .openapi(signInRoute, async (c) => {
      const { message, signature: signed } = c.req.valid("json");
      const expectation = { origins: config.publicOrigins, chainId: deployment.chainId, now: now() };
      const proof = await proveAccount({ chain, store: sessions }, expectation, message, signed);
      const standing = await chain.standingOf(proof.account);
      const previous = sessionToken(c);
      if (previous !== undefined) await sessions.end(previous);
      const token = await sessions.create(proof.account, now());
      setSessionCookie(c, token, proof.origin.startsWith("https:"));
      return c.json(present(standing), 200);
    })
    .openapi(readRoute, async (c) => {
      const account = await requireAccount(c, services);
      return c.json(present(await chain.standingOf(account)), 200);
    })
    .openapi(signOutRoute, async (c) => {
      const token = sessionToken(c);
      if (token !== undefined) await sessions.end(token);
      clearSessionCookie(c);
      return c.body(null, 204);
    })
    .openapi(listRoute, async (c) => {
      const account = await requireAccount(c, services);
      const token = sessionToken(c);
      const own = token === undefined ? undefined : sessions.idOf(token);
      const open = await sessions.list(account, now());
      return c.json({ sessions: open.map((each) => presentOpen(each, own)) }, 200);
    })
    .openapi(endRoute, async (c) => {
      const account = await requireAccount(c, services);
      // Somebody else's session is answered as one that does not exist.
      if (!(await sessions.endOf(account, c.req.valid("param").id)))
        throw new ApiError("not_found", "You have no such session.");
      return c.body(null, 204);
    })
    .openapi(endAllRoute, async (c) => {
      await sessions.endOf(await requireAccount(c, services));
      clearSessionCookie(c);
      return c.body(null, 204);
    });
}

function presentOpen({ id, createdAt, expiresAt }: OpenSession, own: string | undefined) {
  return {
    id,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isThis: id === own,
  };
}

function present({ account, memberId, roles, rights }: Standing) {
  return { account, memberId: memberId === null ? null : String(memberId), roles, rights };
}
