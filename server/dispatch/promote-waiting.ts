import { and, eq } from "drizzle-orm";
import { run } from "@/db/schema/runs";
import type { Services } from "../context";
import { publishChange } from "../live/publish-change";
import { changeRunState } from "../runs/change-run-state";
import { readBlocker } from "../runs/read-edges";

/** Queues every waiting run whose inputs are there, and says of the others what they wait for. */
export async function promoteWaiting({ db, now }: Pick<Services, "db" | "now">): Promise<number> {
  const waiting = await db
    .select({ runId: run.id, projectId: run.projectId, stage: run.stage, waitingFor: run.waitingFor })
    .from(run)
    .where(eq(run.state, "waiting"));
  let promoted = 0;
  for (const { runId, projectId, stage, waitingFor } of waiting) {
    const blocker = await readBlocker(db, { runId, stage });
    if (blocker === null) {
      const row = await changeRunState(db, { runId, from: ["waiting"], to: "queued", now: now() });
      if (row) promoted += 1;
    } else if (blocker !== waitingFor) {
      await db
        .update(run)
        .set({ waitingFor: blocker })
        .where(and(eq(run.id, runId), eq(run.state, "waiting")));
      await publishChange(db, { projectId, runId, kind: "state" });
    }
  }
  return promoted;
}
