import { formatCount } from "@/domain/format/number";
import type { PreparedLines } from "./prepare-lines";
import { MOST_BANDS } from "./series-paths";

/** What the picture leaves out or puts together, in one line below it. */
export function describeLimits(prepared: PreparedLines): string {
  const parts: string[] = [];
  const single = prepared.series.filter((series) => series.seeds === null);
  const points = single.reduce((sum, series) => sum + series.points, 0);
  const drawn = single.reduce(
    (sum, series) => sum + series.stretches.reduce((all, stretch) => all + stretch.points.length, 0),
    0,
  );
  const [folded] = prepared.series.flatMap((series) => series.seeds ?? []);
  if (folded) {
    parts.push(
      folded.band === "sd" ? "mean ± one standard deviation over seeds" : "mean, minimum to maximum over seeds",
    );
  }
  if (points > drawn && drawn > 0) {
    const range = prepared.series.length > MOST_BANDS ? "means and what stands out of them" : "min–max";
    parts.push(`${formatCount(points)} points as ${formatCount(drawn)} with ${range}`);
  }
  if (prepared.nonFinite > 0) parts.push(`${formatCount(prepared.nonFinite)} NaN or infinite, marked at the top`);
  if (prepared.nonPositive > 0) parts.push(`${formatCount(prepared.nonPositive)} not above zero, not drawn`);
  if (prepared.total > prepared.series.length)
    parts.push(`${prepared.series.length} of ${prepared.total} series drawn`);
  return parts.join(" · ");
}
