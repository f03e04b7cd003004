import { formatCount, formatCounted } from "@/domain/format/number";
import type { RouterOutputs } from "../layout/trpc";

type Origin = RouterOutputs["datasets"]["byId"]["versions"][number]["origin"];

const SHOWN = 100;

/** Rows of the file that are not in the version, by reason and by row. */
export function LeftOut({ rows, origin }: { rows: number; origin: Origin }) {
  return (
    <details className="mt-2">
      <summary className="text-undecided">{formatCounted(rows, "row")} left out</summary>
      <ul className="mt-1 grid gap-0.5 text-xs">
        {origin.problemCounts?.map(({ reason, rows: count }) => (
          <li key={reason}>
            {formatCount(count)} {reason}
          </li>
        ))}
      </ul>
      <ul className="mt-2 grid max-h-60 gap-0.5 overflow-auto text-xs text-muted">
        {origin.problems.slice(0, SHOWN).map(({ row, line, reason }) => (
          <li key={`${row} ${reason}`}>
            row {formatCount(row)}
            {line ? `, line ${formatCount(line)}` : null}: {reason}
          </li>
        ))}
      </ul>
      {rows > SHOWN ? <p className="mt-1 text-xs text-muted">the first {SHOWN} are named</p> : null}
    </details>
  );
}
