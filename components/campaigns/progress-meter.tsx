import { formatCount } from "@/domain/format/number";

type ProgressMeterProps = { done: number; total: number };

/** A thin bar and the two counts that it is made of. */
export function ProgressMeter({ done, total }: ProgressMeterProps) {
  const share = total === 0 ? 0 : done / total;
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span aria-hidden className="h-1.5 w-24 overflow-hidden rounded-full bg-sunken">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
      </span>
      <span>
        {formatCount(done)} <span className="text-muted">of {formatCount(total)}</span>
      </span>
    </span>
  );
}
