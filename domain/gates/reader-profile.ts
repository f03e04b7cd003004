import { defineEstimate, twoSided, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import { quantile } from "../statistics/bootstrap";
import { clopperPearsonInterval } from "../statistics/exact-binomial";
import { pairedT, welchT } from "../statistics/student";

const LEVEL = 0.95;
const BLOCKS = 4;

/** One reading of a reader, in the order in which they were given. */
export type OwnReading = {
  at: Date;
  /** With the page in focus; null where nobody measured it. */
  seconds: number | null;
  marked: boolean;
};

export type ReaderFacts = {
  /** Of the sample, judged. */
  readings: readonly OwnReading[];
  /** On cases that others judged too: what she said, and the share of them who marked it. */
  shared: readonly { own: boolean; others: number }[];
  /** Cases that she read twice without being told. */
  repeats: readonly { first: boolean; second: boolean }[];
  planted: readonly boolean[];
  /** Of planted errors whose place is known, where places are marked: one of hers meets it. */
  detected: readonly boolean[];
  clean: readonly boolean[];
};

export type ProfileBlock = { from: Date; to: Date; marked: Estimate; seconds: Estimate };

export type ReaderProfile = {
  /** Share of the notes that she called wrong. */
  strictness: Estimate;
  /** How much more often than others on the same notes; below 0 is less. */
  leaning: Estimate;
  /** Median seconds a note, with the page in focus. */
  seconds: Estimate;
  /** In equal parts of her own time. */
  blocks: ProfileBlock[];
  /** Share marked in the second half minus in the first. */
  markedDrift: Estimate;
  /** Seconds a note in the second half minus in the first. */
  secondsDrift: Estimate;
  selfAgreement: Estimate;
  /** Planted errors that she marked where they are. */
  detection: Estimate;
  sensitivity: Estimate;
  specificity: Estimate;
};

function shareOf(definition: string, hits: readonly boolean[], unit: string, why: string): Estimate {
  const n = hits.length;
  if (n === 0) return undefineEstimate({ definition, n, unit }, why);
  const numerator = hits.filter(Boolean).length;
  const interval = twoSided(clopperPearsonInterval(numerator, n, LEVEL), LEVEL, "clopper-pearson");
  return defineEstimate({ definition, n, unit, value: numerator / n, numerator, denominator: n }, interval);
}

const UNTIMED = "it was not read on a page of Assay, so that no time was measured";

function medianSeconds(readings: readonly OwnReading[]): Estimate {
  const measured = { definition: "review.seconds_per_note@1", n: readings.length, unit: "note" };
  if (readings.length === 0) return undefineEstimate(measured, "nothing was read");
  const timed = readings.flatMap(({ seconds }) => seconds ?? []);
  if (timed.length === 0) return undefineEstimate(measured, UNTIMED);
  const sorted = Float64Array.from(timed).sort();
  return defineEstimate({ ...measured, value: quantile(sorted, 0.5) }, null);
}

const cut = (readings: readonly OwnReading[], parts: number): OwnReading[][] =>
  Array.from({ length: parts }, (_, part) =>
    readings.slice(Math.floor((part * readings.length) / parts), Math.floor(((part + 1) * readings.length) / parts)),
  );

function driftOf(
  definition: string,
  readings: readonly OwnReading[],
  read: (reading: OwnReading) => number | null,
): Estimate {
  const [first = [], second = []] = cut(readings, 2).map((part) => part.flatMap((each) => read(each) ?? []));
  const measured = { definition, n: readings.length, unit: "note" };
  if (readings.length > 0 && first.length + second.length === 0) return undefineEstimate(measured, UNTIMED);
  const test = welchT(second, first, LEVEL);
  if (!test) return undefineEstimate(measured, "too few notes, or all alike");
  return defineEstimate({ ...measured, value: test.difference }, twoSided(test, LEVEL, "welch-t"));
}

function leaningOf(shared: ReaderFacts["shared"]): Estimate {
  const measured = { definition: "review.leaning@1", n: shared.length, unit: "note" };
  if (shared.length === 0) return undefineEstimate(measured, "nobody else read the same notes");
  const differences = shared.map(({ own, others }) => Number(own) - others);
  const test = pairedT(differences, LEVEL);
  const value = differences.reduce((sum, each) => sum + each, 0) / shared.length;
  return defineEstimate({ ...measured, value }, test && twoSided(test, LEVEL, "paired-t"));
}

/** How one person reads, from what she read alone and from what others say of the same notes. */
export function describeReader({ readings, shared, repeats, planted, detected, clean }: ReaderFacts): ReaderProfile {
  const inOrder = [...readings].sort((one, other) => one.at.getTime() - other.at.getTime());
  const markedIn = (part: readonly OwnReading[]) =>
    shareOf(
      "review.strictness@1",
      part.map(({ marked }) => marked),
      "note",
      "nothing was read",
    );
  const blocks = cut(inOrder, BLOCKS).flatMap((part) => {
    const [first, last] = [part[0], part.at(-1)];
    return first && last ? [{ from: first.at, to: last.at, marked: markedIn(part), seconds: medianSeconds(part) }] : [];
  });
  return {
    strictness: markedIn(inOrder),
    leaning: leaningOf(shared),
    seconds: medianSeconds(inOrder),
    blocks,
    markedDrift: driftOf("review.marked_drift@1", inOrder, ({ marked }) => Number(marked)),
    secondsDrift: driftOf("review.seconds_drift@1", inOrder, ({ seconds }) => seconds),
    selfAgreement: shareOf(
      "review.self_agreement@1",
      repeats.map(({ first, second }) => first === second),
      "repeated note",
      "no note was read twice",
    ),
    detection: shareOf("review.detection@1", detected, "control", "no planted error was read, or no places are marked"),
    sensitivity: shareOf("review.sensitivity@1", planted, "control", "no planted error was read"),
    specificity: shareOf(
      "review.specificity@1",
      clean.map((marked) => !marked),
      "control",
      "no clean control was read",
    ),
  };
}

const WAIT = "shown once the round is closed";

/** Before the round is closed: how fast and how well she reads, and nothing of what she found. */
export function hideFindings(profile: ReaderProfile): ReaderProfile {
  const hide = ({ definition, unit }: Estimate) => undefineEstimate({ definition, n: 0, unit }, WAIT);
  return {
    ...profile,
    strictness: hide(profile.strictness),
    leaning: hide(profile.leaning),
    markedDrift: hide(profile.markedDrift),
    blocks: profile.blocks.map((block) => ({ ...block, marked: hide(block.marked) })),
  };
}
