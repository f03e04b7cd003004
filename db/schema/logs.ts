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
import { bits, bytes } from "./columns";
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

/** Lines in one block, by their numbers: block 0 holds 1 to 1,000. */
export const LINES_A_BLOCK = 1_000;
/** Bits of the filter of a block. */
export const FILTER_BITS = 65_536;

/**
 * Lines that were packed: a run's lines up to some number, the rest stands in `log_line`. Laid out in
 * server/logs/log-block.ts; the last block may hold less and grow.
 */
export const logBlock = pgTable(
  "log_block",
  {
    projectId: text("project_id").notNull(),
    runId: text("run_id").notNull(),
    /** 1, 1,001, 2,001 … */
    firstNumber: bigint("first_number", { mode: "number" }).notNull(),
    lines: integer("lines").notNull(),
    debug: integer("debug").notNull(),
    info: integer("info").notNull(),
    warning: integer("warning").notNull(),
    error: integer("error").notNull(),
    /** Which pieces of text occur, by hash: where a bit of a question is missing, no line can match. */
    filter: bits(FILTER_BITS)("filter").notNull(),
    /** Time, stream, level and attempt of each line. */
    columns: bytes("columns").notNull(),
    texts: bytes("texts").notNull(),
    /** Texts of the lines that are not of level info, so that warnings are found without the rest; empty where none is. */
    marked: bytes("marked").notNull().default(sql`'\\x'`),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.firstNumber] }),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [runLog.projectId, runLog.runId] }).onDelete(
      "cascade",
    ),
  ],
);
