CREATE INDEX "pair_note" ON "pair" USING btree ("project_id","note_hash");--> statement-breakpoint
CREATE INDEX "run_input_version" ON "run_input" USING btree ("dataset_version_id");