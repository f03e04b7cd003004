import { CURVE_COLUMNS } from "@/domain/charts/chart-axis";
import type { RouterOutputs } from "../layout/trpc";
import type { ChartSeries, SeriesSegment } from "./series-input";

export type CurvesAnswer = RouterOutputs["series"]["curves"];

function readColumns({ columns, buckets, attempt }: CurvesAnswer["curves"][number]): SeriesSegment {
  const text = atob(columns);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  const all = new Float64Array(bytes.buffer);
  const column = (name: (typeof CURVE_COLUMNS)[number]) => {
    const place = CURVE_COLUMNS.indexOf(name) * buckets;
    return all.subarray(place, place + buckets);
  };
  return {
    attempt,
    x: column("x"),
    mean: column("mean"),
    min: column("min"),
    max: column("max"),
    n: column("n"),
    nonFinite: column("nonFinite"),
  };
}

/** One line a run and metric; the attempts of a run are its segments. With one metric a line is called like its run. */
export function unpackCurves(
  { curves }: Pick<CurvesAnswer, "curves">,
  { keys, nameOf }: { keys: readonly string[]; nameOf: (runId: string) => string },
): ChartSeries[] {
  const lines = new Map<string, ChartSeries & { segments: SeriesSegment[] }>();
  const oneKey = keys.length === 1;
  for (const curve of [...curves].sort((a, b) => a.attempt - b.attempt)) {
    const id = oneKey ? curve.run : `${curve.run} ${curve.key}`;
    const name = nameOf(curve.run);
    const line = lines.get(id) ?? {
      id,
      runId: curve.run,
      label: oneKey ? name : `${name}, ${curve.key}`,
      segments: [],
    };
    line.segments.push(readColumns(curve));
    lines.set(id, line);
  }
  return [...lines.values()];
}
