import { formatDuration } from "@/domain/format/duration";
import { formatExact } from "@/domain/format/number";
import { Absent, type AbsentKind } from "./absent";
import { ExactValue } from "./exact-value";

type DurationTextProps = { seconds: number | null; absent?: AbsentKind; className?: string };

export function DurationText({ seconds, absent = "none", className }: DurationTextProps) {
  if (seconds === null) return <Absent kind={absent} />;
  return (
    <ExactValue exact={formatExact(seconds)} remark="seconds" className={className}>
      {formatDuration(seconds)}
    </ExactValue>
  );
}
