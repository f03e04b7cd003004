import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import type { Fault } from "../../domain/runner-events";
import type { RunState } from "../../domain/runs/run-rules";
import { instant } from "./columns";
import { datasetVersion } from "./datasets";
import { project, user } from "./people";

export type StageConfig = Record<string, unknown>;
export type RunFailure = { fault: Fault; reason: string; remedy: string | null; field: string | null; detail: string };
export type RunProgress = {
  phase: string;
  done: number;
  total: number | null;
  unit: string;
  ratePerSecond: number | null;
  secondsLeft: number | null;
};

export const study = pgTable(
  "study",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => project.id),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [unique("study_project").on(t.projectId, t.id)],
);

export const run = pgTable(
  "run",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => project.id),
    studyId: text("study_id"),
    name: text("name").notNull(),
    stage: text("stage").notNull(),
    state: text("state").$type<RunState>().notNull(),
    /** As the person gave it; the resolved one has every default filled in by the runner. */
    givenConfig: jsonb("given_config").$type<StageConfig>().notNull(),
    resolvedConfig: jsonb("resolved_config").$type<StageConfig>(),
    /** Equal for runs that differ in nothing but the seed; their inputs stand in `run_input`. */
    replicateKey: text("replicate_key").generatedAlwaysAs(
      sql`md5(stage || (coalesce(resolved_config, given_config) - 'seed')::text)`,
    ),
    seed: integer("seed"),
    executor: text("executor").notNull().default("local"),
    priority: integer("priority").notNull().default(0),
    tags: text("tags").array().notNull().default(sql`'{}'::text[]`),
    note: text("note").notNull().default(""),
    /** Where the next attempt begins; null means at the beginning. */
    resumeFromStep: integer("resume_from_step"),
    /** The current attempt; events of an older one change no state. 0 before the first start. */
    attempt: integer("attempt").notNull().default(0),
    progress: jsonb("progress").$type<RunProgress>(),
    /** The stage's own headline, e.g. last loss or ROUGE-L, kept for lists: metric key to value. */
    headline: jsonb("headline").$type<Record<string, number | null>>().notNull().default({}),
    failure: jsonb("failure").$type<RunFailure>(),
    waitingFor: text("waiting_for"),
    cancelRequestedAt: instant("cancel_requested_at"),
    clonedFromRunId: text("cloned_from_run_id"),
    createdBy: text("created_by").references(() => user.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    queuedAt: instant("queued_at"),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    archivedAt: instant("archived_at"),
    /** Sums over attempts. */
    busySeconds: doublePrecision("busy_seconds").notNull().default(0),
    peakMemoryBytes: bigint("peak_memory_bytes", { mode: "number" }),
    peakDeviceMemoryBytes: bigint("peak_device_memory_bytes", { mode: "number" }),
    energyJoules: doublePrecision("energy_joules"),
    /** Of all busy time, at the price that held when the run last ended; null where none was set. */
    cost: doublePrecision("cost"),
    costCurrency: text("cost_currency"),
  },
  (t) => [
    unique("run_project").on(t.projectId, t.id),
    index("run_queue").on(t.state, t.priority, t.queuedAt),
    index("run_listing").on(t.projectId, t.createdAt, t.id),
    // So that a run is deleted without reading all others.
    index("run_clones").on(t.projectId, t.clonedFromRunId).where(sql`${t.clonedFromRunId} is not null`),
    foreignKey({ columns: [t.projectId, t.studyId], foreignColumns: [study.projectId, study.id] }),
    foreignKey({ columns: [t.projectId, t.clonedFromRunId], foreignColumns: [t.projectId, t.id] }),
    check("run_attempt", sql`${t.attempt} >= 0`),
  ],
);

/**
 * Every leaf of a run's config, so that tables sort, filter and group by it without unpacking whole configs. A trigger
 * on `run` keeps it (migrations); nothing else writes here.
 */
export const runParam = pgTable(
  "run_param",
  {
    projectId: text("project_id").notNull(),
    runId: text("run_id").notNull(),
    /** Path in the config: `optimizer.learningRate`. */
    key: text("key").notNull(),
    text: text("text").notNull(),
    /** Where the value is a number. */
    number: doublePrecision("number"),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.key] }),
    index("run_param_key").on(t.projectId, t.key, t.runId),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [run.projectId, run.id] }).onDelete("cascade"),
  ],
);

