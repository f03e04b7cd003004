CREATE TABLE "study_change" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"study_id" text NOT NULL,
	"action" text NOT NULL,
	"node_key" text,
	"reason" text,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"changed_by" text,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "study_edge" (
	"project_id" text NOT NULL,
	"study_id" text NOT NULL,
	"from_key" text NOT NULL,
	"to_key" text NOT NULL,
	"name" text NOT NULL,
	"verdicts" text[] NOT NULL,
	CONSTRAINT "study_edge_study_id_from_key_to_key_name_pk" PRIMARY KEY("study_id","from_key","to_key","name")
);
--> statement-breakpoint
CREATE TABLE "study_group" (
	"project_id" text NOT NULL,
	"study_id" text NOT NULL,
	"group_key" text NOT NULL,
	"role" text NOT NULL,
	"source_hashes" text[] NOT NULL,
	CONSTRAINT "study_group_study_id_group_key_pk" PRIMARY KEY("study_id","group_key")
);
--> statement-breakpoint
CREATE TABLE "study_launch" (
	"study_id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"template" text NOT NULL,
	"settings" jsonb NOT NULL,
	"state" text NOT NULL,
	"notes_version_id" text NOT NULL,
	"seed" integer NOT NULL,
	"harvest_share" double precision NOT NULL,
	"forked_from_study_id" text,
	"forked_from_node" text,
	"outcome" text,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "study_launch_share" CHECK ("study_launch"."harvest_share" > 0 and "study_launch"."harvest_share" < 1)
);
--> statement-breakpoint
CREATE TABLE "study_made" (
	"project_id" text NOT NULL,
	"study_id" text NOT NULL,
	"node_key" text NOT NULL,
	"kind" text NOT NULL,
	"thing_id" text NOT NULL,
	"name" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"replaced_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "study_made_study_id_node_key_name_thing_id_pk" PRIMARY KEY("study_id","node_key","name","thing_id")
);
--> statement-breakpoint
CREATE TABLE "study_node" (
	"project_id" text NOT NULL,
	"study_id" text NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"position" integer NOT NULL,
	"config" jsonb NOT NULL,
	"state" text NOT NULL,
	"step" text,
	"why" text,
	"remedy" text,
	"headline" text,
	"verdict" text,
	"reruns" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "study_node_project_id_study_id_key_pk" PRIMARY KEY("project_id","study_id","key")
);
--> statement-breakpoint
ALTER TABLE "study_change" ADD CONSTRAINT "study_change_changed_by_user_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_change" ADD CONSTRAINT "study_change_project_id_study_id_study_project_id_id_fk" FOREIGN KEY ("project_id","study_id") REFERENCES "public"."study"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_edge" ADD CONSTRAINT "study_edge_project_id_study_id_from_key_study_node_project_id_study_id_key_fk" FOREIGN KEY ("project_id","study_id","from_key") REFERENCES "public"."study_node"("project_id","study_id","key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_edge" ADD CONSTRAINT "study_edge_project_id_study_id_to_key_study_node_project_id_study_id_key_fk" FOREIGN KEY ("project_id","study_id","to_key") REFERENCES "public"."study_node"("project_id","study_id","key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_group" ADD CONSTRAINT "study_group_project_id_study_id_study_project_id_id_fk" FOREIGN KEY ("project_id","study_id") REFERENCES "public"."study"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_launch" ADD CONSTRAINT "study_launch_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_launch" ADD CONSTRAINT "study_launch_project_id_study_id_study_project_id_id_fk" FOREIGN KEY ("project_id","study_id") REFERENCES "public"."study"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_launch" ADD CONSTRAINT "study_launch_project_id_notes_version_id_dataset_version_project_id_id_fk" FOREIGN KEY ("project_id","notes_version_id") REFERENCES "public"."dataset_version"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_made" ADD CONSTRAINT "study_made_project_id_study_id_node_key_study_node_project_id_study_id_key_fk" FOREIGN KEY ("project_id","study_id","node_key") REFERENCES "public"."study_node"("project_id","study_id","key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_node" ADD CONSTRAINT "study_node_project_id_study_id_study_project_id_id_fk" FOREIGN KEY ("project_id","study_id") REFERENCES "public"."study"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "study_change_study" ON "study_change" USING btree ("study_id","changed_at");--> statement-breakpoint
CREATE INDEX "study_group_of_project" ON "study_group" USING btree ("project_id","group_key");--> statement-breakpoint
CREATE INDEX "study_launch_running" ON "study_launch" USING btree ("state");--> statement-breakpoint
CREATE INDEX "study_made_thing" ON "study_made" USING btree ("project_id","thing_id");