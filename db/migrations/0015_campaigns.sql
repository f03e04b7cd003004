CREATE TABLE "adjudication" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"case_id" text NOT NULL,
	"version" integer NOT NULL,
	"current" boolean DEFAULT true NOT NULL,
	"verdict" text NOT NULL,
	"marks" jsonb NOT NULL,
	"corrected" text,
	"decisions" jsonb NOT NULL,
	"reason" text NOT NULL,
	"assessment_ids" text[] NOT NULL,
	"seconds" double precision DEFAULT 0 NOT NULL,
	"decided_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "adjudication_version" UNIQUE("case_id","version")
);
--> statement-breakpoint
CREATE TABLE "assessment" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"case_id" text NOT NULL,
	"assignment_id" text NOT NULL,
	"reviewer_id" text NOT NULL,
	"version" integer NOT NULL,
	"current" boolean DEFAULT true NOT NULL,
	"verdict" text NOT NULL,
	"marks" jsonb NOT NULL,
	"corrected" text,
	"unsure" boolean NOT NULL,
	"comment" text NOT NULL,
	"reason" text,
	"strength" text,
	"seconds" double precision NOT NULL,
	"hints_shown" boolean NOT NULL,
	"note_digest" text NOT NULL,
	"late" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assessment_project" UNIQUE("project_id","id"),
	CONSTRAINT "assessment_version" UNIQUE("assignment_id","version")
);
--> statement-breakpoint
CREATE TABLE "assessment_change" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"assignment_id" text NOT NULL,
	"clock" integer NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seconds" double precision NOT NULL,
	"hints_shown" boolean NOT NULL,
	"body" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignment" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"case_id" text NOT NULL,
	"reviewer_id" text NOT NULL,
	"position" integer NOT NULL,
	"state" text NOT NULL,
	"leased_until" timestamp with time zone,
	"swapped" boolean DEFAULT false NOT NULL,
	"opened_at" timestamp with time zone,
	"submitted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assignment_project" UNIQUE("project_id","id"),
	CONSTRAINT "assignment_reader" UNIQUE("case_id","reviewer_id")
);
--> statement-breakpoint
CREATE TABLE "review_time" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"reviewer_id" text NOT NULL,
	"kind" text NOT NULL,
	"seconds" double precision NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"project_id" text,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"actor_by" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text NOT NULL,
	"facts" text NOT NULL,
	"content" text,
	"previous" text NOT NULL,
	"digest" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"exported_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"origin" text NOT NULL,
	"protocol" jsonb NOT NULL,
	"design" jsonb NOT NULL,
	"splitter" text NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "campaign_project" UNIQUE("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "campaign_case" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"item" text NOT NULL,
	"group_key" text NOT NULL,
	"note_digest" text NOT NULL,
	"other_note_digest" text,
	"source_digest" text NOT NULL,
	"section" text,
	"stratum" text,
	"weight" double precision DEFAULT 1 NOT NULL,
	"readings" integer DEFAULT 1 NOT NULL,
	"sentences" integer NOT NULL,
	"arm" text,
	"other_arm" text,
	"generation_id" text,
	"other_generation_id" text,
	"example_id" text,
	"repeat_of" text,
	"truth" jsonb,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_reason" text,
	CONSTRAINT "campaign_case_project" UNIQUE("project_id","id"),
	CONSTRAINT "campaign_case_position" UNIQUE("campaign_id","kind","position"),
	CONSTRAINT "campaign_case_weight" CHECK ("campaign_case"."weight" > 0)
);
--> statement-breakpoint
CREATE TABLE "campaign_reviewer" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"kind" text NOT NULL,
	"role" text DEFAULT 'reader' NOT NULL,
	"user_id" text,
	"name" text NOT NULL,
	"hours_per_week" double precision,
	"sensitivity" double precision,
	"specificity" double precision,
	"practice_score" double precision,
	"practised_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "campaign_reviewer_project" UNIQUE("project_id","id"),
	CONSTRAINT "campaign_reviewer_user" UNIQUE("campaign_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "campaign_state_change" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"action" text NOT NULL,
	"to_state" text NOT NULL,
	"reason" text,
	"changed_by" text,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_text" (
	"project_id" text NOT NULL,
	"digest" text NOT NULL,
	"text" text NOT NULL,
	"erased_at" timestamp with time zone,
	CONSTRAINT "review_text_project_id_digest_pk" PRIMARY KEY("project_id","digest")
);
--> statement-breakpoint
CREATE TABLE "gate" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"rule_version" integer NOT NULL,
	"verdict" text NOT NULL,
	"decision" text NOT NULL,
	"overridden" boolean NOT NULL,
	"reason" text,
	"frozen" jsonb NOT NULL,
	"digest" text NOT NULL,
	"statement" text NOT NULL,
	"signed_by" text,
	"signed_name" text NOT NULL,
	"signed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate_rule" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"version" integer NOT NULL,
	"rule" jsonb NOT NULL,
	"assessments_before" integer NOT NULL,
	"reason" text,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gate_rule_version" UNIQUE("campaign_id","version")
);
--> statement-breakpoint
ALTER TABLE "adjudication" ADD CONSTRAINT "adjudication_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjudication" ADD CONSTRAINT "adjudication_project_id_case_id_campaign_case_project_id_id_fk" FOREIGN KEY ("project_id","case_id") REFERENCES "public"."campaign_case"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_project_id_assignment_id_assignment_project_id_id_fk" FOREIGN KEY ("project_id","assignment_id") REFERENCES "public"."assignment"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_change" ADD CONSTRAINT "assessment_change_project_id_assignment_id_assignment_project_id_id_fk" FOREIGN KEY ("project_id","assignment_id") REFERENCES "public"."assignment"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_project_id_case_id_campaign_case_project_id_id_fk" FOREIGN KEY ("project_id","case_id") REFERENCES "public"."campaign_case"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_project_id_reviewer_id_campaign_reviewer_project_id_id_fk" FOREIGN KEY ("project_id","reviewer_id") REFERENCES "public"."campaign_reviewer"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_time" ADD CONSTRAINT "review_time_project_id_reviewer_id_campaign_reviewer_project_id_id_fk" FOREIGN KEY ("project_id","reviewer_id") REFERENCES "public"."campaign_reviewer"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_case" ADD CONSTRAINT "campaign_case_project_id_campaign_id_campaign_project_id_id_fk" FOREIGN KEY ("project_id","campaign_id") REFERENCES "public"."campaign"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_case" ADD CONSTRAINT "campaign_case_project_id_note_digest_review_text_project_id_digest_fk" FOREIGN KEY ("project_id","note_digest") REFERENCES "public"."review_text"("project_id","digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_case" ADD CONSTRAINT "campaign_case_project_id_source_digest_review_text_project_id_digest_fk" FOREIGN KEY ("project_id","source_digest") REFERENCES "public"."review_text"("project_id","digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_reviewer" ADD CONSTRAINT "campaign_reviewer_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_reviewer" ADD CONSTRAINT "campaign_reviewer_project_id_campaign_id_campaign_project_id_id_fk" FOREIGN KEY ("project_id","campaign_id") REFERENCES "public"."campaign"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_state_change" ADD CONSTRAINT "campaign_state_change_changed_by_user_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_state_change" ADD CONSTRAINT "campaign_state_change_project_id_campaign_id_campaign_project_id_id_fk" FOREIGN KEY ("project_id","campaign_id") REFERENCES "public"."campaign"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_text" ADD CONSTRAINT "review_text_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate" ADD CONSTRAINT "gate_signed_by_user_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate" ADD CONSTRAINT "gate_project_id_campaign_id_campaign_project_id_id_fk" FOREIGN KEY ("project_id","campaign_id") REFERENCES "public"."campaign"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_rule" ADD CONSTRAINT "gate_rule_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_rule" ADD CONSTRAINT "gate_rule_project_id_campaign_id_campaign_project_id_id_fk" FOREIGN KEY ("project_id","campaign_id") REFERENCES "public"."campaign"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "adjudication_current" ON "adjudication" USING btree ("case_id") WHERE "adjudication"."current";--> statement-breakpoint
CREATE INDEX "adjudication_campaign" ON "adjudication" USING btree ("campaign_id") WHERE "adjudication"."current";--> statement-breakpoint
CREATE UNIQUE INDEX "assessment_current" ON "assessment" USING btree ("assignment_id") WHERE "assessment"."current";--> statement-breakpoint
CREATE INDEX "assessment_campaign" ON "assessment" USING btree ("campaign_id") WHERE "assessment"."current";--> statement-breakpoint
CREATE INDEX "assessment_case" ON "assessment" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "assessment_change_assignment" ON "assessment_change" USING btree ("assignment_id","clock");--> statement-breakpoint
CREATE INDEX "assignment_queue" ON "assignment" USING btree ("reviewer_id","state","position");--> statement-breakpoint
CREATE INDEX "assignment_campaign" ON "assignment" USING btree ("campaign_id","state");--> statement-breakpoint
CREATE INDEX "assignment_leases" ON "assignment" USING btree ("leased_until") WHERE "assignment"."state" = 'open' and "assignment"."leased_until" is not null;--> statement-breakpoint
CREATE INDEX "review_time_reviewer" ON "review_time" USING btree ("reviewer_id","at");--> statement-breakpoint
CREATE INDEX "audit_entry_project" ON "audit_entry" USING btree ("project_id","sequence");--> statement-breakpoint
CREATE INDEX "audit_entry_subject" ON "audit_entry" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "campaign_listing" ON "campaign" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "campaign_case_item" ON "campaign_case" USING btree ("campaign_id","item");--> statement-breakpoint
CREATE INDEX "campaign_case_example" ON "campaign_case" USING btree ("project_id","example_id");--> statement-breakpoint
CREATE INDEX "campaign_case_note" ON "campaign_case" USING btree ("project_id","note_digest");--> statement-breakpoint
CREATE INDEX "campaign_case_source" ON "campaign_case" USING btree ("project_id","source_digest");--> statement-breakpoint
CREATE INDEX "campaign_reviewer_of_user" ON "campaign_reviewer" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "campaign_state_change_campaign" ON "campaign_state_change" USING btree ("campaign_id","changed_at");--> statement-breakpoint
CREATE INDEX "gate_campaign" ON "gate" USING btree ("campaign_id","signed_at");