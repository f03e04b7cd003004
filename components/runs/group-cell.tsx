import { formatDuration } from "@/domain/format/duration";
import { formatCount, formatExact, formatNumber } from "@/domain/format/number";
import type { GroupCell as Cell } from "@/domain/runs/run-groups";
import { Absent } from "../ui/number/absent";
import { DurationText } from "../ui/number/duration-text";
import { ExactValue } from "../ui/number/exact-value";
import { RelativeTime } from "../ui/number/relative-time";
import { Quiet } from "./plain-cells";

const WIDTH = 76;
const HEIGHT = 12;
const RADIUS = 2;

export type Scale = readonly [number, number];

/** The same scale down a column, so that strips can be compared by eye. */
export function stripScale(cells: readonly (Cell | undefined)[]): Scale | null {
  const ends = cells.flatMap((cell) =>
    cell?.kind === "numbers" && cell.min !== null && cell.max !== null ? [cell.min, cell.max] : [],
  );
  if (ends.length === 0) return null;
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return low === high ? [low - 1, high + 1] : [low, high];
}

const dot = (x: number) =>
  `M${(x - RADIUS).toFixed(1)},${HEIGHT / 2}a${RADIUS},${RADIUS} 0 1 0 ${2 * RADIUS},0a${RADIUS},${RADIUS} 0 1 0 ${-2 * RADIUS},0`;

/** Each run a dot, the mean a line. */
export function PointStrip({ points, mean, scale }: { points: readonly number[]; mean: number; scale: Scale }) {
  const place = (value: number) => RADIUS + ((value - scale[0]) / (scale[1] - scale[0])) * (WIDTH - 2 * RADIUS);
  const finite = points.filter(Number.isFinite);
  const label = `${finite.length} values from ${formatNumber(Math.min(...finite))} to ${formatNumber(Math.max(...finite))}`;
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} className="ml-auto block">
      <line x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} stroke="var(--line)" />
      <path d={finite.map((value) => dot(place(value))).join("")} fill="var(--accent)" fillOpacity={0.55} />
      <line x1={place(mean)} x2={place(mean)} y1={1} y2={HEIGHT - 1} stroke="var(--ink)" strokeWidth={1.5} />
    </svg>
  );
}

type GroupCellProps = { id: string; cell: Cell | undefined; scale: Scale | null };

/** Mean and standard deviation over the runs of a group with how many they are, and each of them as a point. */
export function GroupCell({ id, cell, scale }: GroupCellProps) {
  if (!cell) return <Absent kind="none" reason="Differs from run to run" />;
  if (cell.kind === "instants") return <RelativeTime time={cell.newest} className="whitespace-nowrap" />;
  if (cell.kind === "texts") {
    if (cell.different > 1) return <span className="text-xs text-muted">{formatCount(cell.different)} different</span>;
    return <Quiet text={cell.text} />;
  }
  if (cell.mean === null) return <Absent kind="none" reason="No run of this group has a value" />;
  if (cell.min === cell.max && cell.min !== null && id.startsWith("config.")) {
    return <ExactValue exact={formatExact(cell.min)}>{formatExact(cell.min)}</ExactValue>;
  }
  return (
    <>
      <span className="flex items-baseline justify-end gap-1 whitespace-nowrap">
        {id === "duration" ? (
          <DurationText seconds={cell.mean} />
        ) : (
          <ExactValue exact={formatExact(cell.mean)}>{formatNumber(cell.mean)}</ExactValue>
        )}
        <small
          className="text-xs text-muted"
          title={cell.sd === null ? "One run has no standard deviation" : "Standard deviation over runs (n − 1)"}
        >
          {cell.sd === null ? "" : `± ${id === "duration" ? formatDuration(cell.sd) : formatNumber(cell.sd, 2)} `}n{" "}
          {formatCount(cell.n)}
        </small>
      </span>
      {scale && cell.n > 1 ? <PointStrip points={cell.points} mean={cell.mean} scale={scale} /> : null}
    </>
  );
}
