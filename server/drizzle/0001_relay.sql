CREATE TABLE "relay_accounts" (
	"chain_id" bigint NOT NULL,
	"account" text NOT NULL,
	CONSTRAINT "relay_accounts_chain_id_account_pk" PRIMARY KEY("chain_id","account")
);
--> statement-breakpoint
CREATE TABLE "relay_budgets" (
	"scope" text NOT NULL,
	"day" text NOT NULL,
	"gas" bigint NOT NULL,
	CONSTRAINT "relay_budgets_scope_day_pk" PRIMARY KEY("scope","day")
);
--> statement-breakpoint
CREATE TABLE "relay_requests" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "relay_requests_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" uuid NOT NULL,
	"content_hash" text NOT NULL,
	"relay" text NOT NULL,
	"target" text NOT NULL,
	"data" text NOT NULL,
	"function_name" text NOT NULL,
	"payer" text NOT NULL,
	"is_newcomer" boolean NOT NULL,
	"gas" bigint NOT NULL,
	"deadline" numeric(78, 0),
	"poll_id" numeric(78, 0),
	"due_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'stored' NOT NULL,
	"reason" text,
	"transaction_id" bigint,
	"call_index" integer,
	"ballot_index" integer,
	"failed_sends" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "relay_requests_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "relay_transactions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "relay_transactions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chain_id" bigint NOT NULL,
	"account" text NOT NULL,
	"nonce" bigint NOT NULL,
	"relay" text NOT NULL,
	"data" text NOT NULL,
	"gas_limit" bigint NOT NULL,
	"max_fee" numeric(78, 0) NOT NULL,
	"tip" numeric(78, 0) NOT NULL,
	"raw" text NOT NULL,
	"hashes" text[] NOT NULL,
	"made_at_block" bigint NOT NULL,
	"state" text DEFAULT 'sending' NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"mined_hash" text,
	"block_number" bigint,
	"gas_used" bigint,
	"fee_paid" numeric(78, 0),
	"mined_at" timestamp with time zone,
	CONSTRAINT "relay_transactions_nonce" UNIQUE("chain_id","account","nonce")
);
--> statement-breakpoint
ALTER TABLE "relay_requests" ADD CONSTRAINT "relay_requests_transaction_id_relay_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."relay_transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "relay_requests_once" ON "relay_requests" USING btree ("content_hash") WHERE "relay_requests"."state" in ('stored', 'sending', 'mined-ok');--> statement-breakpoint
CREATE INDEX "relay_requests_waiting" ON "relay_requests" USING btree ("relay","sequence") WHERE "relay_requests"."state" in ('stored', 'sending') and "relay_requests"."transaction_id" is null;--> statement-breakpoint
CREATE INDEX "relay_requests_by_transaction" ON "relay_requests" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "relay_transactions_by_state" ON "relay_transactions" USING btree ("state","nonce");--> statement-breakpoint
CREATE INDEX "relay_transactions_mined_at" ON "relay_transactions" USING btree ("mined_at");