import { and, eq, sql } from "drizzle-orm";
import { savedView } from "@/db/schema/views";
import { newId } from "@/domain/identifiers";
import type { ViewDefinition } from "@/domain/runs/view-definition";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { readView, type SavedView } from "./views-queries";

type At = { projectId: string; userId: string };

/** The name is taken only at the moment of writing, so the constraint is what decides. */
async function refuseTakenName<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    const constraint = cause instanceof Error && "constraint_name" in cause ? cause.constraint_name : null;
    if (constraint !== "saved_view_name") throw error;
    const what = `There is a view named "${name}" already.`;
    throw new DomainError("Conflict", what, [{ where: "name", what, remedy: "Choose another name." }]);
  }
}

export async function createView(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, userId }: At,
  view: { name: string; definition: ViewDefinition },
): Promise<SavedView> {
  const id = newId();
  const stamp = { createdBy: userId, changedBy: userId, createdAt: now(), changedAt: now() };
  await refuseTakenName(view.name, () => db.insert(savedView).values({ id, projectId, ...view, ...stamp }));
  return readView(db, { projectId, viewId: id });
}

type Change = { viewId: string; version: number; name?: string; definition?: ViewDefinition };

async function refuseStale(services: Pick<Services, "db">, projectId: string, viewId: string): Promise<never> {
  const { changedByName, version, name } = await readView(services.db, { projectId, viewId });
  const what = `${changedByName ?? "Somebody"} changed the view "${name}" meanwhile (version ${version}).`;
  throw new DomainError("Conflict", what, [
    { where: "version", what, remedy: "Take theirs, save yours as another view, or save yours over it." },
  ]);
}

/** Only on the version that the person saw; of two who save at once one is told. */
export async function changeView(
  services: Pick<Services, "db" | "now">,
  { projectId, userId }: At,
  { viewId, version, ...change }: Change,
): Promise<SavedView> {
  const { db, now } = services;
  const [changed] = await refuseTakenName(change.name ?? "", () =>
    db
      .update(savedView)
      .set({ ...change, version: sql`${savedView.version} + 1`, changedBy: userId, changedAt: now() })
      .where(and(eq(savedView.projectId, projectId), eq(savedView.id, viewId), eq(savedView.version, version)))
      .returning({ id: savedView.id }),
  );
  if (!changed) return refuseStale(services, projectId, viewId);
  return readView(db, { projectId, viewId });
}

export async function removeView(
  services: Pick<Services, "db">,
  projectId: string,
  { viewId, version }: { viewId: string; version: number },
): Promise<{ removed: true }> {
  const [gone] = await services.db
    .delete(savedView)
    .where(and(eq(savedView.projectId, projectId), eq(savedView.id, viewId), eq(savedView.version, version)))
    .returning({ id: savedView.id });
  if (!gone) return refuseStale(services, projectId, viewId);
  return { removed: true };
}
