import { and, eq } from "drizzle-orm";
import { model } from "@/db/schema/runs";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { readModel } from "./model-queries";

export type ModelChange = { name?: string; license?: string | null; licenseNote?: string };

/** What people write about a model; its files and where they came from do not change. */
export async function changeModel(
  { db }: Pick<Services, "db">,
  at: { projectId: string; modelId: string },
  change: ModelChange,
): Promise<void> {
  if (Object.values(change).every((each) => each === undefined)) {
    await readModel(db, at);
    return;
  }
  const changed = await db
    .update(model)
    .set(change)
    .where(and(eq(model.projectId, at.projectId), eq(model.id, at.modelId)))
    .returning({ id: model.id });
  if (changed.length === 0) throw new DomainError("NotFound", "There is no such model in this project.");
}
