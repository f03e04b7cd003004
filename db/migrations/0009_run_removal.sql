CREATE INDEX "run_clones" ON "run" USING btree ("project_id","cloned_from_run_id") WHERE "run"."cloned_from_run_id" is not null;--> statement-breakpoint
CREATE INDEX "run_input_model" ON "run_input" USING btree ("model_id");
--> statement-breakpoint
-- The values stand in the index, so that one path of 10,000 configs is read from 100 pages.
DROP INDEX "run_param_key";--> statement-breakpoint
CREATE INDEX "run_param_key" ON "run_param" USING btree ("project_id","key","run_id") INCLUDE ("number","text");
