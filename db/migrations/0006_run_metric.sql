CREATE TABLE "run_metric" (
	"project_id" text NOT NULL,
	"key" text NOT NULL,
	"run_id" text NOT NULL,
	"last" double precision NOT NULL,
	"min" double precision,
	"max" double precision,
	CONSTRAINT "run_metric_project_id_key_run_id_pk" PRIMARY KEY("project_id","key","run_id") INCLUDE ("last","min","max")
);
--> statement-breakpoint
DROP INDEX "series_metric";--> statement-breakpoint
ALTER TABLE "run_metric" ADD CONSTRAINT "run_metric_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_metric_run" ON "run_metric" USING btree ("project_id","run_id");
--> statement-breakpoint
INSERT INTO "run_metric" ("project_id", "key", "run_id", "last", "min", "max")
SELECT series."project_id", series."key", series."run_id",
	(array_agg(series."last" ORDER BY series."attempt" DESC))[1], min(series."min"), max(series."max")
FROM "series" JOIN "run" ON run."id" = series."run_id"
WHERE run."state" IN ('finished', 'failed', 'cancelled', 'lost')
GROUP BY series."project_id", series."key", series."run_id";
