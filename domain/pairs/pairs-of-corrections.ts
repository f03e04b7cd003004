import type { LeftOut, PairCandidate, ReadNote, TextRef } from "./pair-candidate";
import type { ConflictRule } from "./pair-recipe";
import { provenanceOfNotes, sideOf } from "./provenance-of-notes";
import { settleNote } from "./settle-note";

const SETTLE = "Settle it on the round's page of disagreements, or choose another rule for what readers differ on.";

type Correction = { text: string; assessmentIds: string[] } | { why: string };

function onlyText(texts: readonly string[], rule: ConflictRule): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [first] = counts.keys();
  if (first === undefined || counts.size === 1) return first ?? null;
  if (rule === "any") return first;
  if (rule === "leave-out") return null;
  return [...counts].find(([, times]) => 2 * times > texts.length)?.[0] ?? null;
}

/** What stands instead of the note: what was settled, or what its readers wrote. Null where nobody corrected it. */
function correctionOf({ readings, settled }: ReadNote, rule: ConflictRule): Correction | null {
  const corrected = readings
    .filter((each) => each.corrected !== null)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  if (settled) {
    const ids = readings.map(({ assessmentId }) => assessmentId);
    if (settled.corrected !== null) return { text: settled.corrected, assessmentIds: ids };
    return corrected.length > 0 ? { why: "It was settled without a corrected text." } : null;
  }
  if (corrected.length === 0) return null;
  const text = onlyText(
    corrected.map((each) => each.corrected ?? ""),
    rule,
  );
  if (text === null) return { why: "Readers corrected it in different ways, and nobody settled it." };
  const ids = corrected.filter((each) => each.corrected === text).map(({ assessmentId }) => assessmentId);
  return { text, assessmentIds: ids };
}

/** Each corrected note: what stands now against what was corrected. */
export function pairsOfCorrections(
  notes: readonly ReadNote[],
  { conflicts, digest, left }: { conflicts: ConflictRule; digest: (text: string) => string; left: LeftOut },
): PairCandidate[] {
  return notes.flatMap((note): PairCandidate[] => {
    const correction = correctionOf(note, conflicts);
    if (!correction) return [];
    if ("why" in correction) {
      left.add(`Corrections: ${correction.why}`, SETTLE);
      return [];
    }
    const answers = note.readings.map(({ answer }) => answer);
    const settled = settleNote(answers, note.settled?.answer ?? null, conflicts);
    if (settled.label === null) {
      left.add(`Corrections: ${settled.why}`, SETTLE);
      return [];
    }
    const omitted = (note.settled ? [note.settled.answer] : answers).some(({ omissions }) => omissions > 0);
    if (settled.label === 0 && !omitted) {
      left.add("Corrections: Nothing is marked in the note that was corrected.", "Mark what is wrong in it.");
      return [];
    }
    const { text, assessmentIds } = correction;
    const chosen: TextRef = { digest: digest(text), length: text.length, text };
    const { source, promptKey, template, section, group, exampleId, noteHash } = note;
    return [
      {
        ...{ source, promptKey, template, section, group, exampleId, noteHash, split: null, origin: "correction" },
        ...{ chosen, rejected: note.note, hChosen: 0, hRejected: settled.label, flipped: false },
        provenance: provenanceOfNotes([note], {
          chosen: { ...sideOf(note, "correction"), generation: null, arm: null },
          rejected: sideOf(note, settled.by),
        }),
        assessmentIds: [...new Set([...assessmentIds, ...note.readings.map((each) => each.assessmentId)])].sort(),
        generationIds: note.generationId ? [note.generationId] : [],
      },
    ];
  });
}
