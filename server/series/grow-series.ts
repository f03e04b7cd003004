import type { series } from "@/db/schema/series";
import type { LatestValues } from "../live/change";
import type { Points } from "./chunk-layout";
import { type EarlierPiece, earlierPieces, NOTHING_EARLIER } from "./earlier-chunks";
import { foldChunks, type NewChunk } from "./fold-chunks";
import { extentOfPoints } from "./summarise";

export type SeriesOwner = { projectId: string; runId: string; attempt: number };
export type IncomingSeries = { source: "metrics" | "resource"; points: Points };

/** A row of `series`, its tail as points. */
export type SeriesState = Omit<typeof series.$inferSelect, "tail"> & { tail: Points };
/** A series that is not stored yet has no id. */
export type GrownSeries = Omit<SeriesState, "id"> & { id: number | null };

const least = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.min(a, b));
const greatest = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.max(a, b));

function isOrdered(steps: Float64Array, before: number): boolean {
  let last = before;
  for (const step of steps) {
    if (!(step >= last)) return false;
    last = step;
  }
  return true;
}

function lastFinite(values: Float64Array): number | null {
  return values.findLast((value) => Number.isFinite(value)) ?? null;
}

/** What must be read back before `growSeries`. */
export function piecesToGrow(state: SeriesState | undefined, { points }: IncomingSeries): EarlierPiece[] {
  if (!state) return [];
  return earlierPieces(state.points - state.tail.steps.length, state.points + points.steps.length);
}

/** The series with new points at its end, and the chunks that they complete. */
export function growSeries(
  { projectId, runId, attempt }: SeriesOwner,
  key: string,
  state: SeriesState | undefined,
  { source, points }: IncomingSeries,
  earlier = NOTHING_EARLIER,
): { grown: GrownSeries; chunks: NewChunk[] } {
  const { steps, values, times } = points;
  const end = steps.length - 1;
  const tail = state?.tail ?? { steps: new Float64Array(), values: new Float64Array(), times: new Float64Array() };
  const stored = (state?.points ?? 0) - tail.steps.length;
  const folded = foldChunks({ stored, tail, incoming: points }, earlier);
  const extent = extentOfPoints(points);
  const grown: GrownSeries = {
    id: state?.id ?? null,
    projectId,
    runId,
    attempt,
    key,
    source: state?.source ?? source,
    points: (state?.points ?? 0) + steps.length,
    firstStep: state?.firstStep ?? steps[0] ?? 0,
    firstTime: state?.firstTime ?? times[0] ?? 0,
    lastStep: steps[end] ?? 0,
    lastTime: times[end] ?? 0,
    stepMin: Math.min(state?.stepMin ?? extent.stepMin, extent.stepMin),
    stepMax: Math.max(state?.stepMax ?? extent.stepMax, extent.stepMax),
    ordered: (state?.ordered ?? true) && isOrdered(steps, state?.lastStep ?? Number.NEGATIVE_INFINITY),
    last: values[end] ?? Number.NaN,
    lastFinite: lastFinite(values) ?? state?.lastFinite ?? null,
    min: least(state?.min ?? null, extent.min),
    max: greatest(state?.max ?? null, extent.max),
    nan: (state?.nan ?? 0) + extent.nan,
    plusInfinity: (state?.plusInfinity ?? 0) + extent.plusInfinity,
    minusInfinity: (state?.minusInfinity ?? 0) + extent.minusInfinity,
    tail: folded.tail,
  };
  return { grown, chunks: folded.chunks };
}

/** The newest point of each. */
export function latestOf(states: readonly SeriesState[]): LatestValues {
  return Object.fromEntries(states.map(({ key, lastStep, last }) => [key, { step: lastStep, value: last }]));
}
