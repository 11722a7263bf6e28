CREATE TABLE "deliveries" (
	"delivery_hash" text PRIMARY KEY NOT NULL,
	"details" jsonb NOT NULL,
	"salt" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"referenced_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "grades" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "grades_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"review_id" bigint NOT NULL,
	"signer" text NOT NULL,
	"decision" text NOT NULL,
	"amount" numeric(78, 0),
	"deadline" bigint,
	"signature" text,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "grades_once_per_signer" UNIQUE("review_id","signer")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"image" text NOT NULL,
	"details" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reviews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"product" text NOT NULL,
	"campaign_id" numeric(78, 0) NOT NULL,
	"author" text NOT NULL,
	"member_id" numeric(78, 0) NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"rating" smallint NOT NULL,
	"rating_salt" text NOT NULL,
	"content_hash" text NOT NULL,
	"rating_commitment" text NOT NULL,
	"written_at" bigint NOT NULL,
	"signature" text NOT NULL,
	"status" text DEFAULT 'submitted' NOT NULL,
	"reason" text,
	"claim" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reviews_once_per_member" UNIQUE("member_id","product","campaign_id"),
	CONSTRAINT "reviews_content_hash" UNIQUE("content_hash")
);
--> statement-breakpoint
CREATE TABLE "session_nonces" (
	"nonce" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "grades" ADD CONSTRAINT "grades_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_product_products_slug_fk" FOREIGN KEY ("product") REFERENCES "public"."products"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_unreferenced" ON "deliveries" USING btree ("referenced_at","created_at");--> statement-breakpoint
CREATE INDEX "reviews_by_product" ON "reviews" USING btree ("product","id");--> statement-breakpoint
CREATE INDEX "reviews_by_author" ON "reviews" USING btree ("author","id");--> statement-breakpoint
CREATE INDEX "reviews_by_status" ON "reviews" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "sessions_expires_at" ON "sessions" USING btree ("expires_at");