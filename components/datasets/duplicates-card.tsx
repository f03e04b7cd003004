import { SPLITS } from "@/domain/datasets/dataset-types";
import type { VersionFacts } from "@/domain/datasets/version-facts";
import { formatCount, formatCounted } from "@/domain/format/number";
import { Card, CardHeader } from "../ui/card";
import { PercentText } from "../ui/number/percent-text";

type DuplicatesCardProps = {
  duplicates: VersionFacts["duplicates"];
  rows: number;
  onCompare?: (positions: readonly [number, number]) => void;
};

/** Rows that are nearly alike, within and, worse, across splits. */
export function DuplicatesCard({ duplicates, rows, onCompare }: DuplicatesCardProps) {
  const { repeated, within, across, pairs, threshold, method, examined } = duplicates;
  const inside = SPLITS.filter((split) => (within[split] ?? 0) > 0);
  const none = repeated === 0 && inside.length === 0 && across.length === 0;
  return (
    <Card>
      <CardHeader
        title="Rows that are nearly alike"
        remark={examined < rows ? `${formatCount(examined)} of ${formatCounted(rows, "row")} compared` : undefined}
      />
      {none ? <p className="text-sm text-muted">No two rows are nearly alike.</p> : null}
      <ul className="grid gap-1 text-sm">
        {across.map(({ splits, rows: count }) => (
          <li key={splits.join()} className="text-bad">
            {formatCounted(count, "row")} of {splits[1]} {count === 1 ? "is" : "are"} nearly like one of {splits[0]}:
            what is measured there flatters.
          </li>
        ))}
        {inside.map((split) => (
          <li key={split}>
            {formatCounted(within[split] ?? 0, "row")} of {split} {within[split] === 1 ? "is" : "are"} nearly like an
            earlier one there
          </li>
        ))}
        {repeated > 0 ? (
          <li>
            {formatCounted(repeated, "row")} {repeated === 1 ? "repeats" : "repeat"} an earlier source letter for
            letter, but for case and spaces
          </li>
        ) : null}
      </ul>
      {pairs.length > 0 ? (
        <details className="mt-3 text-sm">
          <summary className="text-accent">
            {formatCounted(pairs.length, "pair")} with the greatest likeness, across splits first
          </summary>
          <ul className="mt-2 grid max-h-60 gap-1 overflow-auto text-xs">
            {pairs.map(({ positions, splits, similarity }) => {
              const words = positions.map((position, at) => `row ${formatCount(position + 1)} (${splits[at]})`);
              return (
                <li key={positions.join()} className="flex gap-3">
                  {onCompare ? (
                    <button type="button" className="text-accent hover:underline" onClick={() => onCompare(positions)}>
                      {words.join(" and ")}
                    </button>
                  ) : (
                    <span>{words.join(" and ")}</span>
                  )}
                  <span className="text-muted">
                    <PercentText fraction={similarity} />
                  </span>
                </li>
              );
            })}
          </ul>
        </details>
      ) : null}
      <p className="mt-3 text-xs text-muted">
        {method}; at {Math.round(threshold * 100)} % a likeness is known to within about 14 points.
      </p>
    </Card>
  );
}
