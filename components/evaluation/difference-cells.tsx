import { formatExact, formatNumber } from "@/domain/format/number";
import { Absent } from "../ui/number/absent";
import { ExactValue } from "../ui/number/exact-value";

/** Candidate minus baseline of one example, with its sign. */
export function DifferenceText({ value }: { value: number | null }) {
  if (value === null) return <Absent kind="undefined" reason="one side has no value" />;
  return (
    <ExactValue exact={formatExact(value)}>
      {value > 0 ? "+" : ""}
      {formatNumber(value)}
    </ExactValue>
  );
}

/** Values of most metrics lie between 0 and 1; what is larger fills the bar. */
export function DisagreementBar({ value }: { value: number }) {
  const width = Math.min(1, Math.abs(value)) * 50;
  return (
    <span aria-hidden className="relative ml-auto block h-2 w-28 rounded-sm bg-sunken">
      <span className="absolute inset-y-0 left-1/2 w-px bg-line-strong" />
      <span
        className="absolute inset-y-0 rounded-sm bg-series-1"
        style={value > 0 ? { left: "50%", width: `${width}%` } : { right: "50%", width: `${width}%` }}
      />
    </span>
  );
}
