import { createDraw } from "../campaigns/draw";
import { groupBy } from "./group-by";
import type { LeftOut, NoteOf, PairCandidate, TextRef } from "./pair-candidate";
import type { PairSide } from "./pair-provenance";
import type { PairRecipe } from "./pair-recipe";

/** A row of a rewrite run: what was taken as clean, and what became of it. */
export type Rewrite = {
  runId: string;
  /** A control says in other words what the original says. */
  kind: "rewrite" | "control";
  h: 0 | 1;
  original: TextRef;
  text: TextRef;
  edits: Record<string, unknown>[];
  note: NoteOf;
};

const side = (label: PairSide["label"]): PairSide => ({
  generation: null,
  case: null,
  campaign: null,
  arm: null,
  label,
});

const nameOf = ({ note, original }: Rewrite) => `${note.promptKey} ${original.digest}`;

function candidateOf(rewrite: Rewrite, control: Rewrite | null): PairCandidate {
  const { note, original, text, h, runId, edits } = rewrite;
  return {
    ...{ ...note, split: null, origin: "rewrite" },
    ...{ chosen: control?.text ?? original, rejected: text, hChosen: 0, hRejected: h, flipped: false },
    provenance: {
      ...{ chosen: side(control ? "edit" : "rule"), rejected: side("edit"), readers: null, reviewers: [] },
      ...{ adjudications: [], run: runId, edits, edited: false },
    },
    ...{ assessmentIds: [], generationIds: [] },
  };
}

/**
 * A clean note against its rewrites, so many for each note as the ratio says: its whole part for every note, and one
 * more for a share of them. Where there is a control, every other pair has it in the clean note's place, so that being
 * rewritten is not what gives the wrong one away.
 */
export function pairsOfRewrites(
  rewrites: readonly Rewrite[],
  { adversarialRatio, seed, left }: Pick<PairRecipe, "adversarialRatio" | "seed"> & { left: LeftOut },
): PairCandidate[] {
  const draw = createDraw(seed, "rewrites");
  const [whole, share] = [Math.floor(adversarialRatio), adversarialRatio % 1];
  const made: PairCandidate[] = [];
  for (const rows of groupBy(rewrites, nameOf).values()) {
    const wanted = whole + (draw(1_000_000) < share * 1_000_000 ? 1 : 0);
    const wrong = rows.filter(({ kind }) => kind === "rewrite");
    const controls = rows.filter(({ kind }) => kind === "control");
    if (wrong.length === 0) left.add("Rewrites: The note could not be rewritten.");
    left.add("Rewrites: More rewrites of the note than the ratio asks for.", null, Math.max(0, wrong.length - wanted));
    for (const [place, each] of wrong.slice(0, wanted).entries()) {
      const control = controls[place % Math.max(1, controls.length)];
      made.push(candidateOf(each, control && draw(2) === 0 ? control : null));
    }
  }
  return made;
}
