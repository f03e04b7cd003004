import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { type artifact, model, type run, runInput } from "@/db/schema/runs";
import { newId } from "@/domain/identifiers";

type ArtifactRow = typeof artifact.$inferSelect;
type RunRow = typeof run.$inferSelect;

const BROUGHT_IN = ["hub", "folder", "embedded", "random"] as const;

/** The model that the run's input `model` named: directly, or as the newest of the run that made it. */
async function readBaseModelId(tx: Transaction, { projectId, id }: RunRow): Promise<string | null> {
  const [input] = await tx
    .select({ modelId: runInput.modelId, fromRunId: runInput.fromRunId })
    .from(runInput)
    .where(and(eq(runInput.projectId, projectId), eq(runInput.runId, id), eq(runInput.name, "model")));
  if (input?.modelId) return input.modelId;
  if (!input?.fromRunId) return null;
  const [made] = await tx
    .select({ id: model.id })
    .from(model)
    .where(and(eq(model.projectId, projectId), eq(model.madeByRunId, input.fromRunId)))
    .orderBy(desc(model.createdAt), desc(model.id))
    .limit(1);
  return made?.id ?? null;
}

function textOf(value: string | number | boolean | null | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Makes an adapter or a model artifact something that other runs can take; once, however often it is told. */
export async function registerModel(tx: Transaction, by: RunRow, from: ArtifactRow): Promise<void> {
  const { metadata } = from;
  const source = BROUGHT_IN.find((known) => known === metadata.source) ?? "run";
  const { parameters } = metadata;
  await tx
    .insert(model)
    .values({
      id: newId(),
      projectId: by.projectId,
      name: source === "run" ? by.name : from.name,
      source,
      reference: textOf(metadata.reference) ?? by.id,
      revision: textOf(metadata.revision),
      license: textOf(metadata.license),
      // A full model stands alone: what it was trained from is the run's input.
      baseModelId: from.kind === "adapter" ? await readBaseModelId(tx, by) : null,
      artifactId: from.id,
      madeByRunId: by.id,
      parameters: typeof parameters === "number" && Number.isSafeInteger(parameters) ? parameters : null,
    })
    .onConflictDoNothing({ target: [model.madeByRunId, model.artifactId] });
}
