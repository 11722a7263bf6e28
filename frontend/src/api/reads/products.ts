import { queryOptions } from "@tanstack/react-query";
import { z } from "zod/mini";
import { api } from "../client.ts";
import { hex } from "../fields.ts";
import { keys } from "../keys.ts";

const productSchema = z.object({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  image: z.string(),
  origin: z.optional(z.string()),
  details: z.record(z.string(), z.string()),
  subject: hex,
  reviewCount: z.number(),
  averageRating: z.nullable(z.number()),
});
const listSchema = z.object({ products: z.array(productSchema) });
const oneSchema = z.object({ product: productSchema });

/** Something that can be reviewed. `averageRating` is null before the first approved review. */
export type Product = z.infer<typeof productSchema>;

/** Everything that can be reviewed. */
export function productsQuery() {
  return queryOptions({
    queryKey: keys.products(),
    queryFn: async ({ signal }) => (await api.get("/products", listSchema, signal)).products,
  });
}

/** One product, by the short name in its address. */
export function productQuery(slug: string) {
  return queryOptions({
    queryKey: keys.product(slug),
    queryFn: async ({ signal }) =>
      (await api.get(`/products/${encodeURIComponent(slug)}`, oneSchema, signal)).product,
  });
}
