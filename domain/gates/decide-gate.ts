import type { Estimate } from "../estimate";
import { formatNumber } from "../format/number";
import { formatPercent } from "../format/percent";
import { pAbove, pBelow } from "../statistics/exact-binomial";
import type { SequentialState, SequentialSteps } from "../statistics/sequential-test";
import type { GateRule, GateVerdict } from "./gate-rule";
import type { Guard } from "./guard";

export type RateDecision = {
  verdict: GateVerdict;
  /** How it was decided. */
  test: "exact-binomial" | "cluster-bootstrap-bound" | "corrected-bound" | "sequential" | "none";
  /** One-sided p of each side; null where no exact test was made. */
  pAbove: number | null;
  pBelow: number | null;
  /** Why, in one sentence. */
  because: string;
};

/** A chance that rounds to nothing is still one. */
const formatChance = (p: number): string => (p < 0.0005 ? `below ${formatPercent(0.001)}` : formatPercent(p));

const side = (low: number, high: number, threshold: number): GateVerdict =>
  high < threshold ? "pass" : low > threshold ? "fail" : "undecided";

/** Exact one-sided binomial tests, for notes that were all drawn alike. */
export function decideExactly(hits: number, n: number, { threshold, alpha }: GateRule): RateDecision {
  const [above, below] = [pAbove(hits, n, threshold), pBelow(hits, n, threshold)];
  const verdict = below <= alpha ? "pass" : above <= alpha ? "fail" : "undecided";
  const words = {
    pass: `So few errors would be seen with chance ${formatChance(below)} if the rate were ${formatPercent(threshold)}.`,
    fail: `So many errors would be seen with chance ${formatChance(above)} if the rate were ${formatPercent(threshold)}.`,
    undecided: `${formatPercent(threshold)} lies inside of the interval that belongs to the rule.`,
  };
  return { verdict, test: "exact-binomial", pAbove: above, pBelow: below, because: words[verdict] };
}

/** The ends of the interval at 1 − 2α are the one-sided bounds at α. */
export function decideByBound(rate: Estimate, { threshold }: GateRule, test: RateDecision["test"]): RateDecision {
  const nothing = { test, pAbove: null, pBelow: null };
  if (rate.state === "undefined" || !rate.interval) {
    const why = rate.reason ?? "too few groups for a bound";
    return { ...nothing, verdict: "undecided", because: `There is no bound: ${why}.` };
  }
  const { low, high } = rate.interval;
  const verdict = side(low, high, threshold);
  const words = {
    pass: `The upper bound, ${formatPercent(high)}, lies below ${formatPercent(threshold)}.`,
    fail: `The lower bound, ${formatPercent(low)}, lies above ${formatPercent(threshold)}.`,
    undecided: `${formatPercent(threshold)} lies between the bounds, ${formatPercent(low)} and ${formatPercent(high)}.`,
  };
  return { ...nothing, verdict, because: words[verdict] };
}

export function decideSequentially(
  { said, stoppedAt, logRatio }: SequentialState,
  { upper, lower }: SequentialSteps,
  { sprt }: GateRule,
): RateDecision {
  const verdict = said === "low" ? "pass" : said === "high" ? "fail" : "undecided";
  const rates = `${formatPercent(sprt.low)} and ${formatPercent(sprt.high)}`;
  const because =
    said === "go-on"
      ? `The sequential test of ${rates} goes on: ${formatNumber(logRatio)} lies between ${formatNumber(lower)} and ${formatNumber(upper)}.`
      : `The sequential test of ${rates} stopped at case ${stoppedAt}; what came after it changes nothing.`;
  return { verdict, test: "sequential", pAbove: null, pBelow: null, because };
}

export const cannotDecide = (why: string): RateDecision => ({
  verdict: "undecided",
  test: "none",
  pAbove: null,
  pBelow: null,
  because: why,
});

/**
 * A good rate passes only if every guard holds: a model that says less makes fewer errors. A broken guard fails the
 * gate, one that cannot be told leaves it undecided; no guard turns a failed rate into anything better.
 */
export function applyGuards(decision: RateDecision, guards: readonly Guard[]): RateDecision {
  if (decision.verdict !== "pass") return decision;
  const broken = guards.filter(({ state }) => state === "broken");
  const unknown = guards.filter(({ state }) => state === "unknown");
  const [first] = broken.length > 0 ? broken : unknown;
  if (!first) return decision;
  const verdict = broken.length > 0 ? "fail" : "undecided";
  return { ...decision, verdict, because: `The rate passes, but a guard does not: ${first.sentence}` };
}
