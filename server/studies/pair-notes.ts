import type { NoteMeasures, PairedNote } from "@/domain/studies/study-result";
import type { EmptyNote } from "./read-empty-notes";
import type { MeasuredRound } from "./read-paired-notes";

export type Pairing = {
  notes: PairedNote[];
  /** These and those that a model left empty, which count as wrong. */
  withEmpty: PairedNote[];
  /** Notes that each side left empty. */
  empty: { before: number; after: number };
  excluded: { reason: string; notes: number }[];
};

/** As a failure an empty note is one unit, and wrong. */
const EMPTY: NoteMeasures = { wrong: 1, units: 1, omissions: 0, length: 0, copied: null };

type Sides = { group: string; before?: NoteMeasures | null; after?: NoteMeasures | null };

/** Notes of two runs by their source; what one side lacks, left empty, or nobody judged, is left out and counted. */
export function pairNotes(
  { cases, withdrawn, strange }: Pick<MeasuredRound, "cases" | "withdrawn" | "strange">,
  unwritten: readonly EmptyNote[],
  { before, after }: { before: string; after: string },
): Pairing {
  const byItem = new Map<string, Sides>();
  const silent = unwritten.map((each) => ({ ...each, measures: EMPTY }));
  for (const { item, group, runId, measures } of [...cases, ...silent]) {
    const side = runId === before ? "before" : runId === after ? "after" : null;
    if (side) byItem.set(item, { ...byItem.get(item), group, [side]: measures });
  }
  const withEmpty: PairedNote[] = [];
  let [alone, unjudged] = [0, 0];
  for (const [item, { group, ...sides }] of byItem) {
    if (sides.before === undefined || sides.after === undefined) alone += 1;
    else if (sides.before === null || sides.after === null) unjudged += 1;
    else withEmpty.push({ item, group, before: sides.before, after: sides.after });
  }
  const notes = withEmpty.filter((note) => note.before !== EMPTY && note.after !== EMPTY);
  const countEmpty = (run: string) => unwritten.filter(({ runId }) => runId === run).length;
  const excluded = [
    { reason: "one of the two models or both left it empty", notes: withEmpty.length - notes.length },
    { reason: "one of the two models has no note of it here", notes: alone },
    { reason: "nobody could judge both of its notes", notes: unjudged },
    { reason: "it was erased or taken out of the round", notes: withdrawn },
    { reason: "it does not only confirm in this study", notes: strange },
  ];
  return {
    ...{ notes, withEmpty, empty: { before: countEmpty(before), after: countEmpty(after) } },
    excluded: excluded.filter((each) => each.notes > 0),
  };
}
