CREATE TABLE "log_block" (
	"project_id" text NOT NULL,
	"run_id" text NOT NULL,
	"first_number" bigint NOT NULL,
	"lines" integer NOT NULL,
	"debug" integer NOT NULL,
	"info" integer NOT NULL,
	"warning" integer NOT NULL,
	"error" integer NOT NULL,
	"filter" bit(65536) NOT NULL,
	"columns" "bytea" NOT NULL,
	"texts" "bytea" NOT NULL,
	CONSTRAINT "log_block_run_id_first_number_pk" PRIMARY KEY("run_id","first_number")
);
--> statement-breakpoint
ALTER TABLE "log_block" ADD CONSTRAINT "log_block_project_id_run_id_run_log_project_id_run_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run_log"("project_id","run_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log_block" ALTER COLUMN "filter" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "log_block" ALTER COLUMN "columns" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "log_block" ALTER COLUMN "texts" SET STORAGE EXTERNAL;
