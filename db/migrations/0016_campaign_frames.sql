ALTER TABLE "campaign" ADD COLUMN "frame" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_case" ADD COLUMN "readings_taken" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_case" ADD COLUMN "provenance" jsonb;--> statement-breakpoint
CREATE INDEX "campaign_case_free" ON "campaign_case" USING btree ("campaign_id","id") WHERE "campaign_case"."readings_taken" < "campaign_case"."readings" and "campaign_case"."withdrawn_at" is null;