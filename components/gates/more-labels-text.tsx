import { formatCount } from "@/domain/format/number";
import { formatPercent } from "@/domain/format/percent";
import type { ClosedResult } from "./use-gate";

/** "If the rate is 10.0 %, about 250 more notes decide it: it passes." */
export function MoreLabelsText({ more }: Pick<ClosedResult, "more">) {
  const [first] = more;
  if (!first) return null;
  const unit = `${first.unit}s`;
  return (
    <p className="max-w-[92ch] text-sm">
      {more.map(({ rate, verdict, more: count }, at) => (
        <span key={rate}>
          {at === 0 ? "If the rate is " : "; if it is "}
          {formatPercent(rate)},{" "}
          <strong className="font-semibold">
            {count === null ? `more than a million ${unit}` : `about ${formatCount(count)} more ${unit}`}
          </strong>{" "}
          decide that it {verdict === "pass" ? "passes" : "fails"}
        </span>
      ))}
      . <span className="text-muted">With a chance of {formatPercent(first.power)}, what was read counted in.</span>
    </p>
  );
}
