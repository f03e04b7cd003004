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
ALTER TABLE "log_line" ADD CONSTRAINT "log_line_project_id_run_id_run_log_project_id_run_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run_log"("project_id","run_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_log" ADD CONSTRAINT "run_log_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_run_id_attempt_run_attempt_run_id_attempt_fk" FOREIGN KEY ("run_id","attempt") REFERENCES "public"."run_attempt"("run_id","attempt") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_chunk" ADD CONSTRAINT "series_chunk_project_id_series_id_series_project_id_id_fk" FOREIGN KEY ("project_id","series_id") REFERENCES "public"."series"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "log_line_level" ON "log_line" USING btree ("run_id","level","number") WHERE "log_line"."level" <> 'info';--> statement-breakpoint
CREATE INDEX "series_run" ON "series" USING btree ("project_id","run_id");--> statement-breakpoint
ALTER TABLE "series_chunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
