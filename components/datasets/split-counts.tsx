import { SPLITS, type Split } from "@/domain/datasets/dataset-types";
import { formatCount } from "@/domain/format/number";

export function SplitCounts({ counts }: { counts: Partial<Record<Split, number>> }) {
  const present = SPLITS.filter((split) => counts[split] !== undefined);
  return (
    <span className="text-muted">
      {present.map((split) => `${split} ${formatCount(counts[split] ?? 0)}`).join(" · ")}
    </span>
  );
}
