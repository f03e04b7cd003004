import type { PreparedLines } from "./prepare-lines";
import { writeRowsCsv } from "./rows-csv";

/** Every drawn bucket with its range, full precision. */
export function writeSeriesCsv(prepared: PreparedLines, xName: string): string {
  const rows = prepared.series.flatMap((series) =>
    series.stretches.flatMap((stretch) =>
      stretch.points.map((point) => [
        series.label,
        stretch.attempt,
        point.x,
        point.mean,
        point.min,
        point.max,
        point.n,
      ]),
    ),
  );
  return writeRowsCsv(["series", "attempt", xName, "mean", "min", "max", "n"], rows);
}
