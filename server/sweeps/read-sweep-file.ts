import { and, desc, eq, inArray, or } from "drizzle-orm";
import type { Database } from "@/db/database";
import { model } from "@/db/schema/runs";
import { type SweepFile, sweepFileAnswer } from "@/domain/runs/sweep-file-answer";
import { callRunner } from "../stages/call-runner";

const readSchema = sweepFileAnswer.extend({
  models: sweepFileAnswer.shape.models.element.pick({ id: true, short: true }).array(),
});

/** The newest model of each name that the file gives: a hub id, or the name that it has here. */
async function findModels(db: Database, projectId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select({ modelId: model.id, name: model.name, reference: model.reference })
    .from(model)
    .where(and(eq(model.projectId, projectId), or(inArray(model.reference, [...ids]), inArray(model.name, [...ids]))))
    .orderBy(desc(model.createdAt));
}

/** Reads AIXpert's file. Its text is kept nowhere: a token may stand in it. */
export async function readSweepFile(
  { db, python }: { db: Database; python: string },
  projectId: string,
  text: string,
): Promise<SweepFile> {
  const read = readSchema.parse(await callRunner(python, ["factual-config", "-", "--problems"], text));
  const found = await findModels(
    db,
    projectId,
    read.models.map(({ id }) => id),
  );
  return {
    ...read,
    models: read.models.map((each) => {
      const known = found.find(({ name, reference }) => reference === each.id || name === each.id);
      return { ...each, modelId: known?.modelId ?? null, name: known?.name ?? null };
    }),
  };
}
