import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { run } from "./runs";

/**
 * What single pairs came to at one step of a preference training: columns of equal length, one place a pair. They hold
 * ids and numbers, never a text.
 */
export const pairRecords = pgTable(
  "pair_records",
  {
    projectId: text("project_id").notNull(),
    runId: text("run_id").notNull(),
    attempt: integer("attempt").notNull(),
    /** Of the event that brought them. */
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    step: integer("step").notNull(),
    split: text("split").$type<"train" | "validation">().notNull(),
    delta: doublePrecision("delta").notNull(),
    /** The examples that the pairs are. */
    pairs: text("pairs").array().notNull(),
    /** Sums over completion tokens, in nats. */
    logpChosen: doublePrecision("logp_chosen").array().notNull(),
    logpRejected: doublePrecision("logp_rejected").array().notNull(),
    referenceChosen: doublePrecision("reference_chosen").array().notNull(),
    referenceRejected: doublePrecision("reference_rejected").array().notNull(),
    tokensChosen: integer("tokens_chosen").array().notNull(),
    tokensRejected: integer("tokens_rejected").array().notNull(),
    hChosen: smallint("h_chosen").array().notNull(),
    hRejected: smallint("h_rejected").array().notNull(),
    flipped: boolean("flipped").array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.attempt, t.sequence] }),
    index("pair_records_step").on(t.runId, t.split, t.step),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [run.projectId, run.id] }).onDelete("cascade"),
    check("pair_records_some", sql`cardinality(${t.pairs}) > 0`),
  ],
);
