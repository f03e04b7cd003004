import { eq } from "drizzle-orm";
import { run } from "@/db/schema/runs";
import type { Services } from "../context";
import { publishChange } from "../live/publish-change";
import { guardAction, type RunAddress } from "./guard-action";

/** Higher goes first; equals take turns. */
export async function prioritiseRun(
  { db }: Pick<Services, "db">,
  at: RunAddress & { priority: number },
): Promise<{ priority: number }> {
  return db.transaction(async (tx) => {
    const { runId, projectId } = await guardAction(tx, at, "prioritise");
    await tx.update(run).set({ priority: at.priority }).where(eq(run.id, runId));
    await publishChange(tx, { projectId, runId, kind: "state" });
    return { priority: at.priority };
  });
}
