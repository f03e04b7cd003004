import { sql } from "drizzle-orm";
import { evaluation, evaluationEstimate } from "@/db/schema/evaluations";
import { run } from "@/db/schema/runs";

/** The estimate that lists show: of the evaluation that a run is, or that scored what it generated. */
export const RESULT_DEFINITION = "text.rouge_l@1";

/** Written out rather than joined: one value a row, the latest evaluation first. */
export const resultValue = sql<number | null>`(
  select (${evaluationEstimate.estimate} ->> 'value')::float8
  from ${evaluation} join ${evaluationEstimate}
    on ${evaluationEstimate.projectId} = ${evaluation.projectId} and ${evaluationEstimate.evaluationId} = ${evaluation.id}
  where ${evaluation.projectId} = ${run.projectId}
    and (${evaluation.runId} = ${run.id} and ${evaluation.role} = 'candidate' or ${evaluation.generationsRunId} = ${run.id})
    and ${evaluationEstimate.kind} = 'score' and ${evaluationEstimate.definition} = ${RESULT_DEFINITION}
  order by ${evaluation.createdAt} desc limit 1)`;
