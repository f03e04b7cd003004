import { formatExact, formatNumber } from "@/domain/format/number";
import { Absent, type AbsentKind } from "./absent";
import { ExactValue } from "./exact-value";

type NumberTextProps = {
  value: number | null | undefined;
  unit?: string;
  digits?: number;
  /** What a null means here. */
  absent?: AbsentKind;
  reason?: string;
  className?: string;
};

/** A measured number with three significant digits. */
export function NumberText({ value, unit, digits, absent = "missing", reason, className }: NumberTextProps) {
  if (value === null || value === undefined) return <Absent kind={absent} reason={reason} />;
  return (
    <ExactValue exact={formatExact(value)} remark={unit} className={className}>
      {formatNumber(value, digits)}
      {unit ? <span className="text-muted">&nbsp;{unit}</span> : null}
    </ExactValue>
  );
}
