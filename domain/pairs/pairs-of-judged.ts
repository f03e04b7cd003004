import { createDraw } from "../campaigns/draw";
import { groupBy } from "./group-by";
import type { Label } from "./pair";
import type { LeftOut, NoteOf, PairCandidate, TextRef } from "./pair-candidate";
import type { PairRecipe } from "./pair-recipe";

/** One answer with the label that a file gave it, such as MedHal's statements, true or false of their contexts. */
export type JudgedAnswer = NoteOf & { exampleId: string; answer: TextRef; label: Label };

function candidateOf(factual: JudgedAnswer, wrong: JudgedAnswer): PairCandidate {
  const { answer: chosen, label: hChosen, ...note } = factual;
  return {
    ...note,
    ...{ split: null, origin: "imported", chosen, rejected: wrong.answer, hChosen, hRejected: wrong.label },
    ...{ flipped: false, provenance: null, assessmentIds: [], generationIds: [] },
  };
}

/**
 * Factual answers against hallucinated ones to the same prompt, in their order and so many for each factual one as the
 * ratio says: its whole part for every one, and one more for a share of them. No hallucinated answer is taken twice
 * before each was taken once.
 */
export function pairsOfJudged(
  answers: readonly JudgedAnswer[],
  { adversarialRatio, seed, left }: Pick<PairRecipe, "adversarialRatio" | "seed"> & { left: LeftOut },
): PairCandidate[] {
  const draw = createDraw(seed, "judged");
  const [whole, share] = [Math.floor(adversarialRatio), adversarialRatio % 1];
  const made: PairCandidate[] = [];
  for (const rows of groupBy(answers, ({ source }) => source.digest).values()) {
    const [factual, wrong] = [rows.filter(({ label }) => label === 0), rows.filter(({ label }) => label === 1)];
    if (wrong.length === 0) left.add("Judged answers: No answer to this prompt is hallucinated.", null, factual.length);
    if (factual.length === 0) left.add("Judged answers: No answer to this prompt is factual.", null, wrong.length);
    let next = 0;
    for (const one of factual) {
      const wanted = whole + (draw(1_000_000) < share * 1_000_000 ? 1 : 0);
      for (let taken = 0; taken < Math.min(wanted, wrong.length); taken += 1) {
        const other = wrong[next % wrong.length];
        next += 1;
        if (other) made.push(candidateOf(one, other));
      }
    }
  }
  return made;
}
