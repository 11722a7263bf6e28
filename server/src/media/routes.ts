import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import type { Context } from "hono";
import { createRoute, z } from "@hono/zod-openapi";
import { ApiError } from "../http/errors.ts";
import { createRouter, refusals } from "../http/router.ts";
import type { Services } from "../services.ts";

const contentTypes: Readonly<Record<string, string>> = {
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
};

/** An SVG opened by itself is a document: it gets no scripts, no origin and nothing from elsewhere. */
const SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

const file = z
  .string()
  .max(100)
  .regex(/^[a-z0-9][a-z0-9_-]*\.(?:svg|png|jpe?g|webp|avif)$/i, "must be the name of an image");

const readRoute = createRoute({
  method: "get",
  path: "/media/{file}",
  summary: "An image of the brand",
  request: { params: z.object({ file }) },
  responses: {
    ...refusals(400, 404),
    200: { description: "The image", content: { "image/*": { schema: z.any() } } },
  },
});

/** The brand's images, from one folder. */
export function mediaRoutes({ config }: Services) {
  return createRouter().openapi(readRoute, async (c) => {
    const name = c.req.valid("param").file;
    const bytes = await readImage(config.mediaDir, name);
    if (!bytes) throw new ApiError("not_found", `There is no image named "${name}".`);
    return sendImage(c, name, bytes);
  });
}

function sendImage(c: Context, name: string, bytes: Uint8Array<ArrayBuffer>): Response {
  return c.body(bytes, 200, {
    "Content-Type": contentTypes[extname(name).toLowerCase()] ?? "application/octet-stream",
    "Content-Security-Policy": SANDBOX,
    "Cache-Control": "public, max-age=3600",
  });
}

/** The bytes of a file directly inside a folder; undefined if it is not there, or a link that leads elsewhere. */
async function readImage(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const [root, path] = await Promise.all([realpath(folder), realpath(join(folder, name))]);
    if (!path.startsWith(root + sep)) return undefined;
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    if (code === "ENOENT" || code === "EISDIR" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
