ALTER TABLE "log_block" ADD COLUMN "marked" "bytea" DEFAULT '\x' NOT NULL;
--> statement-breakpoint
ALTER TABLE "log_block" ALTER COLUMN "marked" SET STORAGE EXTERNAL;
