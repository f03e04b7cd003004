import { formatCount, formatNumber } from "@/domain/format/number";
import { formatPercent } from "@/domain/format/percent";
import type { GateRule } from "@/domain/gates/gate-rule";
import type { GateAnswer } from "./use-gate";

type Sequence = NonNullable<GateAnswer["running"]>["sequential"];

/** Where the sequential test stands between its two bounds. */
export function SequenceBar({ sequence, rule }: { sequence: Sequence; rule: GateRule }) {
  const { cases, hits, logRatio, lower, upper, expected, stoppedAt } = sequence;
  const share = Math.min(1, Math.max(0, (logRatio - lower) / (upper - lower)));
  return (
    <section className="max-w-xl text-sm" aria-label="The sequential test">
      <div className="flex justify-between text-xs text-muted">
        <span>passes at {formatNumber(lower)}</span>
        <span>fails at {formatNumber(upper)}</span>
      </div>
      <div aria-hidden className="relative my-1 h-2 rounded-full bg-linear-to-r from-good-soft via-sunken to-bad-soft">
        <span
          className="-translate-x-1/2 -translate-y-1/2 absolute top-1/2 size-3 rounded-full border-2 border-surface bg-ink"
          style={{ left: `${share * 100}%` }}
        />
      </div>
      <p className="text-muted">
        Log likelihood ratio {formatNumber(logRatio)} after {formatCount(cases)} cases, {formatCount(hits)} of them
        wrong.{" "}
        {stoppedAt === null
          ? `It takes about ${formatCount(Math.ceil(expected.low))} cases on average if the rate is ${formatPercent(rule.sprt.low)}, and ${formatCount(Math.ceil(expected.high))} if it is ${formatPercent(rule.sprt.high)}.`
          : `It stopped at case ${formatCount(stoppedAt)}.`}
      </p>
    </section>
  );
}
