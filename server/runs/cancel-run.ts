import { RUN_RULES, type RunState } from "@/domain/runs/run-rules";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { changeRunState } from "./change-run-state";
import { guardAction, type RunAddress } from "./guard-action";

/** A run without a process is cancelled at once; a live one is asked to write a checkpoint and stop. */
export async function cancelRun(
  { db, now }: Pick<Services, "db" | "now">,
  at: RunAddress,
): Promise<{ state: RunState }> {
  return db.transaction(async (tx) => {
    const found = await guardAction(tx, at, "cancel");
    const to = RUN_RULES[found.state].live ? "cancelling" : "cancelled";
    const row = await changeRunState(tx, { runId: found.runId, from: [found.state], to, now: now() });
    if (!row) throw new DomainError("Conflict", "The run changed its state at the same moment. Look again.");
    return { state: row.state };
  });
}
