import { z } from "zod";
import { STUDY_NUMBER_NAMES } from "./study-numbers";

/** What a lineage can be asked of, as it stands in addresses. */
export const LINEAGE_SUBJECTS = {
  study: "a number of a study",
  label: "a label",
  case: "a case of a round",
  pair: "a pair",
  text: "a text that a model wrote",
  note: "a note of a dataset",
  version: "a data version",
  run: "a run",
} as const;

export type LineageSubjectKind = keyof typeof LINEAGE_SUBJECTS;
export const LINEAGE_SUBJECT_KINDS = Object.keys(LINEAGE_SUBJECTS) as [LineageSubjectKind, ...LineageSubjectKind[]];

const id = z.string().min(1).max(64);

/** A thing by its id; of a study the number that is asked for, by default the change that it came to. */
export const lineageSubjectFields = {
  of: z.enum(LINEAGE_SUBJECT_KINDS),
  id,
  number: z.enum(STUDY_NUMBER_NAMES).nullish(),
  /** Node of the comparison; the newest that was measured where it is left out. */
  node: id.nullish(),
  /** Of several trainings the one at this place; all of them where it is left out. */
  side: z.int().min(0).max(199).nullish(),
};
export const lineageSubjectSchema = z.object(lineageSubjectFields);
export type LineageSubject = z.infer<typeof lineageSubjectSchema>;

/** Below a project; ids alone, so that no text stands in an address. */
export function lineagePath({ of, id: thing, number, node, side }: LineageSubject): string {
  const asked = Object.entries({ number, node, side }).filter(([, value]) => value !== null && value !== undefined);
  const query = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
  return `/lineage/${of}/${encodeURIComponent(thing)}${query === "" ? "" : `?${query}`}`;
}
