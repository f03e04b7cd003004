import Link from "next/link";
import { describeEstimate } from "@/domain/format/estimate";
import { formatCount, formatCounted, formatNumber } from "@/domain/format/number";
import { formatPercent } from "@/domain/format/percent";
import { useProject } from "../layout/project-context";
import { EstimateText } from "../ui/number/estimate-text";
import { casesAddress } from "./gate-addresses";
import type { ClosedResult, StoredRule } from "./use-gate";

type RateLineProps = { result: ClosedResult; stored: StoredRule; campaign: string };

/** "9 of 50 notes, 18.0 % (9.7–29.3), 90 % interval, the one that belongs to a one-sided test at 5.0 %." */
export function RateLine({ result, stored, campaign }: RateLineProps) {
  const { project } = useProject();
  const { rate, kind } = result;
  const { rule } = stored;
  if (rate.state === "undefined") {
    return <p className="text-lg">There is no rate: {rate.reason}.</p>;
  }
  const { numerator, denominator, interval } = rate;
  const whole =
    numerator !== null && denominator !== null && Number.isInteger(numerator) && Number.isInteger(denominator);
  const counted = whole
    ? `${formatCount(numerator)} of ${formatCounted(denominator, rate.unit)}`
    : numerator !== null && denominator !== null
      ? `${formatNumber(numerator)} of ${formatNumber(denominator)} weighted ${rate.unit}s`
      : formatCounted(rate.n, rate.unit);
  const found = { found: "wrong", severity: rule.severity, readers: kind, ...(rule.arm ? { arm: rule.arm } : {}) };
  return (
    <p className="max-w-[92ch] text-lg">
      <Link
        href={casesAddress(project.slug, campaign, found)}
        className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
      >
        {counted}
      </Link>
      , <EstimateText estimate={rate} scale="share" className="font-semibold" hideSample />
      {interval ? (
        <span className="text-muted">
          , {describeEstimate(rate, { scale: "share" })?.level} interval, the one that belongs to a one-sided test at{" "}
          {formatPercent(rule.alpha)}
        </span>
      ) : null}
      . {result.decision.because}
    </p>
  );
}
