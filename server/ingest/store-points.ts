import { appendPoints } from "../series/append-points";
import { latestOf, type SeriesState } from "../series/grow-series";
import { type Batch, noteChange } from "./batch";
import { collectPoints } from "./collect-points";
import { headlineOf } from "./headline-keys";
import { noticeOddPoints } from "./notice-odd-points";
import type { PointEvent } from "./read-events";

/** `keys`: how many metrics the attempt has, where that is known. */
export type StoredPoints = { series: SeriesState[]; keys: number | null };

/** Stores the points of a batch, row by row where `storeKnownPoints` cannot, and tells what is odd about them. */
export async function storePoints(
  batch: Batch,
  events: readonly PointEvent[],
  knownKeys: number | null,
): Promise<StoredPoints> {
  const incoming = collectPoints(events);
  if (incoming.size === 0) return { series: [], keys: knownKeys };
  const { projectId, id: runId } = batch.run;
  const appended = await appendPoints(batch.tx, { projectId, runId, attempt: batch.attempt.attempt }, incoming);
  const keys = await noticeOddPoints(batch, appended, knownKeys);
  const series = appended.map(({ after }) => after);
  if (batch.superseded) return { series, keys };
  const latest = latestOf(series);
  Object.assign(batch.headline, headlineOf(batch.run.stage, batch.run.headline, latest));
  noteChange(batch, "series", { values: latest });
  return { series, keys };
}
