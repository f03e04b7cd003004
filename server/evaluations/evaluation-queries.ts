import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/database";
import { evaluation, evaluationEstimate, evaluationExample } from "@/db/schema/evaluations";
import { model, run, runInput } from "@/db/schema/runs";
import type { Estimate } from "@/domain/estimate";

export type EvaluatedSide = {
  evaluationId: string;
  role: "candidate" | "baseline";
  generationsRun: { id: string; name: string };
  /** What wrote the generations; the run that trained it tells which seed stands behind the numbers. */
  model: { id: string; name: string; trainingRun: { id: string; name: string; seed: number | null } | null } | null;
  examples: number;
  scores: Estimate[];
  /** Candidate minus baseline on shared examples. */
  differences: Estimate[];
};

type Within = { projectId: string; runId: string };

const writer = {
  runId: runInput.runId,
  modelId: model.id,
  modelName: model.name,
  source: model.source,
  trainingId: run.id,
  trainingName: run.name,
  seed: run.seed,
};

/** The model behind each run of generations: named as input, or made by the run that is the input. */
async function readWriters(db: Database, projectId: string, generationsRunIds: string[]) {
  const ofThese = and(eq(runInput.projectId, projectId), inArray(runInput.runId, generationsRunIds));
  const [named, made] = await Promise.all([
    db
      .select(writer)
      .from(runInput)
      .innerJoin(model, and(eq(model.projectId, runInput.projectId), eq(model.id, runInput.modelId)))
      .innerJoin(run, and(eq(run.projectId, model.projectId), eq(run.id, model.madeByRunId)))
      .where(ofThese),
    db
      .select(writer)
      .from(runInput)
      .innerJoin(run, and(eq(run.projectId, runInput.projectId), eq(run.id, runInput.fromRunId)))
      .innerJoin(model, and(eq(model.projectId, run.projectId), eq(model.madeByRunId, run.id)))
      .where(ofThese),
  ]);
  return new Map([...made, ...named].map((row) => [row.runId, row]));
}

/** The sides of one evaluate run, candidate first, each with its estimates. */
export async function readEvaluations(db: Database, within: Within): Promise<EvaluatedSide[]> {
  const sides = await db
    .select({
      id: evaluation.id,
      role: evaluation.role,
      generationsRunId: evaluation.generationsRunId,
      generationsRunName: run.name,
      examples: db.$count(
        evaluationExample,
        and(eq(evaluationExample.projectId, evaluation.projectId), eq(evaluationExample.evaluationId, evaluation.id)),
      ),
    })
    .from(evaluation)
    .innerJoin(run, and(eq(run.projectId, evaluation.projectId), eq(run.id, evaluation.generationsRunId)))
    .where(and(eq(evaluation.projectId, within.projectId), eq(evaluation.runId, within.runId)));
  if (sides.length === 0) return [];
  const estimates = await db
    .select()
    .from(evaluationEstimate)
    .where(
      and(
        eq(evaluationEstimate.projectId, within.projectId),
        inArray(
          evaluationEstimate.evaluationId,
          sides.map((side) => side.id),
        ),
      ),
    )
    .orderBy(asc(evaluationEstimate.definition));
  const writers = await readWriters(
    db,
    within.projectId,
    sides.map((side) => side.generationsRunId),
  );
  const sorted = sides.sort((a) => (a.role === "candidate" ? -1 : 1));
  return sorted.map((side) => {
    const own = estimates.filter((row) => row.evaluationId === side.id);
    const wroteIt = writers.get(side.generationsRunId);
    return {
      evaluationId: side.id,
      role: side.role,
      generationsRun: { id: side.generationsRunId, name: side.generationsRunName },
      model: wroteIt
        ? {
            id: wroteIt.modelId,
            name: wroteIt.modelName,
            trainingRun:
              wroteIt.source === "run"
                ? { id: wroteIt.trainingId, name: wroteIt.trainingName, seed: wroteIt.seed }
                : null,
          }
        : null,
      examples: side.examples,
      scores: own.filter((row) => row.kind === "score").map((row) => row.estimate),
      differences: own.filter((row) => row.kind === "difference").map((row) => row.estimate),
    };
  });
}
