import {
  type Coefficient,
  cohenKappa,
  fleissKappa,
  gwetAc1,
  rawAgreement,
  specificAgreement,
} from "../statistics/agreement-coefficients";
import { agreementLayout, type RatedUnit, sumAgreement, totalOf } from "../statistics/agreement-sums";
import { krippendorffAlpha, nominalDistance } from "../statistics/krippendorff-alpha";
import type { Panel } from "../statistics/resample-panels";
import type { CaseFacts, ErrorTaker, Reading } from "./case-facts";
import { isUnplaced, saysOfSentence } from "./settle-answers";

/** What two answers can be: 0 is no error, 1 is one. */
export const BINARY = 2;

/** Whose answers tell how often readers agree by chance. Gwet's program (irrCAC) takes those read once too. */
const CHANCE = { chance: "units that two or more read" };

export const COEFFICIENTS = {
  raw: { definition: "review.raw_agreement@1", compute: rawAgreement },
  positive: { definition: "review.positive_agreement@1", compute: specificAgreement(1) },
  negative: { definition: "review.negative_agreement@1", compute: specificAgreement(0) },
  cohen: { definition: "review.cohen_kappa@1", compute: cohenKappa },
  fleiss: { definition: "review.fleiss_kappa@1", compute: fleissKappa, parameters: CHANCE },
  scott: { definition: "review.scott_pi@1", compute: fleissKappa, parameters: CHANCE },
  alpha: { definition: "review.krippendorff_alpha@1", compute: krippendorffAlpha(nominalDistance) },
  ac1: { definition: "review.gwet_ac1@1", compute: gwetAc1, parameters: CHANCE },
} as const satisfies Record<
  string,
  { definition: string; compute: Coefficient; parameters?: Readonly<Record<string, string>> }
>;
export type CoefficientName = keyof typeof COEFFICIENTS;
export const COEFFICIENT_NAMES = Object.keys(COEFFICIENTS).filter((name) => name in COEFFICIENTS) as CoefficientName[];

export type ReadTwice = { facts: CaseFacts; readings: readonly Reading[] };

/** Cases that two or more judged, before anything was settled. */
export function casesReadTwice(cases: readonly CaseFacts[]): ReadTwice[] {
  return cases.flatMap((facts) => {
    const readings = facts.readings.filter(({ answer }) => answer.judged);
    return readings.length < 2 ? [] : [{ facts, readings }];
  });
}

/** The two readers, in a fixed order, where there are no others; else null. */
export function onlyTwoReaders(twice: readonly ReadTwice[]): readonly [string, string] | null {
  const readers = new Set<string>();
  for (const { readings } of twice) for (const { reviewerId } of readings) readers.add(reviewerId);
  const [first, second] = [...readers].sort();
  return readers.size === 2 && first && second ? [first, second] : null;
}

/** A document that nobody found anything in: all of its units are alike, which need not be gone through one by one. */
function silentUnits(
  facts: CaseFacts,
  readings: readonly Reading[],
  groups: ReadonlyMap<string, number>,
  { two, sayOf }: Rated,
): RatedUnit | null {
  const [first] = readings;
  if (!first || readings.some(({ answer }) => answer.marked || answer.errors.length > 0)) return null;
  const cluster = groups.get(facts.group) ?? 0;
  const unit = { cluster, ratings: readings.map(() => 0), times: sayOf(first, facts).length };
  const both = two?.every((id) => readings.some(({ reviewerId }) => reviewerId === id));
  return both ? { ...unit, pair: [0, 0] } : unit;
}

type Rated = {
  two: readonly [string, string] | null;
  sayOf: (reading: Reading, facts: CaseFacts) => readonly number[];
};

/** What was rated: each note, or each of its sentences, with what every reading says of it. */
export function rateUnits(twice: readonly ReadTwice[], groups: ReadonlyMap<string, number>, rated: Rated): RatedUnit[] {
  return twice.flatMap(({ facts, readings }) => {
    const silent = silentUnits(facts, readings, groups, rated);
    if (silent) return [silent];
    const said = readings.map((reading) => ({ by: reading.reviewerId, of: rated.sayOf(reading, facts) }));
    const cluster = groups.get(facts.group) ?? 0;
    const length = said[0]?.of.length ?? 0;
    const [one, other] = (rated.two ?? []).map((by) => said.find((each) => each.by === by)?.of);
    return Array.from({ length }, (_, at): RatedUnit => {
      const ratings = said.map(({ of }) => of[at] ?? 0);
      return one && other ? { cluster, ratings, pair: [one[at] ?? 0, other[at] ?? 0] } : { cluster, ratings };
    });
  });
}

export function sayOfNote({ inNote }: ErrorTaker) {
  return ({ answer }: Reading): readonly number[] => [inNote(answer) ? 1 : 0];
}

/** A note that nobody marked has sentences too, all of them clean: absence is an answer. */
export function sayOfSentences(taker: ErrorTaker) {
  return ({ answer }: Reading, { places, sentences }: CaseFacts): readonly number[] => {
    if (sentences <= 1) return [taker.inNote(answer) ? 1 : 0];
    if (places.length === 0) return new Array<number>(sentences).fill(0);
    return places.map((place) => (saysOfSentence(answer, place, taker) ? 1 : 0));
  };
}

/** Notes of which every reading tells what is asked: what kind of error it is and, by sentence, where. */
export function whereAllIsSaid(twice: readonly ReadTwice[], taker: ErrorTaker, unit: "note" | "sentence"): ReadTwice[] {
  const placeless = (facts: CaseFacts, { answer }: Reading) =>
    unit === "sentence" && facts.sentences > 1 && isUnplaced(answer, facts, taker);
  return twice.filter(({ facts, readings }) =>
    readings.every((reading) => !taker.isOpen(reading.answer) && !placeless(facts, reading)),
  );
}

export type AgreementPanel = { panel: Panel; total: Float64Array; categories: number };

export function agreementPanel(
  units: readonly RatedUnit[],
  { categories, groups, coefficients }: { categories: number; groups: number; coefficients: readonly Coefficient[] },
): AgreementPanel {
  const layout = agreementLayout(categories);
  const rows = sumAgreement(units, categories, groups);
  const statistics = coefficients.map((compute) => (sums: Float64Array) => compute(sums, layout));
  return { panel: { rows, width: layout.width, statistics }, total: totalOf(rows, layout.width), categories };
}
