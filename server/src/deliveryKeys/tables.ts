import { bigint, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { Address, Hex } from "viem";

/** Keys to which delivery details are sealed, the newest last. The server can open none of them. */
export const deliveryKeys = pgTable("delivery_keys", {
  sequence: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  /** Hash of the public key. */
  keyId: text("key_id").$type<Hex>().notNull().unique("delivery_keys_key_id"),
  publicKey: text("public_key").$type<Hex>().notNull(),
  /** The private key under a passphrase that only those who send parcels know. */
  locked: text().$type<Hex>().notNull(),
  signer: text().$type<Address>().notNull(),
  signature: text().$type<Hex>().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
});
