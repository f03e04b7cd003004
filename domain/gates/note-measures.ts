import type { Protocol } from "../campaigns/protocol";
import { defineEstimate, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import { accelerate, bcaEnds } from "../statistics/bootstrap";
import type { AskedPanels } from "./asked-panels";
import type { CaseFacts } from "./case-facts";
import { askMedian } from "./median-ratio";
import { answersThatCount } from "./settle-answers";

/** What is known of a case's texts without showing them. */
export type NoteFacts = { words: number; length: number; comparedLength: number | null };

type Said = Pick<Protocol, "mode" | "omissions">;

/** What readers of the protocol never say has no number. */
function whyNotSaid({ mode, omissions }: Said): { errors: string | null; omissions: string | null } {
  const marks = mode === "marks";
  return {
    errors: marks ? null : "readers mark no errors in this round, so that there is nothing to count",
    omissions: marks && omissions ? null : "readers mark no omissions in this round",
  };
}

export type MeanSettings = { groups: ReadonlyMap<string, number>; asked: AskedPanels; level: number };

type Counted = { facts: CaseFacts; count: number; of: number };

/** A mean or ratio over notes, weighted, with a BCa interval by resampling groups. */
export function askMean(
  counted: readonly Counted[],
  { groups, asked, level }: MeanSettings,
  named: { definition: string; unit: string; excluded: number; silent?: string | null },
): () => Estimate {
  const rows = new Float64Array(2 * groups.size);
  let [total, size] = [0, 0];
  for (const { facts, count, of } of counted) {
    const at = 2 * (groups.get(facts.group) ?? 0);
    rows[at] = (rows[at] ?? 0) + facts.weight * count;
    rows[at + 1] = (rows[at + 1] ?? 0) + facts.weight * of;
    total += facts.weight * count;
    size += facts.weight * of;
  }
  const statistics = [(sums: Float64Array) => (sums[0] ?? 0) / (sums[1] ?? 0)];
  const { silent, ...measured } = { ...named, n: counted.length };
  if (silent) return () => undefineEstimate(measured, silent);
  if (!(size > 0)) return () => undefineEstimate(measured, "nothing was read");
  const drawn = asked.ask({ rows, width: 2, statistics });
  return () => {
    const sums = Float64Array.from({ length: groups.size }, (_, at) => rows[2 * at] ?? 0);
    const sizes = Float64Array.from({ length: groups.size }, (_, at) => rows[2 * at + 1] ?? 0);
    const acceleration = accelerate({ sums, sizes }, total, size);
    const replicates = (drawn()[0] ?? new Float64Array()).filter((each) => Number.isFinite(each)).sort();
    const value = total / size;
    const ends = Number.isFinite(acceleration) ? bcaEnds(replicates, { value, acceleration, level }) : null;
    const interval =
      ends === null || typeof ends === "string"
        ? null
        : { ...ends, level, side: "two" as const, method: "cluster-bootstrap-bca" };
    return defineEstimate({ ...measured, value, numerator: total, denominator: size }, interval);
  };
}

const meanOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

/** Counts a note, a thousand words, omissions and length, over the cases that somebody judged. */
export function askNoteMeasures(
  cases: readonly CaseFacts[],
  notes: ReadonlyMap<string, NoteFacts>,
  { protocol, ...settings }: MeanSettings & { protocol: Said },
) {
  const silent = whyNotSaid(protocol);
  const read = cases.flatMap((facts) => {
    const answers = answersThatCount(facts);
    return answers.length === 0 ? [] : [{ facts, answers }];
  });
  const excluded = cases.length - read.length;
  const errors = read.map(({ facts, answers }) => {
    return { facts, count: meanOf(answers.map((each) => each.errors.length)), of: 1 };
  });
  const omissions = read.map(({ facts, answers }) => {
    return { facts, count: meanOf(answers.map((each) => each.omissions)), of: 1 };
  });
  const perWords = errors.map((each) => ({ ...each, of: (notes.get(each.facts.id)?.words ?? 0) / 1_000 }));
  const ratios = read.flatMap(({ facts }) => {
    const of = notes.get(facts.id);
    if (!of?.comparedLength) return [];
    return [
      { group: settings.groups.get(facts.group) ?? 0, weight: facts.weight, ratio: of.length / of.comparedLength },
    ];
  });
  const note = { unit: "note", excluded, silent: silent.errors };
  const asked = {
    errorsPerNote: askMean(errors, settings, { ...note, definition: "review.errors_per_note@1" }),
    errorsPerThousandWords: askMean(perWords, settings, { ...note, definition: "review.errors_per_thousand_words@1" }),
    omissionsPerNote: askMean(omissions, settings, {
      ...{ unit: "note", excluded, silent: silent.omissions },
      definition: "review.omissions_per_note@1",
    }),
    lengthRatio: askMedian(ratios, settings, {
      definition: "review.length_ratio@1",
      unit: "note",
      excluded: cases.length - ratios.length,
    }),
  };
  return () => ({
    errorsPerNote: asked.errorsPerNote(),
    errorsPerThousandWords: asked.errorsPerThousandWords(),
    omissionsPerNote: asked.omissionsPerNote(),
    lengthRatio: asked.lengthRatio(),
  });
}
