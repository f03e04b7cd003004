import { formatCounted } from "../format/number";
import { formatPercent } from "../format/percent";
import { clopperPearsonUpper } from "../statistics/exact-binomial";
import type { CaseFacts, ErrorTaker } from "./case-facts";
import type { RateDecision } from "./decide-gate";
import type { GateRule } from "./gate-rule";
import { answersThatCount, countWrong } from "./settle-answers";

/** Of a stratum with fewer, resampling knows next to nothing. */
const FEW_NOTES = 5;

export type StrataDoubt = {
  /** Strata with fewer notes than can be resampled. */
  few: number;
  /** Strata without an error, which no resample has either. */
  silent: number;
  /** What the silent ones may add to the rate: the share of each times the bound of as many groups without an error. */
  hidden: number;
};

/** Strata are the notes that stand for equally much. Null where all do, or nothing was read. */
export function doubtStrata(cases: readonly CaseFacts[], taker: ErrorTaker, rule: GateRule): StrataDoubt | null {
  const strata = new Map<number, { notes: number; wrong: number; units: number; groups: Set<string> }>();
  for (const facts of cases) {
    const counted = answersThatCount(facts).length > 0 ? countWrong(facts, taker, rule) : null;
    if (!counted) continue;
    const stratum = strata.get(facts.weight) ?? { notes: 0, wrong: 0, units: 0, groups: new Set() };
    strata.set(facts.weight, stratum);
    stratum.notes += 1;
    stratum.wrong += counted.wrong;
    stratum.units += counted.units;
    stratum.groups.add(facts.group);
  }
  if (strata.size < 2) return null;
  const all = [...strata].reduce((sum, [weight, { units }]) => sum + weight * units, 0);
  const silent = [...strata].filter(([, { wrong }]) => wrong === 0);
  return {
    few: [...strata.values()].filter(({ notes }) => notes < FEW_NOTES).length,
    silent: silent.length,
    hidden: silent.reduce(
      (sum, [weight, { units, groups }]) =>
        sum + ((weight * units) / all) * clopperPearsonUpper(0, groups.size, rule.alpha),
      0,
    ),
  };
}

const strataOf = (count: number) => formatCounted(count, "stratum", "strata");

/** A verdict that rests on strata of which too little is known is none. */
export function holdBack(
  decision: RateDecision,
  doubt: StrataDoubt | null,
  { high, threshold }: { high: number | null; threshold: number },
): RateDecision {
  if (!doubt || decision.verdict === "undecided") return decision;
  const undecided = (because: string): RateDecision => ({ ...decision, verdict: "undecided", because });
  if (doubt.few > 0) {
    return undecided(
      `${strataOf(doubt.few)} of the sample hold fewer than ${FEW_NOTES} notes, too few to bound the rate.`,
    );
  }
  if (decision.verdict === "pass" && doubt.silent > 0 && (high ?? 1) + doubt.hidden >= threshold) {
    return undecided(
      `${strataOf(doubt.silent)} without an error may hide up to ${formatPercent(doubt.hidden)} more, which the upper bound does not know.`,
    );
  }
  return decision;
}

export function cautionStrata(doubt: StrataDoubt | null): string[] {
  if (!doubt) return [];
  return [
    ...(doubt.few > 0 ? [`${strataOf(doubt.few)} of the sample hold fewer than ${FEW_NOTES} notes.`] : []),
    ...(doubt.silent > 0
      ? [
          `${strataOf(doubt.silent)} of the sample hold no error; the interval does not know the doubt about them, up to ${formatPercent(doubt.hidden)} of the rate.`,
        ]
      : []),
  ];
}
