ALTER TABLE "series_chunk" RENAME TO "series_chunk_fresh";--> statement-breakpoint
ALTER TABLE "series_chunk_fresh" DROP CONSTRAINT "series_chunk_project_id_series_id_series_project_id_id_fk";--> statement-breakpoint
ALTER TABLE "series_chunk_fresh" DROP CONSTRAINT "series_chunk_series_id_level_first_index_pk";--> statement-breakpoint
ALTER TABLE "series_chunk_fresh" ADD COLUMN "packed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE TABLE "series_chunk" (LIKE "series_chunk_fresh" INCLUDING DEFAULTS INCLUDING STORAGE) PARTITION BY LIST ("packed");--> statement-breakpoint
CREATE TABLE "series_chunk_packed" PARTITION OF "series_chunk" FOR VALUES IN (true);--> statement-breakpoint
ALTER TABLE "series_chunk_packed" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "series_chunk" ATTACH PARTITION "series_chunk_fresh" FOR VALUES IN (false);--> statement-breakpoint
ALTER TABLE "series_chunk" ADD CONSTRAINT "series_chunk_series_id_level_first_index_packed_pk" PRIMARY KEY("series_id","level","first_index","packed");--> statement-breakpoint
ALTER TABLE "series_chunk" ADD CONSTRAINT "series_chunk_project_id_series_id_series_project_id_id_fk" FOREIGN KEY ("project_id","series_id") REFERENCES "public"."series"("project_id","id") ON DELETE cascade ON UPDATE no action;
