CREATE TABLE "dataset_import" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"user_id" text NOT NULL,
	"file_name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"state" text NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"progress" jsonb,
	"preview" jsonb,
	"failure" jsonb,
	"dataset_version_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"beat_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "example_source_hash";--> statement-breakpoint
ALTER TABLE "dataset_version" ADD COLUMN "approval" text;--> statement-breakpoint
ALTER TABLE "dataset_version" ADD COLUMN "approved_until" date;--> statement-breakpoint
ALTER TABLE "dataset_version" ADD COLUMN "facts" jsonb;--> statement-breakpoint
ALTER TABLE "example" ADD COLUMN "key" text;--> statement-breakpoint
ALTER TABLE "dataset_import" ADD CONSTRAINT "dataset_import_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset_import" ADD CONSTRAINT "dataset_import_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dataset_import_project" ON "dataset_import" USING btree ("project_id","created_at");