import { eq } from "drizzle-orm";
import { run } from "@/db/schema/runs";
import type { Services } from "../context";
import { publishChange } from "../live/publish-change";
import { guardAction, type RunAddress } from "./guard-action";

async function setArchived(
  { db, now }: Pick<Services, "db" | "now">,
  at: RunAddress,
  action: "archive" | "restore",
): Promise<{ archived: boolean }> {
  return db.transaction(async (tx) => {
    const { runId, projectId } = await guardAction(tx, at, action);
    const archivedAt = action === "archive" ? now() : null;
    await tx.update(run).set({ archivedAt }).where(eq(run.id, runId));
    await publishChange(tx, { projectId, runId, kind: "state" });
    return { archived: archivedAt !== null };
  });
}

/** Out of the lists, with everything that it made kept. */
export const archiveRun = (services: Pick<Services, "db" | "now">, at: RunAddress) =>
  setArchived(services, at, "archive");

export const restoreRun = (services: Pick<Services, "db" | "now">, at: RunAddress) =>
  setArchived(services, at, "restore");
