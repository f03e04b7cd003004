import {
  bigint,
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
import type { Estimate } from "../../domain/estimate";
import { instant } from "./columns";
import { example } from "./datasets";
import { run } from "./runs";

export const generation = pgTable(
  "generation",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    runId: text("run_id").notNull(),
    exampleId: text("example_id").notNull(),
    text: text("text").notNull(),
    finishReason: text("finish_reason").$type<"stop" | "length" | "error">().notNull(),
    promptTokens: integer("prompt_tokens").notNull(),
    completionTokens: integer("completion_tokens").notNull(),
    seconds: doublePrecision("seconds").notNull(),
    attempt: integer("attempt").notNull(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
  },
  (t) => [
    unique("generation_example").on(t.runId, t.exampleId),
    unique("generation_project").on(t.projectId, t.id),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [run.projectId, run.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.projectId, t.exampleId], foreignColumns: [example.projectId, example.id] }),
  ],
);

/** One set of generations scored by one evaluate run. */
export const evaluation = pgTable(
  "evaluation",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    runId: text("run_id").notNull(),
    generationsRunId: text("generations_run_id").notNull(),
    role: text("role").$type<"candidate" | "baseline">().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("evaluation_project").on(t.projectId, t.id),
    unique("evaluation_role").on(t.runId, t.role),
    index("evaluation_generations").on(t.generationsRunId),
    foreignKey({ columns: [t.projectId, t.runId], foreignColumns: [run.projectId, run.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.projectId, t.generationsRunId], foreignColumns: [run.projectId, run.id] }),
  ],
);

export const evaluationExample = pgTable(
  "evaluation_example",
  {
    projectId: text("project_id").notNull(),
    evaluationId: text("evaluation_id").notNull(),
    exampleId: text("example_id").notNull(),
    /** Definition id to value; null where it is undefined for this example. */
    values: jsonb("values").$type<Record<string, number | null>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.evaluationId, t.exampleId] }),
    foreignKey({
      columns: [t.projectId, t.evaluationId],
      foreignColumns: [evaluation.projectId, evaluation.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.projectId, t.exampleId], foreignColumns: [example.projectId, example.id] }),
  ],
);

export const evaluationEstimate = pgTable(
  "evaluation_estimate",
  {
    projectId: text("project_id").notNull(),
    evaluationId: text("evaluation_id").notNull(),
    /** `score`: of these generations. `difference`: candidate minus baseline, paired. */
    kind: text("kind").$type<"score" | "difference">().notNull(),
    definition: text("definition").notNull(),
    estimate: jsonb("estimate").$type<Estimate>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.evaluationId, t.kind, t.definition] }),
    foreignKey({
      columns: [t.projectId, t.evaluationId],
      foreignColumns: [evaluation.projectId, evaluation.id],
    }).onDelete("cascade"),
  ],
);
