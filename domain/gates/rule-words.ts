import { formatPercent } from "../format/percent";
import type { GateRule } from "./gate-rule";

export const READINGS_WORDS: Record<GateRule["readings"], string> = {
  any: "one reader who marks it is enough",
  majority: "most of its readers mark it, and a tie counts",
  all: "all of its readers mark it",
};

/** "below 15.0 % passes, above it fails, each by a one-sided test at 5.0 %; …" */
export function describeRule(rule: GateRule): string {
  const { threshold, alpha, unit, severity, readings, looks, sprt, correction, arm } = rule;
  const counted = severity === "major" ? `${unit}s with a major error` : `${unit}s with an error`;
  const test =
    looks === "once"
      ? `each by a one-sided test at ${formatPercent(alpha)}, looked at once the round is closed`
      : `by Wald’s sequential test of ${formatPercent(sprt.low)} against ${formatPercent(sprt.high)}, looked at after every case`;
  const parts = [
    `Below ${formatPercent(threshold)} of ${counted} passes, above it fails, ${test}.`,
    `A case counts where ${READINGS_WORDS[readings]}, until it is settled.`,
    ...(arm === null ? [] : [`Only notes of ${arm}.`]),
    ...(correction === "none" ? [] : ["Corrected by what readers make of planted controls."]),
  ];
  return parts.join(" ");
}
