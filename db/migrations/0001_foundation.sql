ALTER TABLE "run" ADD COLUMN "resume_from_step" integer;--> statement-breakpoint
ALTER TABLE "run_attempt" ADD COLUMN "boot_id" text;--> statement-breakpoint
ALTER TABLE "run_attempt" ADD COLUMN "supervisor_started" text;--> statement-breakpoint
ALTER TABLE "run_attempt" ADD COLUMN "prepared_by" text;--> statement-breakpoint
ALTER TABLE "run_attempt" ADD COLUMN "shipped_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "run_attempt_turn" ON "run_attempt" USING btree ("project_id","started_at");