import { index, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** Numbers given out for signing in; a row goes when its number is used. */
export const sessionNonces = pgTable("session_nonces", {
  nonce: text().primaryKey(),
  expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
});

/** Who is signed in. Only the hash of the cookie is kept: a copy of this table lets nobody in. */
export const sessions = pgTable(
  "sessions",
  {
    tokenHash: text("token_hash").primaryKey(),
    account: text().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  },
  (table) => [index("sessions_expires_at").on(table.expiresAt)],
);
