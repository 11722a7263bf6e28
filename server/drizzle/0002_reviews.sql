CREATE TABLE "review_drafts" (
	"member_id" numeric(78, 0) NOT NULL,
	"product" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"rating" smallint,
	"photos" text[] NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "review_drafts_member_id_product_pk" PRIMARY KEY("member_id","product")
);
--> statement-breakpoint
CREATE TABLE "moderation_decisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "moderation_decisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"review_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"content_hash" text NOT NULL,
	"rating" smallint NOT NULL,
	"reason" text,
	"role" text NOT NULL,
	"deciders" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_appeals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "review_appeals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"review_id" bigint NOT NULL,
	"decision_id" bigint NOT NULL,
	"statement" text NOT NULL,
	"open" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "review_appeals_once_per_review" UNIQUE("review_id")
);
--> statement-breakpoint
CREATE TABLE "review_flags" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "review_flags_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"review_id" bigint NOT NULL,
	"member_id" numeric(78, 0) NOT NULL,
	"reason" text NOT NULL,
	"note" text NOT NULL,
	"open" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "review_flags_once_per_member" UNIQUE("review_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "photo_uploads" (
	"member_id" numeric(78, 0) NOT NULL,
	"hash" text NOT NULL,
	"kept_until" timestamp with time zone,
	CONSTRAINT "photo_uploads_member_id_hash_pk" PRIMARY KEY("member_id","hash")
);
--> statement-breakpoint
CREATE TABLE "photos" (
	"hash" text PRIMARY KEY NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "helpful_marks" (
	"review_id" bigint NOT NULL,
	"member_id" numeric(78, 0) NOT NULL,
	CONSTRAINT "helpful_marks_review_id_member_id_pk" PRIMARY KEY("review_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "purchase_receipts" (
	"review_id" bigint PRIMARY KEY NOT NULL,
	"product" text NOT NULL,
	"order_hash" text NOT NULL,
	"buyer" text NOT NULL,
	"deadline" bigint NOT NULL,
	"shop" text NOT NULL,
	"signature" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "purchase_receipts_once" UNIQUE("order_hash","product")
);
--> statement-breakpoint
CREATE TABLE "review_versions" (
	"review_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"author" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"photos" text[] DEFAULT '{}' NOT NULL,
	"rating" smallint NOT NULL,
	"rating_salt" text NOT NULL,
	"content_hash" text NOT NULL,
	"rating_commitment" text NOT NULL,
	"written_at" bigint NOT NULL,
	"signature" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_versions_review_id_version_pk" PRIMARY KEY("review_id","version"),
	CONSTRAINT "review_versions_content_hash" UNIQUE("content_hash")
);
--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "photos" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "approved_hash" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "hidden" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "helpful_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "review_drafts" ADD CONSTRAINT "review_drafts_product_products_slug_fk" FOREIGN KEY ("product") REFERENCES "public"."products"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_appeals" ADD CONSTRAINT "review_appeals_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_appeals" ADD CONSTRAINT "review_appeals_decision_id_moderation_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."moderation_decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_flags" ADD CONSTRAINT "review_flags_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_uploads" ADD CONSTRAINT "photo_uploads_hash_photos_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."photos"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "helpful_marks" ADD CONSTRAINT "helpful_marks_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_receipts" ADD CONSTRAINT "purchase_receipts_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_versions" ADD CONSTRAINT "review_versions_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "review_drafts_updated_at" ON "review_drafts" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "moderation_decisions_by_review" ON "moderation_decisions" USING btree ("review_id","id");--> statement-breakpoint
CREATE INDEX "review_appeals_open" ON "review_appeals" USING btree ("open","id");--> statement-breakpoint
CREATE INDEX "review_flags_open" ON "review_flags" USING btree ("open","review_id");--> statement-breakpoint
CREATE INDEX "photo_uploads_by_hash" ON "photo_uploads" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "photo_uploads_kept_until" ON "photo_uploads" USING btree ("kept_until");--> statement-breakpoint
CREATE INDEX "review_versions_by_photo" ON "review_versions" USING gin ("photos");--> statement-breakpoint
CREATE INDEX "reviews_by_rating" ON "reviews" USING btree ("rating","id");--> statement-breakpoint
CREATE INDEX "reviews_by_helpful" ON "reviews" USING btree ("helpful_count","id");--> statement-breakpoint
CREATE INDEX "reviews_by_words" ON "reviews" USING gin (to_tsvector('simple', "title" || ' ' || "text"));--> statement-breakpoint
UPDATE "reviews" SET "approved_hash" = "content_hash" WHERE "status" = 'approved';--> statement-breakpoint
INSERT INTO "review_versions" ("review_id", "version", "author", "title", "text", "rating", "rating_salt", "content_hash", "rating_commitment", "written_at", "signature", "created_at")
SELECT "id", 1, "author", "title", "text", "rating", "rating_salt", "content_hash", "rating_commitment", "written_at", "signature", "created_at" FROM "reviews";--> statement-breakpoint
INSERT INTO "moderation_decisions" ("review_id", "kind", "content_hash", "rating", "reason", "role", "deciders", "created_at")
SELECT r."id", r."status", r."content_hash", r."rating", r."reason", 'graders', array_agg(g."signer"), max(g."created_at")
FROM "reviews" r JOIN "grades" g ON g."review_id" = r."id" AND g."decision" = CASE r."status" WHEN 'approved' THEN 'approve' ELSE 'reject' END
WHERE r."status" IN ('approved', 'rejected') GROUP BY r."id" ORDER BY max(g."created_at");
