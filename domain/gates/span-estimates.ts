import { defineEstimate, twoSided, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import { percentileInterval } from "../statistics/percentile-interval";
import type { Panel } from "../statistics/resample-panels";
import { readTokens, spanF1, sumExact, sumSoft, sumTokens, TOKENS } from "../statistics/span-agreement";
import { AGREEMENT_LEVEL } from "./agreement-estimates";
import type { ReadTwice } from "./rate-agreement";

const MEASURES = [
  { name: "exact", definition: "review.span_f1_exact@1", parameters: {} },
  { name: "soft", definition: "review.span_f1_soft@1", parameters: { overlap: 0.5 } },
  { name: "token", definition: "review.token_f1@1", parameters: { tokens: TOKENS } },
] as const;

/** Matches and marked of each measure beside one another. */
const WIDTH = 2 * MEASURES.length;

export type SpanPanel = { panel: Panel; total: Float64Array; pairs: number };

const spansOf = (reading: ReadTwice["readings"][number]) =>
  reading.answer.errors.map(({ span }) => span).filter(({ start, end }) => start < end);

/** Every pair of readings of a note, each once; `textOf` is asked only where one of the two marked something. */
export function spanPanel(
  twice: readonly ReadTwice[],
  groups: ReadonlyMap<string, number>,
  textOf: (caseId: string) => string,
): SpanPanel {
  const rows = new Float64Array(groups.size * WIDTH);
  let pairs = 0;
  for (const { facts, readings } of twice) {
    const from = (groups.get(facts.group) ?? 0) * WIDTH;
    for (let one = 0; one < readings.length; one++) {
      for (let other = one + 1; other < readings.length; other++) {
        const [ours, theirs] = [readings[one], readings[other]].map((each) => (each ? spansOf(each) : []));
        if (!ours || !theirs || ours.length + theirs.length === 0) continue;
        pairs += 1;
        const tokens = sumTokens(readTokens(textOf(facts.id)), ours, theirs);
        const [exact, soft] = [sumExact(ours, theirs), sumSoft(ours, theirs)];
        const marked = 2 * tokens.both + tokens.firstOnly + tokens.secondOnly;
        [exact.matches, exact.marked, soft.matches, soft.marked, tokens.both, marked].forEach((value, at) => {
          rows[from + at] = (rows[from + at] ?? 0) + value;
        });
      }
    }
  }
  const total = new Float64Array(WIDTH);
  rows.forEach((value, at) => {
    total[at % WIDTH] = (total[at % WIDTH] ?? 0) + value;
  });
  const statistics = MEASURES.map((_, at) => (sums: Float64Array) => spanF1(sums[2 * at] ?? 0, sums[2 * at + 1] ?? 0));
  return { panel: { rows, width: WIDTH, statistics }, total, pairs };
}

export type SpanEstimates = Record<(typeof MEASURES)[number]["name"], Estimate>;

/** n counts pairs of readings of which at least one marked something. */
export function estimateSpans({ total, pairs }: SpanPanel, replicates: readonly Float64Array[]): SpanEstimates {
  const estimates = MEASURES.map(({ name, definition, parameters }, at) => {
    const [matches = 0, marked = 0] = total.subarray(2 * at, 2 * at + 2);
    const measured = { definition, parameters, n: pairs, unit: "pair of readings" };
    if (marked === 0) return [name, undefineEstimate(measured, "no two readers marked a span")];
    const ends = percentileInterval(replicates[at] ?? new Float64Array(), AGREEMENT_LEVEL);
    const counted = { value: spanF1(matches, marked), numerator: 2 * matches, denominator: marked };
    const interval = ends && twoSided(ends, AGREEMENT_LEVEL, "cluster-bootstrap");
    return [name, defineEstimate({ ...measured, ...counted }, interval)];
  });
  return Object.fromEntries(estimates) as SpanEstimates;
}
