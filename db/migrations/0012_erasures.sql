CREATE TABLE "erasure" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"group_hash" text NOT NULL,
	"source_hashes" text[] NOT NULL,
	"examples" integer NOT NULL,
	"generations" integer NOT NULL,
	"models" jsonb NOT NULL,
	"reason" text NOT NULL,
	"erased_by" text,
	"erased_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "example" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "model" ADD COLUMN "license_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_erased_by_user_id_fk" FOREIGN KEY ("erased_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasure_project" ON "erasure" USING btree ("project_id","erased_at");--> statement-breakpoint
CREATE INDEX "example_source_hash" ON "example" USING btree ("project_id","source_hash");