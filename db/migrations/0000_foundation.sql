CREATE TABLE "dataset" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dataset_name" UNIQUE("project_id","name"),
	CONSTRAINT "dataset_project" UNIQUE("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "dataset_version" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"dataset_id" text NOT NULL,
	"number" integer NOT NULL,
	"type" text NOT NULL,
	"digest" text NOT NULL,
	"rows" integer NOT NULL,
	"bytes" bigint NOT NULL,
	"split_counts" jsonb NOT NULL,
	"holds" text NOT NULL,
	"origin" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dataset_version_number" UNIQUE("dataset_id","number"),
	CONSTRAINT "dataset_version_project" UNIQUE("project_id","id"),
	CONSTRAINT "dataset_version_rows" CHECK ("dataset_version"."rows" >= 0)
);
--> statement-breakpoint
CREATE TABLE "example" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"dataset_version_id" text NOT NULL,
	"position" integer NOT NULL,
	"split" text NOT NULL,
	"group_key" text NOT NULL,
	"section" text,
	"source" text NOT NULL,
	"reference" text,
	"source_hash" text NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "example_position" UNIQUE("dataset_version_id","position"),
	CONSTRAINT "example_project" UNIQUE("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "evaluation" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"run_id" text NOT NULL,
	"generations_run_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evaluation_project" UNIQUE("project_id","id"),
	CONSTRAINT "evaluation_role" UNIQUE("run_id","role")
);
--> statement-breakpoint
CREATE TABLE "evaluation_estimate" (
	"project_id" text NOT NULL,
	"evaluation_id" text NOT NULL,
	"kind" text NOT NULL,
	"definition" text NOT NULL,
	"estimate" jsonb NOT NULL,
	CONSTRAINT "evaluation_estimate_evaluation_id_kind_definition_pk" PRIMARY KEY("evaluation_id","kind","definition")
);
--> statement-breakpoint
CREATE TABLE "evaluation_example" (
	"project_id" text NOT NULL,
	"evaluation_id" text NOT NULL,
	"example_id" text NOT NULL,
	"values" jsonb NOT NULL,
	CONSTRAINT "evaluation_example_evaluation_id_example_id_pk" PRIMARY KEY("evaluation_id","example_id")
);
--> statement-breakpoint
CREATE TABLE "generation" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"run_id" text NOT NULL,
	"example_id" text NOT NULL,
	"text" text NOT NULL,
	"finish_reason" text NOT NULL,
	"prompt_tokens" integer NOT NULL,
	"completion_tokens" integer NOT NULL,
	"seconds" double precision NOT NULL,
	"attempt" integer NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "generation_example" UNIQUE("run_id","example_id"),
	CONSTRAINT "generation_project" UNIQUE("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "log_line" (
	"project_id" text NOT NULL,
	"run_id" text NOT NULL,
	"number" bigint NOT NULL,
	"attempt" integer NOT NULL,
	"time" double precision NOT NULL,
	"stream" text NOT NULL,
	"level" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "log_line_run_id_number_pk" PRIMARY KEY("run_id","number")
);
--> statement-breakpoint
CREATE TABLE "run_log" (
	"project_id" text NOT NULL,
	"run_id" text PRIMARY KEY NOT NULL,
	"lines" bigint DEFAULT 0 NOT NULL,
	"debug" bigint DEFAULT 0 NOT NULL,
	"info" bigint DEFAULT 0 NOT NULL,
	"warning" bigint DEFAULT 0 NOT NULL,
	"error" bigint DEFAULT 0 NOT NULL,
	"first_error" bigint,
	CONSTRAINT "run_log_project" UNIQUE("project_id","run_id")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_token" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "project" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "project_member" (
	"project_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_member_project_id_user_id_pk" PRIMARY KEY("project_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "artifact" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"run_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"digest" text NOT NULL,
	"bytes" bigint NOT NULL,
	"files" integer NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "artifact_project" UNIQUE("project_id","id"),
	CONSTRAINT "artifact_name" UNIQUE("run_id","attempt","name")
);
--> statement-breakpoint
CREATE TABLE "checkpoint" (
	"project_id" text NOT NULL,
	"run_id" text NOT NULL,
	"step" integer NOT NULL,
	"attempt" integer NOT NULL,
	"bytes" bigint NOT NULL,
	"reason" text NOT NULL,
	"metric" jsonb,
	"kept" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "checkpoint_run_id_step_pk" PRIMARY KEY("run_id","step")
);
--> statement-breakpoint
CREATE TABLE "model" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"reference" text NOT NULL,
	"revision" text,
	"license" text,
	"base_model_id" text,
	"artifact_id" text NOT NULL,
	"made_by_run_id" text NOT NULL,
	"parameters" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_project" UNIQUE("project_id","id"),
	CONSTRAINT "model_run" UNIQUE("made_by_run_id","artifact_id")
);
--> statement-breakpoint
CREATE TABLE "run" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"study_id" text,
	"name" text NOT NULL,
	"stage" text NOT NULL,
	"state" text NOT NULL,
	"given_config" jsonb NOT NULL,
	"resolved_config" jsonb,
	"seed" integer,
	"executor" text DEFAULT 'local' NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"resume_from_step" integer,
	"attempt" integer DEFAULT 0 NOT NULL,
	"progress" jsonb,
	"headline" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"failure" jsonb,
	"waiting_for" text,
	"cancel_requested_at" timestamp with time zone,
	"cloned_from_run_id" text,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"queued_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"archived_at" timestamp with time zone,
	"busy_seconds" double precision DEFAULT 0 NOT NULL,
	"peak_memory_bytes" bigint,
	"peak_device_memory_bytes" bigint,
	"energy_joules" double precision,
	"cost" double precision,
	"cost_currency" text,
	CONSTRAINT "run_project" UNIQUE("project_id","id"),
	CONSTRAINT "run_attempt" CHECK ("run"."attempt" >= 0)
);
--> statement-breakpoint
CREATE TABLE "run_attempt" (
	"project_id" text NOT NULL,
	"run_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"token_hash" text NOT NULL,
	"sequence" bigint DEFAULT 0 NOT NULL,
	"device" text NOT NULL,
	"resumed_from_step" integer,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_beat_at" timestamp with time zone,
	"lease_until" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"host" text,
	"boot_id" text,
	"supervisor_pid" integer,
	"supervisor_started" text,
	"prepared_by" text,
	"shipped_at" timestamp with time zone,
	"versions" jsonb,
	"devices" jsonb,
	"outcome" text,
	"failure" jsonb,
	"cancel_signalled_at" timestamp with time zone,
	CONSTRAINT "run_attempt_run_id_attempt_pk" PRIMARY KEY("run_id","attempt"),
	CONSTRAINT "run_attempt_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "run_event" (
	"project_id" text NOT NULL,
	"run_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"sequence" bigint NOT NULL,
	"type" text NOT NULL,
	"time" double precision NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "run_event_run_id_attempt_sequence_pk" PRIMARY KEY("run_id","attempt","sequence")
);
--> statement-breakpoint
CREATE TABLE "run_input" (
	"project_id" text NOT NULL,
	"run_id" text NOT NULL,
	"name" text NOT NULL,
	"dataset_version_id" text,
	"model_id" text,
	"from_run_id" text,
	CONSTRAINT "run_input_run_id_name_pk" PRIMARY KEY("run_id","name"),
	CONSTRAINT "run_input_one_target" CHECK (num_nonnulls("run_input"."dataset_version_id", "run_input"."model_id", "run_input"."from_run_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "study" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "study_project" UNIQUE("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "series" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "series_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"project_id" text NOT NULL,
	"run_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"key" text NOT NULL,
	"source" text NOT NULL,
	"points" bigint DEFAULT 0 NOT NULL,
	"first_step" double precision NOT NULL,
	"last_step" double precision NOT NULL,
	"first_time" double precision NOT NULL,
	"last_time" double precision NOT NULL,
	"step_min" double precision NOT NULL,
	"step_max" double precision NOT NULL,
	"ordered" boolean DEFAULT true NOT NULL,
	"last" double precision NOT NULL,
	"last_finite" double precision,
	"min" double precision,
	"max" double precision,
	"nan" bigint DEFAULT 0 NOT NULL,
	"plus_infinity" bigint DEFAULT 0 NOT NULL,
	"minus_infinity" bigint DEFAULT 0 NOT NULL,
	"tail" "bytea" NOT NULL,
	CONSTRAINT "series_key" UNIQUE("run_id","attempt","key"),
	CONSTRAINT "series_project" UNIQUE("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "series_chunk" (
	"project_id" text NOT NULL,
	"series_id" bigint NOT NULL,
	"level" integer NOT NULL,
	"first_index" bigint NOT NULL,
	"points" integer NOT NULL,
	"step_min" double precision NOT NULL,
	"step_max" double precision NOT NULL,
	"time_min" double precision NOT NULL,
	"time_max" double precision NOT NULL,
	"non_finite" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "series_chunk_series_id_level_first_index_pk" PRIMARY KEY("series_id","level","first_index")
);
--> statement-breakpoint
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset_version" ADD CONSTRAINT "dataset_version_project_id_dataset_id_dataset_project_id_id_fk" FOREIGN KEY ("project_id","dataset_id") REFERENCES "public"."dataset"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "example" ADD CONSTRAINT "example_project_id_dataset_version_id_dataset_version_project_id_id_fk" FOREIGN KEY ("project_id","dataset_version_id") REFERENCES "public"."dataset_version"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_project_id_generations_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","generations_run_id") REFERENCES "public"."run"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_estimate" ADD CONSTRAINT "evaluation_estimate_project_id_evaluation_id_evaluation_project_id_id_fk" FOREIGN KEY ("project_id","evaluation_id") REFERENCES "public"."evaluation"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_example" ADD CONSTRAINT "evaluation_example_project_id_evaluation_id_evaluation_project_id_id_fk" FOREIGN KEY ("project_id","evaluation_id") REFERENCES "public"."evaluation"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_example" ADD CONSTRAINT "evaluation_example_project_id_example_id_example_project_id_id_fk" FOREIGN KEY ("project_id","example_id") REFERENCES "public"."example"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generation" ADD CONSTRAINT "generation_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generation" ADD CONSTRAINT "generation_project_id_example_id_example_project_id_id_fk" FOREIGN KEY ("project_id","example_id") REFERENCES "public"."example"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log_line" ADD CONSTRAINT "log_line_project_id_run_id_run_log_project_id_run_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run_log"("project_id","run_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_log" ADD CONSTRAINT "run_log_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_member" ADD CONSTRAINT "project_member_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_member" ADD CONSTRAINT "project_member_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "artifact" ADD CONSTRAINT "artifact_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkpoint" ADD CONSTRAINT "checkpoint_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model" ADD CONSTRAINT "model_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model" ADD CONSTRAINT "model_project_id_base_model_id_model_project_id_id_fk" FOREIGN KEY ("project_id","base_model_id") REFERENCES "public"."model"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model" ADD CONSTRAINT "model_project_id_artifact_id_artifact_project_id_id_fk" FOREIGN KEY ("project_id","artifact_id") REFERENCES "public"."artifact"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model" ADD CONSTRAINT "model_project_id_made_by_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","made_by_run_id") REFERENCES "public"."run"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_project_id_study_id_study_project_id_id_fk" FOREIGN KEY ("project_id","study_id") REFERENCES "public"."study"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_project_id_cloned_from_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","cloned_from_run_id") REFERENCES "public"."run"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_attempt" ADD CONSTRAINT "run_attempt_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_event" ADD CONSTRAINT "run_event_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_input" ADD CONSTRAINT "run_input_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_input" ADD CONSTRAINT "run_input_project_id_from_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","from_run_id") REFERENCES "public"."run"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_input" ADD CONSTRAINT "run_input_project_id_model_id_model_project_id_id_fk" FOREIGN KEY ("project_id","model_id") REFERENCES "public"."model"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_input" ADD CONSTRAINT "run_input_project_id_dataset_version_id_dataset_version_project_id_id_fk" FOREIGN KEY ("project_id","dataset_version_id") REFERENCES "public"."dataset_version"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study" ADD CONSTRAINT "study_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_run_id_attempt_run_attempt_run_id_attempt_fk" FOREIGN KEY ("run_id","attempt") REFERENCES "public"."run_attempt"("run_id","attempt") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_chunk" ADD CONSTRAINT "series_chunk_project_id_series_id_series_project_id_id_fk" FOREIGN KEY ("project_id","series_id") REFERENCES "public"."series"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "example_split" ON "example" USING btree ("dataset_version_id","split","position");--> statement-breakpoint
CREATE INDEX "example_source_hash" ON "example" USING btree ("project_id","source_hash");--> statement-breakpoint
CREATE INDEX "evaluation_generations" ON "evaluation" USING btree ("generations_run_id");--> statement-breakpoint
CREATE INDEX "log_line_level" ON "log_line" USING btree ("run_id","level","number") WHERE "log_line"."level" <> 'info';--> statement-breakpoint
CREATE INDEX "account_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "api_token_hash" ON "api_token" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "project_member_user" ON "project_member" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "run_queue" ON "run" USING btree ("state","priority","queued_at");--> statement-breakpoint
CREATE INDEX "run_listing" ON "run" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "run_attempt_turn" ON "run_attempt" USING btree ("project_id","started_at");--> statement-breakpoint
CREATE INDEX "run_attempt_lease" ON "run_attempt" USING btree ("lease_until") WHERE "run_attempt"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "run_input_from" ON "run_input" USING btree ("from_run_id");--> statement-breakpoint
CREATE INDEX "series_run" ON "series" USING btree ("project_id","run_id");--> statement-breakpoint
ALTER TABLE "series_chunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
