import type { Estimate } from "../estimate";

/** What is known of one note of one side. */
export type NoteMeasures = {
  /** Units of the note that count as wrong, of how many. */
  wrong: number;
  units: number;
  omissions: number;
  /** In characters. */
  length: number;
  /** Share that stands word for word in the source. */
  copied: number | null;
};

/** One source with a note of each side. */
export type PairedNote = { item: string; group: string; before: NoteMeasures; after: NoteMeasures };

/** Beside hallucinations, so that who says less does not win. */
export const WATCHED = ["omissions", "length", "copied"] as const;
export type WatchedMeasure = (typeof WATCHED)[number];

export type Watched = { measure: WatchedMeasure; before: Estimate; after: Estimate; change: Estimate };

/** Exact McNemar's test of the pairs that disagree. */
export type McNemar = {
  /** Wrong before, right after. */
  mended: number;
  /** Right before, wrong after. */
  broken: number;
  both: number;
  neither: number;
  p: number;
};

/** A difference with its test: a claim needs both. */
export type Tested = {
  /** After minus before: below zero is better. */
  difference: Estimate;
  /** Exact McNemar's where each note is of a group of its own, else of resampled groups; null where nothing was. */
  p: number | null;
};

/** Failures are counted, and the headline is given with them as wrong, too (excluded they are in the main one). */
export type EmptyNotes = {
  before: number;
  after: number;
  /** Null where nothing was left empty. */
  asWrong: { before: Estimate; after: Estimate; difference: Estimate } | null;
};

export type SideComparison = Tested & {
  /** Of the training that the new notes come from. */
  seed: number | null;
  name: string;
  before: Estimate;
  after: Estimate;
  /** Null where the unit is a sentence: there the groups are resampled. */
  mcnemar: McNemar | null;
  empty: EmptyNotes;
  watched: Watched[];
  excluded: { reason: string; notes: number }[];
};
