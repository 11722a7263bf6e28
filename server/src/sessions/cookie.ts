import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Address } from "viem";
import { ApiError } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { SESSION_LIFETIME } from "./store.ts";

const NAME = "hearth_session";

/**
 * Gives the browser a session's token.
 * @param secure Whether the dashboard's origin is https.
 */
export function setSessionCookie(c: Context, token: string, secure: boolean): void {
  setCookie(c, NAME, token, {
    httpOnly: true,
    sameSite: "Strict",
    secure,
    path: "/",
    maxAge: SESSION_LIFETIME / 1000,
  });
}

/** Takes the token back. */
export function clearSessionCookie(c: Context): void {
  deleteCookie(c, NAME, { path: "/" });
}

/** The token that came with the request. */
export function sessionToken(c: Context): string | undefined {
  return getCookie(c, NAME);
}

/** Who is signed in; null for nobody. */
export async function sessionAccount(c: Context, { sessions, now }: Services): Promise<Address | null> {
  const token = sessionToken(c);
  return token === undefined ? null : sessions.accountOf(token, now());
}

/** Who is signed in; throws an ApiError (401) for nobody. */
export async function requireAccount(c: Context, services: Services): Promise<Address> {
  const account = await sessionAccount(c, services);
  if (!account) throw new ApiError("unauthenticated", "Please sign in first.");
  return account;
}
