import type { Database } from "@/db/database";
import { project } from "@/db/schema/people";
import { run, runAttempt } from "@/db/schema/runs";
import { appendPoints } from "../series/append-points";

const BATCH = 100_000;
const START = 1_700_000_000;
/** Points of each metric of a wide run. */
export const WIDE_POINTS = 100;

/** A falling, noisy curve that differs from run to run; one single step of it stands far out. */
export function curveValue(runNumber: number, step: number, spikeAt: number): number {
  if (step === spikeAt) return 40;
  const noise = Math.sin(step * 12.9898 + runNumber * 78.233) * 43_758.5453;
  return 1 + 2 / (1 + step / 50_000) + runNumber / 60 + (noise - Math.floor(noise)) / 4;
}

type Wanted = { projectId: string; runs: number; points: number; key: string; spikeAt?: number };

/** Finished runs with one long series each, through the server's own writing. */
export async function storeLongRuns(db: Database, wanted: Wanted): Promise<string[]> {
  const { projectId, runs, points, key, spikeAt = -1 } = wanted;
  const ids = Array.from({ length: runs }, (_, index) => `${projectId}-long-${index}`);
  const startedAt = new Date(START * 1_000);
  await db.insert(run).values(
    ids.map((id, index) => ({
      id,
      projectId,
      name: `long · rate ${1 + Math.floor(index / 5)}e-4 · seed ${(index % 5) + 1}`,
      stage: "sft",
      state: "finished" as const,
      givenConfig: { rate: Math.floor(index / 5) },
      seed: (index % 5) + 1,
      attempt: 1,
      startedAt,
      endedAt: startedAt,
    })),
  );
  await db.insert(runAttempt).values(
    ids.map((runId) => ({
      projectId,
      runId,
      attempt: 1,
      tokenHash: `none ${runId}`,
      device: "cpu",
      startedAt,
      leaseUntil: startedAt,
      endedAt: startedAt,
    })),
  );
  for (const [number, runId] of ids.entries()) {
    for (let first = 0; first < points; first += BATCH) {
      const steps = Float64Array.from({ length: Math.min(BATCH, points - first) }, (_, index) => first + index);
      const values = steps.map((step) => curveValue(number, step, spikeAt));
      const series = {
        source: "metrics" as const,
        points: { steps, values, times: steps.map((step) => START + step) },
      };
      await db.transaction((tx) => appendPoints(tx, { projectId, runId, attempt: 1 }, new Map([[key, series]])));
    }
  }
  return ids;
}

export async function addBenchProject(db: Database, slug: string): Promise<string> {
  const id = `${slug}-project`;
  await db.insert(project).values({ id, slug, name: slug });
  return id;
}

/** A run that logged a little of very many metrics. */
export async function storeWideRun(
  db: Database,
  { projectId, keys }: { projectId: string; keys: number },
): Promise<string> {
  const runId = "wide-run";
  const startedAt = new Date(START * 1_000);
  const settled = { projectId, startedAt, endedAt: startedAt, attempt: 1 };
  await db
    .insert(run)
    .values({ ...settled, id: runId, name: "many metrics", stage: "sft", state: "finished", givenConfig: {} });
  await db
    .insert(runAttempt)
    .values({ ...settled, runId, tokenHash: `none ${runId}`, device: "cpu", leaseUntil: startedAt });
  const steps = Float64Array.from({ length: WIDE_POINTS }, (_, index) => index);
  const incoming = Array.from({ length: keys }, (_, number) => {
    const values = steps.map((step) => curveValue(number, step, -1));
    const points = { steps, values, times: steps.map((step) => START + step) };
    return [`layer_${number}/activation_norm`, { source: "metrics" as const, points }] as const;
  });
  await db.transaction((tx) => appendPoints(tx, { projectId, runId, attempt: 1 }, new Map(incoming)));
  return runId;
}
