import {
  customType,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import type { Hex } from "viem";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** Photos as they are served: decoded and encoded anew, under the hash of their bytes. */
export const photos = pgTable("photos", {
  hash: text().$type<Hex>().primaryKey(),
  width: integer().notNull(),
  height: integer().notNull(),
  bytes: bytea().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
});

/** Who may put a photo into a review: the members who sent it. */
export const photoUploads = pgTable(
  "photo_uploads",
  {
    memberId: numeric("member_id", { precision: 78, scale: 0, mode: "bigint" }).notNull(),
    hash: text()
      .$type<Hex>()
      .notNull()
      .references(() => photos.hash),
    /** When it is forgotten unless a draft or a review holds it; null once a review does. */
    keptUntil: timestamp("kept_until", { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.memberId, table.hash] }),
    index("photo_uploads_by_hash").on(table.hash),
    index("photo_uploads_kept_until").on(table.keptUntil),
  ],
);
