import { createRoute, z } from "@hono/zod-openapi";
import { ApiError } from "../http/errors.ts";
import { slug, text } from "../http/fields.ts";
import { body, createRouter, json, refusals } from "../http/router.ts";
import type { Services } from "../services.ts";
import { requireAccount } from "../sessions/cookie.ts";
import { addProduct, findProduct, listProducts, type Product } from "./store.ts";

const productSchema = z
  .object({
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    image: z.string(),
    origin: z.string().optional(),
    details: z.record(z.string(), z.string()),
    subject: z.string().openapi({ description: "Subject of attestations about it (bytes32)" }),
    reviewCount: z.number().int().openapi({ description: "Approved reviews" }),
    averageRating: z.number().nullable(),
  })
  .openapi("Product");

const image = z
  .string()
  .max(500)
  .regex(
    /^(?:\/(?!\/)[\w./-]+|https:\/\/[^\s"'<>\\]+)$/,
    "must be a path on this server or an https address",
  );

const entrySchema = z
  .strictObject({
    slug,
    name: text(2, 80),
    description: text(1, 2000),
    image,
    details: z
      .record(z.string().regex(/^[a-z][a-zA-Z0-9]{0,31}$/, "must be a short word"), text(1, 300))
      .refine((details) => Object.keys(details).length <= 20, "must have at most 20 entries")
      .default({}),
  })
  .openapi("ProductEntry");

const listRoute = createRoute({
  method: "get",
  path: "/products",
  summary: "What can be reviewed",
  responses: { ...refusals(), 200: json(z.object({ products: z.array(productSchema) }), "All products") },
});

const readRoute = createRoute({
  method: "get",
  path: "/products/{slug}",
  summary: "One product",
  request: { params: z.object({ slug }) },
  responses: { ...refusals(400, 404), 200: json(z.object({ product: productSchema }), "The product") },
});

const addRoute = createRoute({
  method: "post",
  path: "/products",
  summary: "Add a product (operators)",
  request: { body: body(entrySchema) },
  responses: {
    ...refusals(400, 401, 403, 409, 413, 415),
    201: json(z.object({ product: productSchema }), "Added"),
  },
});

/** The catalogue of what can be reviewed. */
export function productRoutes(services: Services) {
  const { chain, database } = services;
  return createRouter()
    .openapi(listRoute, async (c) => c.json({ products: (await listProducts(database)).map(present) }, 200))
    .openapi(readRoute, async (c) =>
      c.json({ product: present(await requireProduct(services, c.req.valid("param").slug)) }, 200),
    )
    .openapi(addRoute, async (c) => {
      const entry = c.req.valid("json");
      const { roles } = await chain.standingOf(await requireAccount(c, services));
      if (!roles.includes("OPERATOR")) throw new ApiError("forbidden", "Only operators add products.");
      if (!(await addProduct(database, entry))) {
        throw new ApiError("conflict", `There is a product named "${entry.slug}" already.`);
      }
      return c.json({ product: present(await requireProduct(services, entry.slug)) }, 201);
    });
}

/**
 * A product that must be there. Throws an ApiError (404).
 * @param productSlug Which.
 */
export async function requireProduct({ database }: Services, productSlug: string): Promise<Product> {
  const product = await findProduct(database, productSlug);
  if (!product) throw new ApiError("not_found", `There is no product named "${productSlug}".`);
  return product;
}

function present(product: Product) {
  const origin = product.details["origin"];
  return { ...product, ...(origin === undefined ? {} : { origin }) };
}
