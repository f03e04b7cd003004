import { formatExact } from "@/domain/format/number";
import { formatPercent } from "@/domain/format/percent";
import { Absent, type AbsentKind } from "./absent";
import { ExactValue } from "./exact-value";

type PercentTextProps = { fraction: number | null; absent?: AbsentKind; reason?: string; className?: string };

export function PercentText({ fraction, absent = "missing", reason, className }: PercentTextProps) {
  if (fraction === null) return <Absent kind={absent} reason={reason} />;
  return (
    <ExactValue exact={formatExact(fraction)} remark="as a fraction of one" className={className}>
      {formatPercent(fraction)}
    </ExactValue>
  );
}
