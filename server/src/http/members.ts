import type { Context } from "hono";
import type { Standing } from "../chain/chain.ts";
import type { Services } from "../services.ts";
import { requireAccount } from "../sessions/cookie.ts";
import { ApiError } from "./errors.ts";

/** Somebody who is a member now. */
export type Member = Standing & { memberId: bigint };

/** The member who is signed in; throws an ApiError (401, 403) for everybody else. */
export async function requireMember(c: Context, services: Services): Promise<Member> {
  const standing = await services.chain.standingOf(await requireAccount(c, services));
  const { memberId } = standing;
  if (memberId === null) throw new ApiError("forbidden", "This is for members. Please join first.");
  return { ...standing, memberId };
}

/** The operator who is signed in; throws an ApiError (401, 403) for everybody else. */
export async function requireOperator(c: Context, services: Services): Promise<Standing> {
  const standing = await services.chain.standingOf(await requireAccount(c, services));
  if (!standing.roles.includes("OPERATOR")) throw new ApiError("forbidden", "This is for operators.");
  return standing;
}
