import {
  bigint,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { bytes } from "./columns";
import { run, runAttempt } from "./runs";

const counter = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);

/** One metric of one attempt: its summary, and its newest points that do not fill a chunk yet. */
export const series = pgTable(
  "series",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    projectId: text("project_id").notNull(),
    runId: text("run_id").notNull(),
    attempt: integer("attempt").notNull(),
    key: text("key").notNull(),
    /** `resource`: sampled by the supervisor, so its steps are not the stage's. */
    source: text("source").$type<"metrics" | "resource">().notNull(),
    points: counter("points"),
    firstStep: doublePrecision("first_step").notNull(),
    lastStep: doublePrecision("last_step").notNull(),
    firstTime: doublePrecision("first_time").notNull(),
    lastTime: doublePrecision("last_time").notNull(),
    /** Smallest and greatest step; they differ from first and last where steps came out of order. */
    stepMin: doublePrecision("step_min").notNull(),
    stepMax: doublePrecision("step_max").notNull(),
    ordered: boolean("ordered").notNull().default(true),
    /** The last value as logged, so it may be NaN; the last finite one stands beside it. */
    last: doublePrecision("last").notNull(),
    lastFinite: doublePrecision("last_finite"),
    min: doublePrecision("min"),
    max: doublePrecision("max"),
    nan: counter("nan"),
    plusInfinity: counter("plus_infinity"),
    minusInfinity: counter("minus_infinity"),
    /** Points after the last chunk of level 0, in the same columns. */
    tail: bytes("tail").notNull(),
  },
  (t) => [
    unique("series_key").on(t.runId, t.attempt, t.key),
    unique("series_project").on(t.projectId, t.id),
    foreignKey({ columns: [t.runId, t.attempt], foreignColumns: [runAttempt.runId, runAttempt.attempt] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [run.projectId, run.id] }).onDelete("cascade"),
    index("series_run").on(t.projectId, t.runId),
  ],
);

/**
 * Level 0 holds points; level n ≥ 1 holds 256 summaries of 16 × 4^(n-1) points each. `bytes` are laid out in
 * server/series/chunk-layout.ts. The table is partitioned by `packed`, so that what compaction has done with leaves
 * whole pages free at once: `series_chunk_fresh` as points arrive, `series_chunk_packed` for good.
 */
export const seriesChunk = pgTable(
  "series_chunk",
  {
    projectId: text("project_id").notNull(),
    seriesId: bigint("series_id", { mode: "number" }).notNull(),
    level: integer("level").notNull(),
    /** Index of its first point, counted from 0 in the order of arrival. */
    firstIndex: bigint("first_index", { mode: "number" }).notNull(),
    points: integer("points").notNull(),
    stepMin: doublePrecision("step_min").notNull(),
    stepMax: doublePrecision("step_max").notNull(),
    timeMin: doublePrecision("time_min").notNull(),
    timeMax: doublePrecision("time_max").notNull(),
    nonFinite: integer("non_finite").notNull(),
    packed: boolean("packed").notNull().default(false),
    bytes: bytes("bytes").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.seriesId, t.level, t.firstIndex, t.packed] }),
    foreignKey({ columns: [t.projectId, t.seriesId], foreignColumns: [series.projectId, series.id] }).onDelete(
      "cascade",
    ),
  ],
);

/**
 * What each metric of a settled run came to, one metric of all runs side by side: tables sort, filter and group 10,000
 * runs by it from the index alone (its primary key includes the values, migrations). Runs that are not settled are
 * read from `series`, where a batch may change them without touching an index.
 */
export const runMetric = pgTable(
  "run_metric",
  {
    projectId: text("project_id").notNull(),
    key: text("key").notNull(),
    runId: text("run_id").notNull(),
    /** Of the latest attempt that logged it; may be NaN or infinite. */
    last: doublePrecision("last").notNull(),
    /** Finite, over all attempts. */
    min: doublePrecision("min"),
    max: doublePrecision("max"),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.key, t.runId] }),
    index("run_metric_run").on(t.projectId, t.runId),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [run.projectId, run.id] }).onDelete("cascade"),
  ],
);
