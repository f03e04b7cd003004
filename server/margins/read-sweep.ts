import { binMargins, countInBins } from "@/domain/margins/margin-bins";
import { estimateMargins } from "@/domain/margins/margin-estimates";
import { BUCKETS, bucketOf, marginOf, type PairRecord, thresholdOf } from "@/domain/margins/pair-record";
import type { Services } from "../context";
import { runGently } from "../gates/run-gently";
import { lossOf, readMarginRun } from "./read-margin-loss";
import { readOutcomes } from "./read-outcomes";
import { type MarginsOf, type RecordSplit, readRecords } from "./record-queries";
import { listSweptRuns, type SweptRunRow } from "./sweep-queries";

async function measureRun(row: SweptRunRow, records: readonly PairRecord[], bins: ReturnType<typeof binMargins>) {
  const loss = lossOf(row.stage, row.config, row.delta);
  const threshold = thresholdOf(loss);
  const line = threshold === null || loss.beta === null ? null : { threshold, beta: loss.beta };
  const buckets = [];
  for (const bucket of BUCKETS) {
    const own = records.filter((each) => bucketOf(each) === bucket);
    if (own.length === 0) continue;
    const estimates = await runGently(estimateMargins(own, bucket === "01" ? line : null));
    const { margin, accuracy, belowThreshold, fullPush } = estimates;
    const counts = countInBins(Float64Array.from(own, marginOf), bins);
    buckets.push({ bucket, pairs: own.length, counts, margin, accuracy, belowThreshold, fullPush });
  }
  const { id, name, state, seed, model, step } = row;
  return { id, name, state, seed, model, step, ...loss, threshold, buckets };
}

/**
 * Every training on the same pairs at its last recorded step, on shared bins, with what readers said of the notes of
 * the model that came of it.
 */
export async function readSweep({ db, sql }: Pick<Services, "db" | "sql">, asked: MarginsOf & { split: RecordSplit }) {
  await readMarginRun(db, asked);
  const rows = await listSweptRuns(sql, asked, asked.split);
  const records = await Promise.all(
    rows.map(({ id, step }) =>
      readRecords(sql, { projectId: asked.projectId, runId: id }, { split: asked.split, step }),
    ),
  );
  const bins = binMargins(Float64Array.from(records.flat(), marginOf));
  const outcomes = await readOutcomes(
    { db, sql },
    asked.projectId,
    rows.map(({ id }) => id),
  );
  const runs = [];
  for (const [at, row] of rows.entries()) {
    runs.push({ ...(await measureRun(row, records[at] ?? [], bins)), outcome: outcomes.get(row.id) ?? null });
  }
  return { split: asked.split, bins, runs };
}
