import { and, asc, desc, eq, inArray, lt } from "drizzle-orm";
import type { Database } from "@/db/database";
import { evaluation, evaluationEstimate } from "@/db/schema/evaluations";
import { run, runInput, study } from "@/db/schema/runs";
import { studyLaunch } from "@/db/schema/studies";
import type { Estimate } from "@/domain/estimate";
import { DomainError } from "../errors";

export async function listStudies(db: Database, at: { projectId: string; cursor: Date | null; limit: number }) {
  const studies = await db
    .select({
      ...{ id: study.id, name: study.name, createdAt: study.createdAt },
      launch: { state: studyLaunch.state, outcome: studyLaunch.outcome },
    })
    .from(study)
    .leftJoin(studyLaunch, and(eq(studyLaunch.projectId, study.projectId), eq(studyLaunch.studyId, study.id)))
    .where(and(eq(study.projectId, at.projectId), at.cursor ? lt(study.createdAt, at.cursor) : undefined))
    .orderBy(desc(study.createdAt))
    .limit(at.limit + 1);
  const page = studies.slice(0, at.limit);
  const ids = page.map((each) => each.id);
  const runs = ids.length === 0 ? [] : await readStudyRuns(db, at.projectId, ids);
  const items = page.map((each) => ({ ...each, runs: runs.filter((member) => member.studyId === each.id) }));
  return { items, nextCursor: studies.length > at.limit ? (page.at(-1)?.createdAt ?? null) : null };
}

function readStudyRuns(db: Database, projectId: string, studyIds: string[]) {
  return db
    .select({
      studyId: run.studyId,
      id: run.id,
      name: run.name,
      stage: run.stage,
      state: run.state,
      progress: run.progress,
      headline: run.headline,
      failure: run.failure,
      waitingFor: run.waitingFor,
      startedAt: run.startedAt,
      endedAt: run.endedAt,
      busySeconds: run.busySeconds,
    })
    .from(run)
    .where(and(eq(run.projectId, projectId), inArray(run.studyId, studyIds)))
    .orderBy(asc(run.createdAt));
}

type Scored = {
  runId: string;
  kind: "score" | "difference";
  role: "candidate" | "baseline";
  generationsRunId: string;
  estimate: Estimate;
};

/** One study with its runs, the edges between them, and every estimate that its evaluations hold. */
export async function readStudy(db: Database, at: { projectId: string; studyId: string }) {
  const [found] = await db
    .select({
      ...{ id: study.id, name: study.name, createdAt: study.createdAt },
      launch: { state: studyLaunch.state, outcome: studyLaunch.outcome },
    })
    .from(study)
    .leftJoin(studyLaunch, and(eq(studyLaunch.projectId, study.projectId), eq(studyLaunch.studyId, study.id)))
    .where(and(eq(study.projectId, at.projectId), eq(study.id, at.studyId)));
  if (!found) throw new DomainError("NotFound", "There is no such study in this project.");
  const runs = await readStudyRuns(db, at.projectId, [at.studyId]);
  const runIds = runs.map((member) => member.id);
  const edges = await db
    .select({ runId: runInput.runId, input: runInput.name, fromRunId: runInput.fromRunId, modelId: runInput.modelId })
    .from(runInput)
    .where(and(eq(runInput.projectId, at.projectId), inArray(runInput.runId, runIds)));
  const estimates: Scored[] = await db
    .select({
      runId: evaluation.runId,
      kind: evaluationEstimate.kind,
      role: evaluation.role,
      generationsRunId: evaluation.generationsRunId,
      estimate: evaluationEstimate.estimate,
    })
    .from(evaluationEstimate)
    .innerJoin(evaluation, eq(evaluation.id, evaluationEstimate.evaluationId))
    .where(and(eq(evaluation.projectId, at.projectId), inArray(evaluation.runId, runIds)))
    .orderBy(asc(evaluationEstimate.definition));
  return { ...found, runs, edges, estimates };
}
