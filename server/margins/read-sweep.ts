import { differingSettings } from "@/domain/margins/differing-settings";
import { binMargins, countInBins } from "@/domain/margins/margin-bins";
import { estimateMargins } from "@/domain/margins/margin-estimates";
import { BUCKETS, bucketOf, marginOf, type PairRecord, thresholdOf } from "@/domain/margins/pair-record";
import type { Services } from "../context";
import { runGently } from "../gates/run-gently";
import { lossOf, readMarginRun } from "./read-margin-loss";
import { readOutcomes } from "./read-outcomes";
import { listRecordedSteps, type MarginsOf, type RecordSplit, readRecords } from "./record-queries";
import { listSweptRuns, type SweptRunRow } from "./sweep-queries";

type Last = { step: number; delta: number; records: PairRecord[] };

/** What a run came to where it stands: at its last step that shows. */
async function readLast({ sql }: Pick<Services, "sql">, of: MarginsOf, split: RecordSplit): Promise<Last | null> {
  const last = (await listRecordedSteps(sql, of)).findLast((each) => each.split === split);
  if (!last) return null;
  const { step, delta } = last;
  return { step, delta, records: await readRecords(sql, of, { split, step }) };
}

async function measureRun(row: SweptRunRow, last: Last, bins: ReturnType<typeof binMargins>) {
  const loss = lossOf(row.stage, row.config, last.delta);
  const threshold = thresholdOf(loss, last.delta);
  const line = threshold === null || loss.beta === null ? null : { threshold, beta: loss.beta };
  const buckets = [];
  for (const bucket of BUCKETS) {
    const own = last.records.filter((each) => bucketOf(each) === bucket);
    if (own.length === 0) continue;
    const estimates = await runGently(estimateMargins(own, bucket === "01" ? line : null));
    const { margin, accuracy, belowThreshold, fullPush } = estimates;
    const counts = countInBins(Float64Array.from(own, marginOf), bins);
    buckets.push({ bucket, pairs: own.length, counts, margin, accuracy, belowThreshold, fullPush });
  }
  const { id, name, state, seed, modelId, model } = row;
  return { id, name, state, seed, modelId, model, step: last.step, ...loss, threshold, buckets };
}

/**
 * Every finished training on the same pairs, and the one asked from, at its last recorded step, on shared bins, with
 * what readers said of the notes of the model that came of it.
 */
export async function readSweep(services: Pick<Services, "db" | "sql">, asked: MarginsOf & { split: RecordSplit }) {
  const { projectId, split } = asked;
  await readMarginRun(services.db, asked);
  const rows = await listSweptRuns(services.sql, asked, split);
  const lasts = await Promise.all(rows.map(({ id }) => readLast(services, { projectId, runId: id }, split)));
  const bins = binMargins(
    Float64Array.from(
      lasts.flatMap((last) => last?.records ?? []),
      marginOf,
    ),
  );
  const settings = differingSettings(rows.map(({ config }) => config));
  const ids = rows.map(({ id }) => id);
  const outcomes = await readOutcomes(services, projectId, ids);
  const runs = [];
  for (const [at, row] of rows.entries()) {
    const last = lasts[at];
    if (!last) continue;
    const measured = await measureRun(row, last, bins);
    runs.push({ ...measured, settings: settings[at] ?? {}, outcome: outcomes.get(row.id) ?? null });
  }
  return { split, bins, runs: runs.sort((one, other) => one.delta - other.delta) };
}
