import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { model, study } from "@/db/schema/runs";
import { studyLaunch, studyMade, studyNode } from "@/db/schema/studies";
import { formatCounted } from "@/domain/format/number";
import { newId } from "@/domain/identifiers";
import { clinicalLoop } from "@/domain/studies/clinical-loop";
import { type ClinicalLoop, type ClinicalLoopInput, clinicalLoopSchema } from "@/domain/studies/loop-settings";
import { type AuditActor, appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { divideNotes, requireNotes } from "./divide-notes";
import { refuseLearned } from "./find-learned";
import type { StudyOf } from "./read-graph";
import { refusePlan } from "./refuse-plan";
import { storePlan } from "./store-plan";
import { writeChange } from "./write-change";

export const CLINICAL_LOOP = "clinical-loop";

export type StudyScope = { projectId: string; actor: AuditActor };

/** How the model is called in names of runs: `SmolLM2-135M`. */
export async function readShortName(tx: Transaction, projectId: string, modelId: string | null): Promise<string> {
  if (modelId === null) return "SmolLM2-135M";
  const [found] = await tx
    .select({ name: model.name })
    .from(model)
    .where(and(eq(model.projectId, projectId), eq(model.id, modelId)));
  if (!found) throw new DomainError("NotFound", "There is no such model in this project.");
  return found.name.replaceAll(/[^\w.-]+/g, "-").slice(0, 40);
}

/** The notes stand divided from the beginning, so that no node could sample before. */
async function finishImport(
  tx: Transaction,
  of: StudyOf,
  { modelId }: ClinicalLoop,
  { counts, versions }: Awaited<ReturnType<typeof divideNotes>>,
  now: Date,
): Promise<void> {
  const named = Object.entries(versions).map(([name, thingId]) => ({ kind: "version" as const, name, thingId }));
  const made = modelId === null ? named : [...named, { kind: "model" as const, name: "model", thingId: modelId }];
  await tx.insert(studyMade).values(made.map((each) => ({ ...of, nodeKey: "notes", createdAt: now, ...each })));
  const headline = `${counts.harvest} harvested, ${formatCounted(counts.confirm, "confirming note")}`;
  await tx
    .update(studyNode)
    .set({ state: "done", headline, startedAt: now, endedAt: now })
    .where(and(eq(studyNode.studyId, of.studyId), eq(studyNode.key, "notes")));
}

/** Brought into the project once, the model that Assay brings along is not imported again. */
async function findEmbeddedModel(tx: Transaction, projectId: string): Promise<string | null> {
  const [found] = await tx
    .select({ id: model.id })
    .from(model)
    .where(and(eq(model.projectId, projectId), eq(model.source, "embedded")))
    .orderBy(desc(model.createdAt))
    .limit(1);
  return found?.id ?? null;
}

/** Launches the loop whole: divides the notes, writes its graph, and leaves the rest to the dispatcher. */
export async function launchClinicalLoop(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, actor }: StudyScope,
  input: ClinicalLoopInput,
): Promise<{ studyId: string; nodes: string[] }> {
  const given = clinicalLoopSchema.parse(input);
  return db.transaction(async (tx) => {
    const settings = { ...given, modelId: given.modelId ?? (await findEmbeddedModel(tx, projectId)) };
    const of = { projectId, studyId: newId() };
    await requireNotes(tx, projectId, settings.notesVersionId);
    await refuseLearned(tx, projectId, settings);
    const plans = clinicalLoop(settings, await readShortName(tx, projectId, settings.modelId));
    refusePlan(plans);
    await tx.insert(study).values({ id: of.studyId, projectId, name: settings.name, createdAt: now() });
    const { notesVersionId, seed, harvestShare } = settings;
    await tx.insert(studyLaunch).values({
      ...{ ...of, template: CLINICAL_LOOP, settings, state: "running", notesVersionId, seed, harvestShare },
      ...{ createdBy: actor.id, createdAt: now() },
    });
    await storePlan(tx, of, plans);
    await finishImport(tx, of, settings, await divideNotes(tx, of, settings), now());
    const facts = { template: CLINICAL_LOOP, nodes: plans.length, seed, harvestShare };
    await appendAudit(tx, now(), await writeChange(tx, of, { action: "launch", facts, actor, at: now() }));
    return { studyId: of.studyId, nodes: plans.map(({ key }) => key) };
  });
}
