import { json, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** What members can review. */
export const products = pgTable("products", {
  slug: text().primaryKey(),
  name: text().notNull(),
  description: text().notNull(),
  /** Path on this server or https address. */
  image: text().notNull(),
  /** Facts by name, such as `origin`; `json`, unlike `jsonb`, keeps them in the order they were entered. */
  details: json().$type<Record<string, string>>().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});
