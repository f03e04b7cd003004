import { defineEstimate, twoSided, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import { bcaMeanInterval, clusterItems } from "../statistics/bootstrap";
import { clopperPearsonInterval } from "../statistics/exact-binomial";
import { mcnemarExactP, newcombePairedInterval, tabulatePairs } from "../statistics/rates";
import { indexGroups, rateDifference, resampleSums, sumByGroup, wrongNotes, wrongUnits } from "./group-sums";
import type { EmptyNotes, McNemar, NoteMeasures, PairedNote, Tested, Watched } from "./study-result";

export type CompareOptions = { unit: "note" | "sentence"; level: number; resamples: number; seed: number };

/** Exact for notes; for sentences by resampling patients or documents. */
function rateOf(notes: readonly PairedNote[], side: "before" | "after", options: CompareOptions): Estimate {
  const { unit, level } = options;
  const measured = { definition: "study.error_rate@1", parameters: { side }, n: unitsOf(notes, side, unit), unit };
  if (unit === "sentence") {
    const at = side === "before" ? 0 : 2;
    const rate = (total: Float64Array) => (total[at] ?? 0) / (total[at + 1] ?? 0);
    return resampleSums(sumByGroup(notes, wrongUnits), rate, measured, options).estimate;
  }
  if (notes.length === 0) return undefineEstimate(measured, NOTHING);
  const wrong = notes.filter((note) => note[side].wrong > 0).length;
  const interval = twoSided(clopperPearsonInterval(wrong, notes.length, level), level, "clopper-pearson");
  const counted = { value: wrong / notes.length, numerator: wrong, denominator: notes.length };
  return defineEstimate({ ...measured, ...counted }, interval);
}

const unitsOf = (notes: readonly PairedNote[], side: "before" | "after", unit: CompareOptions["unit"]) =>
  unit === "note" ? notes.length : notes.reduce((sum, note) => sum + note[side].units, 0);

const NOTHING = "no note of both sides was judged";
const DIFFERENCE = "study.error_rate_difference@1";

type Differing = Tested & { mcnemar: McNemar | null };

/**
 * McNemar's exact test with Newcombe's paired interval; where several notes are of one patient or document these are
 * resampled for the interval and its test, as their notes are not independent.
 */
function differenceOfNotes(notes: readonly PairedNote[], options: CompareOptions): Differing {
  const { level } = options;
  const groups = new Set(notes.map(({ group }) => group)).size;
  const parameters = { minus: "before", groups };
  const measured = { definition: DIFFERENCE, parameters, n: notes.length, unit: "note" };
  if (notes.length === 0) return { difference: undefineEstimate(measured, NOTHING), p: null, mcnemar: null };
  const table = tabulatePairs(
    notes.map(({ after }) => after.wrong),
    notes.map(({ before }) => before.wrong),
  );
  const { both, neither, firstOnly: broken, secondOnly: mended } = table;
  const mcnemar: McNemar = { mended, broken, both, neither, p: mcnemarExactP(table) };
  const counted = { numerator: broken - mended, denominator: notes.length, value: (broken - mended) / notes.length };
  if (groups === notes.length) {
    const interval = twoSided(newcombePairedInterval(table, level), level, "newcombe-paired");
    return { difference: defineEstimate({ ...measured, ...counted }, interval), p: mcnemar.p, mcnemar };
  }
  const { estimate, p } = resampleSums(sumByGroup(notes, wrongNotes), rateDifference, measured, options);
  return { difference: defineEstimate({ ...measured, ...counted }, estimate.interval), p, mcnemar };
}

function differenceOfSentences(notes: readonly PairedNote[], options: CompareOptions): Differing {
  const measured = {
    ...{ definition: DIFFERENCE, parameters: { minus: "before" }, unit: "sentence" },
    n: unitsOf(notes, "after", "sentence"),
  };
  const { estimate, p } = resampleSums(sumByGroup(notes, wrongUnits), rateDifference, measured, options);
  return { difference: estimate, p, mcnemar: null };
}

type Measure = (of: NoteMeasures) => number | null;

/** The mean of each side and of the paired differences, with BCa intervals by resampled groups. */
function watchMean(
  notes: readonly PairedNote[],
  measure: Watched["measure"],
  of: Measure,
  options: CompareOptions,
): Watched {
  const both = notes.filter(({ before, after }) => of(before) !== null && of(after) !== null);
  const places = indexGroups(both);
  const mean = (definition: string, values: number[]): Estimate => {
    const measured = { definition, n: both.length, unit: "note", excluded: notes.length - both.length };
    if (values.length === 0) return undefineEstimate(measured, "no note of both sides has it");
    const ends = bcaMeanInterval(clusterItems(values, places, Math.max(...places) + 1), options);
    const value = values.reduce((sum, each) => sum + each, 0) / values.length;
    const interval = typeof ends === "string" ? null : twoSided(ends, options.level, "cluster-bootstrap-bca");
    return defineEstimate({ ...measured, value }, interval);
  };
  const values = (side: "before" | "after") => both.map((note) => of(note[side]) ?? 0);
  const [before, after] = [values("before"), values("after")];
  const name = measure === "omissions" ? "omissions_per_note" : "copied_share";
  return {
    measure,
    before: mean(`study.${name}@1`, before),
    after: mean(`study.${name}@1`, after),
    change: mean(
      `study.${name}_difference@1`,
      after.map((value, at) => value - (before[at] ?? 0)),
    ),
  };
}

/** Lengths together, so that one short note does not decide. */
function watchLength(notes: readonly PairedNote[], options: CompareOptions): Watched {
  const sums = sumByGroup(notes, ({ before, after }) => [before.length, after.length, 1, 0]);
  const measured = { n: notes.length, unit: "note" };
  const from = (definition: string, statistic: (total: Float64Array) => number) =>
    resampleSums(sums, statistic, { ...measured, definition }, options).estimate;
  return {
    measure: "length",
    before: from("study.length@1", ([before = 0, , count = 0]) => before / count),
    after: from("study.length@1", ([, after = 0, count = 0]) => after / count),
    change: from("study.length_ratio@1", ([before = 0, after = 0]) => after / before),
  };
}

function compareRates(notes: readonly PairedNote[], options: CompareOptions) {
  const differing = options.unit === "note" ? differenceOfNotes(notes, options) : differenceOfSentences(notes, options);
  return { before: rateOf(notes, "before", options), after: rateOf(notes, "after", options), ...differing };
}

/** The headline again with empty notes as wrong. */
export function compareEmpty(
  { empty, withEmpty }: { empty: Pick<EmptyNotes, "before" | "after">; withEmpty: readonly PairedNote[] },
  options: CompareOptions,
): EmptyNotes {
  if (empty.before + empty.after === 0) return { ...empty, asWrong: null };
  const { before, after, difference } = compareRates(withEmpty, options);
  const named = (estimate: Estimate): Estimate => ({
    ...{ ...estimate, parameters: { ...estimate.parameters, empty: "wrong" } },
  });
  return { ...empty, asWrong: { before: named(before), after: named(after), difference: named(difference) } };
}

/** One side against the other on the same sources. */
export function compareSides(notes: readonly PairedNote[], options: CompareOptions) {
  return {
    ...compareRates(notes, options),
    watched: [
      watchMean(notes, "omissions", ({ omissions }) => omissions, options),
      watchLength(notes, options),
      watchMean(notes, "copied", ({ copied }) => copied, options),
    ],
  };
}
