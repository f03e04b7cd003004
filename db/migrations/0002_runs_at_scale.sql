CREATE TABLE "run_param" (
	"project_id" text NOT NULL,
	"run_id" text NOT NULL,
	"key" text NOT NULL,
	"text" text NOT NULL,
	"number" double precision,
	CONSTRAINT "run_param_run_id_key_pk" PRIMARY KEY("run_id","key")
);
--> statement-breakpoint
CREATE TABLE "saved_view" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"definition" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" text,
	"changed_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_view_name" UNIQUE("project_id","name")
);
--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "replicate_key" text GENERATED ALWAYS AS (md5(stage || (coalesce(resolved_config, given_config) - 'seed')::text)) STORED;--> statement-breakpoint
ALTER TABLE "run_param" ADD CONSTRAINT "run_param_project_id_run_id_run_project_id_id_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."run"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_changed_by_user_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_param_key" ON "run_param" USING btree ("project_id","key","run_id");--> statement-breakpoint
CREATE INDEX "series_metric" ON "series" USING btree ("project_id","key","run_id","attempt");--> statement-breakpoint
-- Leaves of a config by path; null means not set. Long texts are cut: they are for lists, the config itself is whole.
CREATE FUNCTION "config_leaves"(config jsonb) RETURNS TABLE("key" text, "text" text, "number" double precision)
LANGUAGE sql IMMUTABLE AS $$
	WITH RECURSIVE node("key", "value") AS (
		SELECT each."key", each."value" FROM jsonb_each(CASE WHEN jsonb_typeof(config) = 'object' THEN config ELSE '{}' END) each
		UNION ALL
		SELECT node."key" || '.' || each."key", each."value"
		FROM node, jsonb_each(CASE WHEN jsonb_typeof(node."value") = 'object' THEN node."value" ELSE '{}' END) each
	)
	SELECT left(node."key", 200), left(node."value" #>> '{}', 500),
		-- Other types never reach the cast, and a number beyond float8 has only its text.
		CASE WHEN jsonb_typeof(node."value") = 'number' THEN
			CASE WHEN abs((node."value" #>> '{}')::numeric) < 1e300 THEN (node."value" #>> '{}')::float8 END
		END
	FROM node
	WHERE jsonb_typeof(node."value") NOT IN ('object', 'null')
	LIMIT 2000
$$;
--> statement-breakpoint
CREATE FUNCTION "write_run_params"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' THEN
		DELETE FROM "run_param" WHERE "run_id" = NEW."id";
	END IF;
	INSERT INTO "run_param" ("project_id", "run_id", "key", "text", "number")
	SELECT NEW."project_id", NEW."id", leaf."key", leaf."text", leaf."number"
	FROM config_leaves(coalesce(NEW."resolved_config", NEW."given_config")) leaf
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "run_params_of_new" AFTER INSERT ON "run" FOR EACH ROW EXECUTE FUNCTION "write_run_params"();
--> statement-breakpoint
CREATE TRIGGER "run_params_of_changed" AFTER UPDATE OF "given_config", "resolved_config" ON "run" FOR EACH ROW
WHEN (coalesce(OLD."resolved_config", OLD."given_config") IS DISTINCT FROM coalesce(NEW."resolved_config", NEW."given_config"))
EXECUTE FUNCTION "write_run_params"();
--> statement-breakpoint
INSERT INTO "run_param" ("project_id", "run_id", "key", "text", "number")
SELECT run."project_id", run."id", leaf."key", leaf."text", leaf."number"
FROM "run", config_leaves(coalesce(run."resolved_config", run."given_config")) leaf
ON CONFLICT DO NOTHING;
