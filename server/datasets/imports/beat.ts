import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { datasetImport, type ImportProgress } from "@/db/schema/datasets";
import type { ImportState } from "@/domain/datasets/import-rules";

const BEAT_MILLISECONDS = 500;

type Beaten = { importId: string; state: ImportState; job: AbortController };

/**
 * Says twice a second how far the work is. The row is also where a cancel is seen that came to another process: an
 * import that left the state ends the job.
 */
export function startBeat(db: Database, { importId, state, job }: Beaten) {
  let progress: ImportProgress | null = null;
  let telling: Promise<void> | null = null;
  async function tell() {
    const values = progress ? { beatAt: new Date(), progress } : { beatAt: new Date() };
    const rows = await db
      .update(datasetImport)
      .set(values)
      .where(and(eq(datasetImport.id, importId), eq(datasetImport.state, state)))
      .returning({ id: datasetImport.id });
    if (rows.length === 0) job.abort();
  }
  const timer = setInterval(() => {
    // A database that is away for a moment ends no work; the next beat tries again.
    telling ??= tell()
      .catch((error: unknown) => {
        if (!(error instanceof Error)) throw error;
      })
      .finally(() => {
        telling = null;
      });
  }, BEAT_MILLISECONDS);
  return {
    note: (now: ImportProgress) => {
      progress = now;
    },
    stop: async () => {
      clearInterval(timer);
      await telling;
    },
  };
}
