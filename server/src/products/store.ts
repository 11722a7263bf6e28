import { productSubject } from "@hearth/protocol/review";
import { and, asc, avg, count, eq } from "drizzle-orm";
import type { Hex } from "viem";
import type { Database } from "../database/connection.ts";
import { reviews } from "../reviews/tables.ts";
import { products } from "./tables.ts";

/** Most products listed; a catalogue for reviews, not a shop. */
const MOST_PRODUCTS = 500;

/** A product as an operator enters it. */
export interface ProductEntry {
  slug: string;
  name: string;
  description: string;
  image: string;
  details: Record<string, string>;
}

/** A product with what its approved reviews say. */
export interface Product extends ProductEntry {
  /** Subject of attestations about it. */
  subject: Hex;
  reviewCount: number;
  /** Mean of the stars, to two decimals; null before the first approved review. */
  averageRating: number | null;
}

/** All products, oldest first. */
export async function listProducts(database: Database): Promise<Product[]> {
  const rows = await select(database)
    .orderBy(asc(products.createdAt), asc(products.slug))
    .limit(MOST_PRODUCTS);
  return rows.map(present);
}

/** One product; undefined if there is none. */
export async function findProduct(database: Database, slug: string): Promise<Product | undefined> {
  const [row] = await select(database).where(eq(products.slug, slug));
  return row && present(row);
}

/** Adds a product. False if the slug is taken. */
export async function addProduct(database: Database, entry: ProductEntry): Promise<boolean> {
  const added = await database.insert(products).values(entry).onConflictDoNothing().returning();
  return added.length > 0;
}

function select(database: Database) {
  return database
    .select({ product: products, reviewCount: count(reviews.id), averageRating: avg(reviews.rating) })
    .from(products)
    .leftJoin(
      reviews,
      and(eq(reviews.product, products.slug), eq(reviews.status, "approved"), eq(reviews.hidden, false)),
    )
    .groupBy(products.slug)
    .$dynamic();
}

function present(row: Awaited<ReturnType<typeof select>>[number]): Product {
  const { slug, name, description, image, details } = row.product;
  const averageRating = row.averageRating === null ? null : Math.round(Number(row.averageRating) * 100) / 100;
  return {
    slug,
    name,
    description,
    image,
    details,
    subject: productSubject(slug),
    reviewCount: row.reviewCount,
    averageRating,
  };
}
