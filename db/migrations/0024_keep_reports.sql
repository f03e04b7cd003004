CREATE TABLE "report" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"title" text NOT NULL,
	"number" integer NOT NULL,
	"standing" text NOT NULL,
	"content" jsonb NOT NULL,
	"digest" text NOT NULL,
	"remark" text,
	"frozen_by" text,
	"frozen_name" text NOT NULL,
	"frozen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "report_number" UNIQUE("project_id","subject_kind","subject_id","number")
);
--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_frozen_by_user_id_fk" FOREIGN KEY ("frozen_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_listing" ON "report" USING btree ("project_id","frozen_at");--> statement-breakpoint
-- What was frozen stays as it was frozen. Only who froze it may be forgotten, as when an account is removed.
CREATE FUNCTION "refuse_report_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - 'frozen_by') = (to_jsonb(OLD) - 'frozen_by') AND NEW."frozen_by" IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A frozen report never changes.' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "report_stays" BEFORE UPDATE OR DELETE ON "report" FOR EACH ROW EXECUTE FUNCTION "refuse_report_change"();
