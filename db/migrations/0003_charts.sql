CREATE TABLE "chart" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"title" text NOT NULL,
	"keys" text[] NOT NULL,
	"filter" text,
	"run_ids" text[],
	"axis" text NOT NULL,
	"scale" text NOT NULL,
	"smoothing" double precision DEFAULT 0 NOT NULL,
	"bands" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by" text,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "chart_project" UNIQUE("project_id","id"),
	CONSTRAINT "chart_runs" CHECK (num_nonnulls("chart"."filter", "chart"."run_ids") = 1)
);
--> statement-breakpoint
ALTER TABLE "chart" ADD CONSTRAINT "chart_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chart" ADD CONSTRAINT "chart_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chart" ADD CONSTRAINT "chart_changed_by_user_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chart_listing" ON "chart" USING btree ("project_id","created_at");