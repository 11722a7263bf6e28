import { createRoute, z } from "@hono/zod-openapi";
import { signExport } from "@hearth/protocol/communityExport";
import { ApiError } from "../http/errors.ts";
import { createRouter, json, refusals } from "../http/router.ts";
import type { Services } from "../services.ts";
import { clearSessionCookie, requireAccount } from "../sessions/cookie.ts";
import { erasePerson } from "./erase.ts";
import { exportCommunity, exportPerson } from "./export.ts";
import { personOf } from "./person.ts";

const tables = z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).openapi({
  description: "Rows by table; whole numbers as decimal strings",
});

const personSchema = z
  .object({ account: z.string(), memberId: z.string().nullable(), exportedAt: z.string(), tables })
  .openapi("OwnData");

const erasedSchema = z
  .object({
    erased: z.record(z.string(), z.number().int()).openapi({ description: "How many rows of each table" }),
    kept: z.array(z.object({ name: z.string(), rows: z.number().int(), why: z.string() })),
    onChain: z.string(),
  })
  .openapi("Erased");

const communitySchema = z
  .object({
    content: z.object({ chainId: z.number().int(), membership: z.string(), exportedAt: z.string(), tables }),
    signer: z.string(),
    signature: z.string(),
  })
  .openapi("CommunityExport", {
    description:
      "Signed (EIP-712 `CommunityExport`) over the hash of the content as canonical JSON (RFC 8785)",
  });

const ownRoute = createRoute({
  method: "get",
  path: "/me/export",
  summary: "Everything that is kept about who is signed in",
  responses: { ...refusals(401), 200: json(personSchema, "As a file") },
});

const eraseRoute = createRoute({
  method: "delete",
  path: "/me",
  summary: "Forget who is signed in, except for what the answer names; ends all sessions",
  responses: { ...refusals(401, 403), 200: json(erasedSchema, "Forgotten") },
});

const communityRoute = createRoute({
  method: "get",
  path: "/export",
  summary: "Everything that goes with the community to another server, signed (operators)",
  responses: { ...refusals(401, 403), 200: json(communitySchema, "As a file") },
});

const ON_CHAIN =
  "What you did on chain (membership, payments, votes, orders) is public, is not kept here and can't be erased.";

/** What is kept about people: theirs to see, to take along and to erase. */
export function holdingRoutes(services: Services) {
  const { chain, config, database, deployment, now } = services;
  return createRouter()
    .openapi(ownRoute, async (c) => {
      const person = await personOf(chain, await requireAccount(c, services));
      const { account, memberId } = person;
      asFile(c, `${account}.json`);
      return c.json(
        {
          account,
          memberId: memberId === null ? null : String(memberId),
          exportedAt: now().toISOString(),
          tables: await exportPerson(database, person),
        },
        200,
      );
    })
    .openapi(eraseRoute, async (c) => {
      const person = await personOf(chain, await requireAccount(c, services));
      const done = await erasePerson(database, person);
      clearSessionCookie(c);
      return c.json({ ...done, onChain: ON_CHAIN }, 200);
    })
    .openapi(communityRoute, async (c) => {
      const { roles } = await chain.standingOf(await requireAccount(c, services));
      if (!roles.includes("OPERATOR"))
        throw new ApiError("forbidden", "Only operators take the community's data along.");
      const { exportAccount } = config;
      if (!exportAccount)
        throw new ApiError(
          "export_unavailable",
          "This server has no key to sign exports with: set EXPORT_KEY.",
        );
      const content = {
        chainId: deployment.chainId,
        membership: deployment.contracts.Membership.address,
        exportedAt: now().toISOString(),
        tables: await exportCommunity(database),
      };
      asFile(c, "community.json");
      return c.json(await signExport(exportAccount, content), 200);
    });
}

function asFile(c: { header: (name: string, value: string) => void }, name: string): void {
  c.header("Content-Disposition", `attachment; filename="${name}"`);
  c.header("Cache-Control", "no-store");
}
