CREATE UNLOGGED TABLE "api_pace" (
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"spent_until" timestamp with time zone NOT NULL,
	CONSTRAINT "api_pace_user_id_kind_pk" PRIMARY KEY("user_id","kind")
);
--> statement-breakpoint
CREATE TABLE "idempotent_request" (
	"user_id" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"answer" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotent_request_user_id_key_pk" PRIMARY KEY("user_id","key"),
	CONSTRAINT "idempotent_request_key" CHECK (length("idempotent_request"."key") between 1 and 255)
);
--> statement-breakpoint
ALTER TABLE "idempotent_request" ADD CONSTRAINT "idempotent_request_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotent_request_age" ON "idempotent_request" USING btree ("created_at");