import { groupBy } from "./group-by";
import { type LeftOut, type PairCandidate, type ReadNote, textKeyOf } from "./pair-candidate";
import type { SettledBy } from "./pair-provenance";
import type { ConflictRule } from "./pair-recipe";
import { provenanceOfNotes, sideOf } from "./provenance-of-notes";
import { settleNote } from "./settle-note";

type Judged = { note: ReadNote; label: 0 | 1; by: SettledBy };

function judge(notes: readonly ReadNote[], conflicts: ConflictRule, left: LeftOut): Judged[] {
  const judged = notes.flatMap((note): Judged[] => {
    const answers = note.readings.map(({ answer }) => answer);
    if (answers.length === 0 && !note.settled) return [];
    const settled = settleNote(answers, note.settled?.answer ?? null, conflicts);
    if (settled.label !== null) return [{ note, label: settled.label, by: settled.by }];
    left.add(`Generations: ${settled.why}`, "Settle it, or choose another rule for what readers differ on.");
    return [];
  });
  const labels = new Map<string, Set<number>>();
  for (const { note, label } of judged) {
    const key = textKeyOf(note, note.note);
    labels.set(key, (labels.get(key) ?? new Set()).add(label));
  }
  const kept = judged.filter(({ note }) => labels.get(textKeyOf(note, note.note))?.size === 1);
  left.add(
    "Generations: The same text counts as clean in one case and as hallucinated in another.",
    "Settle both, or leave one of the rounds out.",
    judged.length - kept.length,
  );
  return kept;
}

/** The same text that several models wrote counts once. */
function once(judged: readonly Judged[]): Judged[] {
  return [...new Map(judged.map((each) => [each.note.note.digest, each])).values()];
}

const distance = ([clean, wrong]: [Judged, Judged]) => Math.abs(clean.note.note.length - wrong.note.note.length);

/** Pairs whose lengths are alike come first, so that length is not what is learned; then those with unused texts. */
function closest(clean: readonly Judged[], wrong: readonly Judged[], most: number): [Judged, Judged][] {
  const all = clean.flatMap((one) => wrong.map((other): [Judged, Judged] => [one, other]));
  const name = ([one, other]: [Judged, Judged]) => `${one.note.note.digest} ${other.note.note.digest}`;
  all.sort((one, other) => distance(one) - distance(other) || (name(one) < name(other) ? -1 : 1));
  const used = new Set<string>();
  const fresh = all.filter(([one, other]) => {
    const digests = [one.note.note.digest, other.note.note.digest];
    if (digests.some((digest) => used.has(digest))) return false;
    for (const digest of digests) used.add(digest);
    return true;
  });
  return [...fresh, ...all.filter((pair) => !fresh.includes(pair))].slice(0, most);
}

function candidateOf([clean, wrong]: [Judged, Judged]): PairCandidate {
  const notes = [clean.note, wrong.note];
  const { source, promptKey, section, group, exampleId, noteHash } = clean.note;
  return {
    ...{ source, promptKey, section, group, exampleId, noteHash, split: null, origin: "generations" },
    // What the model that erred was asked is what it is to learn on.
    template: wrong.note.template,
    ...{ chosen: clean.note.note, rejected: wrong.note.note, hChosen: 0, hRejected: 1, flipped: false },
    provenance: provenanceOfNotes(notes, {
      chosen: sideOf(clean.note, clean.by),
      rejected: sideOf(wrong.note, wrong.by),
    }),
    assessmentIds: notes.flatMap(({ readings }) => readings.map(({ assessmentId }) => assessmentId)).sort(),
    generationIds: notes.flatMap(({ generationId }) => generationId ?? []),
  };
}

/** Of each source with a clean and a hallucinated note: the clean against the hallucinated. */
export function pairsOfGenerations(
  notes: readonly ReadNote[],
  { conflicts, pairsPerPrompt, left }: { conflicts: ConflictRule; pairsPerPrompt: number; left: LeftOut },
): PairCandidate[] {
  const byPrompt = groupBy(judge(notes, conflicts, left), ({ note }) => note.promptKey);
  const made: PairCandidate[] = [];
  for (const judged of byPrompt.values()) {
    const clean = once(judged.filter(({ label }) => label === 0));
    const wrong = once(judged.filter(({ label }) => label === 1));
    if (clean.length > 0 && wrong.length > 0) {
      for (const pair of closest(clean, wrong, pairsPerPrompt)) made.push(candidateOf(pair));
    } else if (wrong.length > 0) left.add("Generations: No note of the same source is clean.", null, wrong.length);
    else left.add("Generations: No note of the same source is hallucinated.", null, clean.length);
  }
  return made;
}
