import { z } from "zod";
import type { Demo } from "./demo.ts";
import { products } from "./content/products.ts";

const shelfSchema = z.object({ products: z.array(z.object({ slug: z.string() })) });

/**
 * Puts the products on the shelf that are not there yet. The operator must be signed in.
 * @returns How many were missing.
 */
export async function addProducts({ server }: Demo): Promise<number> {
  const shelf = await server.get("/products", shelfSchema);
  const known = new Set(shelf.products.map(({ slug }) => slug));
  const missing = products.filter(({ slug }) => !known.has(slug));
  for (const product of missing) {
    await server.post("/products", { ...product, image: `/api/media/${product.slug}.svg` }, z.unknown());
  }
  return missing.length;
}