export const runAttempt = pgTable(
  "run_attempt",
  {
    projectId: text("project_id").notNull(),
    runId: text("run_id").notNull(),
    attempt: integer("attempt").notNull(),
    /** SHA-256 of the token that may post events of this attempt. */
    tokenHash: text("token_hash").notNull().unique(),
    /** Highest contiguous sequence stored. */
    sequence: bigint("sequence", { mode: "number" }).notNull().default(0),
    device: text("device").notNull(),
    /** What it was given beside that one. */
    furtherDevices: text("further_devices").array().notNull().default(sql`'{}'::text[]`),
    resumedFromStep: integer("resumed_from_step"),
    startedAt: instant("started_at").notNull().defaultNow(),
    lastBeatAt: instant("last_beat_at"),
    leaseUntil: instant("lease_until").notNull(),
    endedAt: instant("ended_at"),
    host: text("host"),
    /** Start of the machine; another one means that no process of this attempt lives. */
    bootId: text("boot_id"),
    supervisorPid: integer("supervisor_pid"),
    /** When the kernel says that the process began, so that a reused pid is not taken for it. */
    supervisorStarted: text("supervisor_started"),
    /** `pid/start` of the dispatcher that prepares the attempt, until the supervisor runs. */
    preparedBy: text("prepared_by"),
    /** When everything in the journal was known to be stored; null while some may be missing. */
    shippedAt: instant("shipped_at"),
    versions: jsonb("versions").$type<Record<string, string>>(),
    devices: jsonb("devices").$type<{ kind: string; name: string; memoryBytes: number | null }[]>(),
    outcome: text("outcome").$type<"completed" | "stopped" | "failed" | "lost">(),
    failure: jsonb("failure").$type<RunFailure>(),
    cancelSignalledAt: instant("cancel_signalled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.attempt] }),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [run.projectId, run.id] }).onDelete("cascade"),
    index("run_attempt_turn").on(t.projectId, t.startedAt),
    index("run_attempt_lease").on(t.leaseUntil).where(sql`${t.endedAt} is null`),
  ],
);

/** Everything a runner said except points and log lines, in order. */
export const runEvent = pgTable(
  "run_event",
  {
    projectId: text("project_id").notNull(),
    runId: text("run_id").notNull(),
    attempt: integer("attempt").notNull(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    type: text("type").notNull(),
    time: doublePrecision("time").notNull(),
    body: jsonb("body").$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.attempt, t.sequence] }),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [run.projectId, run.id] }).onDelete("cascade"),
  ],
);

export const artifact = pgTable(
  "artifact",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    runId: text("run_id").notNull(),
    attempt: integer("attempt").notNull(),
    name: text("name").notNull(),
    kind: text("kind").$type<"adapter" | "model" | "table" | "file">().notNull(),
    /** SHA-256 of the file, or of the manifest when it is a folder. */
    digest: text("digest").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    files: integer("files").notNull(),
    metadata: jsonb("metadata").$type<Record<string, string | number | boolean | null>>().notNull().default({}),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("artifact_project").on(t.projectId, t.id),
    unique("artifact_name").on(t.runId, t.attempt, t.name),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [run.projectId, run.id] }).onDelete("cascade"),
  ],
);

export const checkpoint = pgTable(
  "checkpoint",
  {
    projectId: text("project_id").notNull(),
    runId: text("run_id").notNull(),
    step: integer("step").notNull(),
    attempt: integer("attempt").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    reason: text("reason").$type<"interval" | "best" | "final" | "stop">().notNull(),
    metric: jsonb("metric").$type<{ key: string; value: number }>(),
    kept: boolean("kept").notNull().default(true),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.step] }),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [run.projectId, run.id] }).onDelete("cascade"),
  ],
);

export const model = pgTable(
  "model",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => project.id),
    name: text("name").notNull(),
    /** `hub`, `folder`, `embedded`, `random`: brought in by an import-model run. `run`: made by training. */
    source: text("source").$type<"hub" | "folder" | "embedded" | "random" | "run">().notNull(),
    /** Hub id, or what the person named; never used to open a file. */
    reference: text("reference").notNull(),
    revision: text("revision"),
    license: text("license"),
    /** What the team has to know about using it. */
    licenseNote: text("license_note").notNull().default(""),
    /** An adapter stands on a base model. */
    baseModelId: text("base_model_id"),
    artifactId: text("artifact_id").notNull(),
    madeByRunId: text("made_by_run_id").notNull(),
    parameters: bigint("parameters", { mode: "number" }),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("model_project").on(t.projectId, t.id),
    unique("model_run").on(t.madeByRunId, t.artifactId),
    foreignKey({ columns: [t.projectId, t.baseModelId], foreignColumns: [t.projectId, t.id] }),
    foreignKey({ columns: [t.projectId, t.artifactId], foreignColumns: [artifact.projectId, artifact.id] }),
    foreignKey({ columns: [t.projectId, t.madeByRunId], foreignColumns: [run.projectId, run.id] }),
  ],
);

/**
 * A typed edge of the graph: what a run reads. Exactly one target is set:
 * a dataset version, a model, or another run (its model or its generations), which makes this run wait.
 */
export const runInput = pgTable(
  "run_input",
  {
    projectId: text("project_id").notNull(),
    runId: text("run_id").notNull(),
    name: text("name").notNull(),
    datasetVersionId: text("dataset_version_id"),
    modelId: text("model_id"),
    fromRunId: text("from_run_id"),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.name] }),
    index("run_input_from").on(t.fromRunId),
    index("run_input_model").on(t.modelId),
    index("run_input_version").on(t.datasetVersionId),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [run.projectId, run.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.projectId, t.fromRunId], foreignColumns: [run.projectId, run.id] }),
    foreignKey({ columns: [t.projectId, t.modelId], foreignColumns: [model.projectId, model.id] }),
    foreignKey({
      columns: [t.projectId, t.datasetVersionId],
      foreignColumns: [datasetVersion.projectId, datasetVersion.id],
    }),
    check("run_input_one_target", sql`num_nonnulls(${t.datasetVersionId}, ${t.modelId}, ${t.fromRunId}) = 1`),
  ],
);
