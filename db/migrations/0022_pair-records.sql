CREATE TABLE "pair_records" (
	"project_id" text NOT NULL,
	"run_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"sequence" bigint NOT NULL,
	"step" integer NOT NULL,
	"split" text NOT NULL,
	"delta" double precision NOT NULL,
	"pairs" text[] NOT NULL,
	"logp_chosen" double precision[] NOT NULL,
	"logp_rejected" double precision[] NOT NULL,
	"reference_chosen" double precision[] NOT NULL,
	"reference_rejected" double precision[] NOT NULL,
	"tokens_chosen" integer[] NOT NULL,
	"tokens_rejected" integer[] NOT NULL,
	"h_chosen" smallint[] NOT NULL,
	"h_rejected" smallint[] NOT NULL,
	"flipped" boolean[] NOT NULL,
	CONSTRAINT "pair_records_run_id_attempt_sequence_pk" PRIMARY KEY("run_id","attempt","sequence"),
	CONSTRAINT "pair_records_some" CHECK (cardinality("pair_records"."pairs") > 0)
);
--> statement-breakpoint
CREATE TABLE "pair" (
	"project_id" text NOT NULL,
	"example_id" text NOT NULL,
	"dataset_version_id" text NOT NULL,
	"rejected" text,
	"h_chosen" integer NOT NULL,
	"h_rejected" integer,
	"flipped" boolean NOT NULL,
	"origin" text NOT NULL,
	"provenance" jsonb,
	"assessment_ids" text[] DEFAULT '{}'::text[] NOT NULL,
	"generation_ids" text[] DEFAULT '{}'::text[] NOT NULL,
	"note_hash" text NOT NULL,
	CONSTRAINT "pair_project_id_example_id_pk" PRIMARY KEY("project_id","example_id"),
	CONSTRAINT "pair_labels" CHECK ("pair"."h_chosen" in (0, 1) and "pair"."h_rejected" in (0, 1)),
	CONSTRAINT "pair_sides" CHECK (("pair"."rejected" is null) = ("pair"."h_rejected" is null))
);
--> statement-breakpoint
CREATE TABLE "pair_change" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"pair_set_id" text NOT NULL,
	"pair_draft_id" text NOT NULL,
	"kind" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"before_digest" text NOT NULL,
	"after_digest" text NOT NULL,
	"reason" text NOT NULL,
	"undoes" text,
	"changed_by" text,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pair_change_undoes" UNIQUE("undoes")
);
--> statement-breakpoint
CREATE TABLE "pair_draft" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"pair_set_id" text NOT NULL,
	"position" integer NOT NULL,
	"split" text NOT NULL,
	"group_key" text NOT NULL,
	"section" text,
	"prompt" text NOT NULL,
	"chosen" text NOT NULL,
	"rejected" text NOT NULL,
	"h_chosen" integer NOT NULL,
	"h_rejected" integer NOT NULL,
	"flipped" boolean NOT NULL,
	"origin" text NOT NULL,
	"provenance" jsonb,
	"assessment_ids" text[] NOT NULL,
	"generation_ids" text[] NOT NULL,
	"note_hash" text NOT NULL,
	"example_id" text,
	"excluded_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"erased_at" timestamp with time zone,
	CONSTRAINT "pair_draft_project" UNIQUE("project_id","id"),
	CONSTRAINT "pair_draft_position" UNIQUE("pair_set_id","position"),
	CONSTRAINT "pair_draft_labels" CHECK ("pair_draft"."h_chosen" in (0, 1) and "pair_draft"."h_rejected" in (0, 1))
);
--> statement-breakpoint
CREATE TABLE "pair_set" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"recipe" jsonb NOT NULL,
	"exclusions" jsonb NOT NULL,
	"study_id" text,
	"dataset_version_id" text,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"frozen_by" text,
	"frozen_at" timestamp with time zone,
	CONSTRAINT "pair_set_project" UNIQUE("project_id","id")
);
--> statement-breakpoint
ALTER TABLE "pair_records" ADD CONSTRAINT "pair_records_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pair" ADD CONSTRAINT "pair_project_id_example_id_example_project_id_id_fk" FOREIGN KEY ("project_id","example_id") REFERENCES "public"."example"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pair_change" ADD CONSTRAINT "pair_change_changed_by_user_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pair_change" ADD CONSTRAINT "pair_change_project_id_pair_set_id_pair_set_project_id_id_fk" FOREIGN KEY ("project_id","pair_set_id") REFERENCES "public"."pair_set"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pair_draft" ADD CONSTRAINT "pair_draft_project_id_pair_set_id_pair_set_project_id_id_fk" FOREIGN KEY ("project_id","pair_set_id") REFERENCES "public"."pair_set"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pair_set" ADD CONSTRAINT "pair_set_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pair_set" ADD CONSTRAINT "pair_set_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pair_set" ADD CONSTRAINT "pair_set_frozen_by_user_id_fk" FOREIGN KEY ("frozen_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pair_set" ADD CONSTRAINT "pair_set_project_id_study_id_study_project_id_id_fk" FOREIGN KEY ("project_id","study_id") REFERENCES "public"."study"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pair_set" ADD CONSTRAINT "pair_set_project_id_dataset_version_id_dataset_version_project_id_id_fk" FOREIGN KEY ("project_id","dataset_version_id") REFERENCES "public"."dataset_version"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pair_records_step" ON "pair_records" USING btree ("run_id","split","step");--> statement-breakpoint
CREATE INDEX "pair_version" ON "pair" USING btree ("dataset_version_id");--> statement-breakpoint
CREATE INDEX "pair_assessments" ON "pair" USING gin ("assessment_ids");--> statement-breakpoint
CREATE INDEX "pair_generations" ON "pair" USING gin ("generation_ids");--> statement-breakpoint
CREATE INDEX "pair_change_set" ON "pair_change" USING btree ("pair_set_id","changed_at");--> statement-breakpoint
CREATE INDEX "pair_change_draft" ON "pair_change" USING btree ("pair_draft_id","changed_at");--> statement-breakpoint
CREATE INDEX "pair_draft_group" ON "pair_draft" USING btree ("project_id","group_key");--> statement-breakpoint
CREATE INDEX "pair_draft_example" ON "pair_draft" USING btree ("project_id","example_id");--> statement-breakpoint
CREATE INDEX "pair_draft_assessments" ON "pair_draft" USING gin ("assessment_ids");--> statement-breakpoint
CREATE INDEX "pair_set_listing" ON "pair_set" USING btree ("project_id","created_at");