-- Details that were kept as text must not stay, and nobody but their members can seal them.
DELETE FROM "deliveries";--> statement-breakpoint
CREATE TABLE "delivery_keys" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "delivery_keys_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key_id" text NOT NULL,
	"public_key" text NOT NULL,
	"locked" text NOT NULL,
	"signer" text NOT NULL,
	"signature" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "delivery_keys_key_id" UNIQUE("key_id")
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "key_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "sealed" text NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_key_id_delivery_keys_key_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."delivery_keys"("key_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "details";--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "salt";