import type { Database } from "@/db/database";
import { runAttempt } from "@/db/schema/runs";
import { appendPoints } from "../../series/append-points";

/** Logs a metric of one attempt, one value a step. */
export async function addSeries(
  db: Database,
  of: { projectId: string; runId: string; attempt?: number },
  metrics: Readonly<Record<string, readonly number[]>>,
): Promise<void> {
  const { projectId, runId, attempt = 1 } = of;
  const tokenHash = `${runId} ${attempt}`;
  const leaseUntil = new Date(Date.now() + 60_000);
  await db
    .insert(runAttempt)
    .values({ projectId, runId, attempt, tokenHash, device: "cpu", leaseUntil })
    .onConflictDoNothing();
  const incoming = new Map(
    Object.entries(metrics).map(([key, given]) => {
      const values = Float64Array.from(given);
      const points = { steps: values.map((_, at) => at), values, times: values.map((_, at) => 1_700_000_000 + at) };
      return [key, { source: "metrics" as const, points }];
    }),
  );
  await db.transaction((tx) => appendPoints(tx, { projectId, runId, attempt }, incoming));
}
