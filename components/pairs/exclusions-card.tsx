import { formatCount } from "@/domain/format/number";
import type { PairExclusion } from "@/domain/pairs/pair-recipe";
import { Card, CardHeader } from "../ui/card";

/** What the rules left out, each reason counted, with what to do about it. */
export function ExclusionsCard({ exclusions }: { exclusions: readonly PairExclusion[] }) {
  return (
    <Card>
      <CardHeader title="Left out by the rules" />
      {exclusions.length === 0 ? <p className="text-sm text-muted">Nothing.</p> : null}
      <ul className="grid gap-2 text-sm">
        {exclusions.map(({ reason, remedy, pairs }) => (
          <li key={reason} className="grid grid-cols-[56px_minmax(0,1fr)] gap-3">
            <span className="text-right font-medium tabular-nums">{formatCount(pairs)}</span>
            <span>
              {reason}
              {remedy ? <span className="block text-xs text-muted">{remedy}</span> : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
