import { sql } from "drizzle-orm";
import {
  bigint,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { run } from "./runs";

export type LogLevel = "debug" | "info" | "warning" | "error";
export type LogStream = "stdout" | "stderr" | "log";

const counter = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);

/** What all lines of a run add up to, kept as they arrive, so that no screen counts a million rows. */
export const runLog = pgTable(
  "run_log",
  {
    projectId: text("project_id").notNull(),
    runId: text("run_id").primaryKey(),
    lines: counter("lines"),
    debug: counter("debug"),
    info: counter("info"),
    warning: counter("warning"),
    error: counter("error"),
    /** Number of the first line with level error. */
    firstError: bigint("first_error", { mode: "number" }),
  },
  (t) => [
    unique("run_log_project").on(t.projectId, t.runId),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [run.projectId, run.id] }).onDelete("cascade"),
  ],
);

export const logLine = pgTable(
  "log_line",
  {
    projectId: text("project_id").notNull(),
    runId: text("run_id").notNull(),
    /** From 1, without holes, in the order of arrival. */
    number: bigint("number", { mode: "number" }).notNull(),
    attempt: integer("attempt").notNull(),
    time: doublePrecision("time").notNull(),
    stream: text("stream").$type<LogStream>().notNull(),
    level: text("level").$type<LogLevel>().notNull(),
    text: text("text").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.number] }),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [runLog.projectId, runLog.runId] }).onDelete(
      "cascade",
    ),
    index("log_line_level").on(t.runId, t.level, t.number).where(sql`${t.level} <> 'info'`),
  ],
);
