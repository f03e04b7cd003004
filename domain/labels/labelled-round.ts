import type { Assessment, Mark } from "../assessments/mark";
import type { Protocol, ReviewUnit } from "../campaigns/protocol";
import type { LabelProblem } from "./label-problem";

/** A text is empty where the labels came without it. */
export type LabelledItem = {
  item: string;
  group: string;
  section: string | null;
  arm: string | null;
  note: string;
  source: string;
  exampleId: string | null;
};

export type LabelledReading = {
  /** Places in `items` and `readers`. */
  item: number;
  reader: number;
  verdict: Extract<Assessment["verdict"], "clean" | "marked" | "cannot-judge">;
  marks: Mark[];
  corrected: string | null;
  comment: string;
  reason: string | null;
  /** 0 where the file says nothing of time. */
  seconds: number;
};

/** What a file of labels comes to, whatever its form; nothing of it may be stored while there are problems. */
export type LabelledRound = {
  unit: ReviewUnit;
  /** What a problem's number counts. */
  counted: "row" | "task";
  items: LabelledItem[];
  readers: string[];
  readings: LabelledReading[];
  protocol: Pick<Protocol, "taxonomy" | "severities" | "omissions" | "corrections">;
  /** Rows of the file, and cells without a label: what nobody said counts in nothing. */
  rows: number;
  missing: number;
  problems: LabelProblem[];
  problemCount: number;
};

/** What is known of an item from elsewhere. */
export type KnownItem = Pick<LabelledItem, "note" | "source" | "group" | "section" | "exampleId">;
/** By item; null where the file stands by itself. */
export type KnownItems = ReadonlyMap<string, KnownItem> | null;
