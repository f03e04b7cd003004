import type { Transaction } from "@/db/database";
import { publishChanges } from "../live/publish-change";

/** Something about these runs is not what lists show. */
export async function tellChanged(tx: Transaction, projectId: string, runIds: readonly string[]): Promise<void> {
  await publishChanges(
    tx,
    runIds.map((runId) => ({ projectId, runId, kind: "state" as const })),
  );
}
