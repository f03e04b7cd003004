import { randomInt } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { run, runInput, study } from "@/db/schema/runs";
import { newId } from "@/domain/identifiers";
import { MOST_SEED } from "@/domain/runs/seed";
import { DomainError, type Problem } from "../errors";
import { publishChange } from "../live/publish-change";
import { stageNamed } from "../stages/stage-schemas";
import { validateConfig } from "../stages/validate-config";
import type { LaunchRequest } from "./launch-request";
import { readBlocker } from "./read-edges";
import { defaultName, resolveInputs } from "./resolve-inputs";

export type Launcher = { projectId: string; userId: string | null };

async function checkReferences(tx: Transaction, by: Launcher, request: LaunchRequest): Promise<Problem[]> {
  const problems: Problem[] = [];
  if (request.studyId) {
    const [found] = await tx
      .select({ id: study.id })
      .from(study)
      .where(and(eq(study.projectId, by.projectId), eq(study.id, request.studyId)));
    if (!found) problems.push({ where: "studyId", what: "There is no such study in this project." });
  }
  if (request.clonedFromRunId) {
    const [found] = await tx
      .select({ id: run.id })
      .from(run)
      .where(and(eq(run.projectId, by.projectId), eq(run.id, request.clonedFromRunId)));
    if (!found) problems.push({ where: "clonedFromRunId", what: "There is no such run in this project." });
  }
  return problems;
}

/** Writes one run with its edges inside a transaction; it waits where something that it reads is not there yet. */
export async function insertRun(tx: Transaction, by: Launcher, request: LaunchRequest, now: Date): Promise<string> {
  const schema = stageNamed(request.stage);
  const { inputs, problems } = await resolveInputs(tx, by, schema, request.inputs);
  problems.push(...validateConfig(schema, request.config), ...(await checkReferences(tx, by, request)));
  if (problems.length > 0) {
    throw new DomainError("Validation", problems.map((problem) => problem.what).join(" "), problems);
  }
  const runId = newId();
  await tx.insert(run).values({
    id: runId,
    projectId: by.projectId,
    studyId: request.studyId ?? null,
    name: request.name ?? (await defaultName(tx, by, schema, inputs, request.config)),
    stage: schema.stage,
    state: "waiting",
    givenConfig: request.config,
    // Kept with the run, so that a retry and a resume go on with the same.
    seed: request.seed ?? randomInt(MOST_SEED),
    priority: request.priority,
    tags: request.tags,
    note: request.note,
    clonedFromRunId: request.clonedFromRunId ?? null,
    createdBy: by.userId,
    createdAt: now,
  });
  if (inputs.length > 0) {
    await tx
      .insert(runInput)
      .values(inputs.map((input) => ({ projectId: by.projectId, runId, name: input.name, ...input.target })));
  }
  const waitingFor = await readBlocker(tx, { runId, stage: schema.stage });
  await tx
    .update(run)
    .set(waitingFor ? { waitingFor } : { state: "queued", queuedAt: now })
    .where(eq(run.id, runId));
  await publishChange(tx, { projectId: by.projectId, runId, kind: "state", state: waitingFor ? "waiting" : "queued" });
  return runId;
}
