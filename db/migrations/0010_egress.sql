CREATE TABLE "egress_path" (
	"path" text PRIMARY KEY NOT NULL,
	"open" boolean NOT NULL,
	"changed_by" text,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "egress_path" ADD CONSTRAINT "egress_path_changed_by_user_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;