import { defineEstimate, type Measured, twoSided, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import { bcaMeanInterval, clusterItems } from "../statistics/bootstrap";
import { clopperPearsonInterval } from "../statistics/exact-binomial";
import { percentileInterval } from "../statistics/percentile-interval";
import { mcnemarExactP, newcombePairedInterval, tabulatePairs } from "../statistics/rates";
import { finish, resamplePanels } from "../statistics/resample-panels";
import type { McNemar, NoteMeasures, PairedNote, Watched } from "./study-result";

export type CompareOptions = { unit: "note" | "sentence"; level: number; resamples: number; seed: number };

type Sums = { rows: Float64Array; groups: number };
type Pick = (note: PairedNote) => readonly [number, number, number, number];

function indexGroups(notes: readonly PairedNote[]): number[] {
  const places = new Map<string, number>();
  return notes.map(({ group }) => {
    const at = places.get(group) ?? places.size;
    places.set(group, at);
    return at;
  });
}

/** Four sums of every group, which stay together when groups are drawn. */
function sumByGroup(notes: readonly PairedNote[], pick: Pick): Sums {
  const places = indexGroups(notes);
  const groups = Math.max(-1, ...places) + 1;
  const rows = new Float64Array(4 * groups);
  for (const [at, note] of notes.entries()) {
    for (const [column, value] of pick(note).entries()) {
      const place = 4 * (places[at] ?? 0) + column;
      rows[place] = (rows[place] ?? 0) + value;
    }
  }
  return { rows, groups };
}

const totalOf = ({ rows, groups }: Sums) => {
  const total = new Float64Array(4);
  for (let at = 0; at < 4 * groups; at++) total[at % 4] = (total[at % 4] ?? 0) + (rows[at] ?? 0);
  return total;
};

/** A statistic of sums with the percentile interval of resampled groups. */
function estimateFromSums(
  sums: Sums,
  statistic: (total: Float64Array) => number,
  measured: Measured,
  { level, resamples, seed }: CompareOptions,
): Estimate {
  const value = statistic(totalOf(sums));
  if (!Number.isFinite(value)) return undefineEstimate(measured, "there is nothing to divide by");
  const parameters = { ...measured.parameters, groups: sums.groups };
  const drawn =
    sums.groups < 2
      ? null
      : finish(
          resamplePanels([{ rows: sums.rows, width: 4, statistics: [statistic] }], sums.groups, { resamples, seed }),
        );
  const ends = drawn && percentileInterval(drawn[0]?.[0] ?? new Float64Array(), level);
  return defineEstimate({ ...measured, parameters, value }, ends && twoSided(ends, level, "cluster-bootstrap"));
}

const wrongSums: Pick = ({ before, after }) => [before.wrong, before.units, after.wrong, after.units];

/** Exact for notes; for sentences by resampling patients or documents. */
function rateOf(notes: readonly PairedNote[], side: "before" | "after", options: CompareOptions): Estimate {
  const { unit, level } = options;
  const measured = { definition: "study.error_rate@1", parameters: { side }, n: unitsOf(notes, side, unit), unit };
  if (unit === "sentence") {
    const at = side === "before" ? 0 : 2;
    const rate = (total: Float64Array) => (total[at] ?? 0) / (total[at + 1] ?? 0);
    return estimateFromSums(sumByGroup(notes, wrongSums), rate, measured, options);
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

const rateDifference = ([before = 0, of = 0, after = 0, ofAfter = 0]: Float64Array) => after / ofAfter - before / of;

const notesWrong: Pick = ({ before, after }) => [Number(before.wrong > 0), 1, Number(after.wrong > 0), 1];

/**
 * McNemar's exact test with Newcombe's paired interval; where several notes are of one patient or document these are
 * resampled for the interval, as their notes are not independent.
 */
function differenceOfNotes(notes: readonly PairedNote[], options: CompareOptions) {
  const { level } = options;
  const measured = { definition: DIFFERENCE, parameters: { minus: "before" }, n: notes.length, unit: "note" };
  if (notes.length === 0) return { difference: undefineEstimate(measured, NOTHING), mcnemar: null };
  const table = tabulatePairs(
    notes.map(({ after }) => after.wrong),
    notes.map(({ before }) => before.wrong),
  );
  const { both, neither, firstOnly: broken, secondOnly: mended } = table;
  const alone = new Set(notes.map(({ group }) => group)).size === notes.length;
  const interval = alone
    ? twoSided(newcombePairedInterval(table, level), level, "newcombe-paired")
    : estimateFromSums(sumByGroup(notes, notesWrong), rateDifference, measured, options).interval;
  const counted = { numerator: broken - mended, denominator: notes.length, value: (broken - mended) / notes.length };
  const mcnemar: McNemar = { mended, broken, both, neither, p: mcnemarExactP(table) };
  return { difference: defineEstimate({ ...measured, ...counted }, interval), mcnemar };
}

function differenceOfSentences(notes: readonly PairedNote[], options: CompareOptions) {
  const measured = {
    ...{ definition: DIFFERENCE, parameters: { minus: "before" }, unit: "sentence" },
    n: unitsOf(notes, "after", "sentence"),
  };
  return {
    difference: estimateFromSums(sumByGroup(notes, wrongSums), rateDifference, measured, options),
    mcnemar: null,
  };
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
    estimateFromSums(sums, statistic, { ...measured, definition }, options);
  return {
    measure: "length",
    before: from("study.length@1", ([before = 0, , count = 0]) => before / count),
    after: from("study.length@1", ([, after = 0, count = 0]) => after / count),
    change: from("study.length_ratio@1", ([before = 0, after = 0]) => after / before),
  };
}

/** One side against the other on the same sources. */
export function compareSides(notes: readonly PairedNote[], options: CompareOptions) {
  const { difference, mcnemar } =
    options.unit === "note" ? differenceOfNotes(notes, options) : differenceOfSentences(notes, options);
  return {
    ...{ before: rateOf(notes, "before", options), after: rateOf(notes, "after", options), difference, mcnemar },
    watched: [
      watchMean(notes, "omissions", ({ omissions }) => omissions, options),
      watchLength(notes, options),
      watchMean(notes, "copied", ({ copied }) => copied, options),
    ],
  };
}
