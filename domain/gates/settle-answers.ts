import type { Answer, CaseFacts, ErrorTaker } from "./case-facts";
import type { GateRule } from "./gate-rule";

/** Every rate asks it of every case. */
const counting = new WeakMap<CaseFacts, readonly Answer[]>();

/** What counts for a case: the settled answer alone where there is one, else every reading that judged. */
export function answersThatCount(facts: CaseFacts): readonly Answer[] {
  const found = counting.get(facts);
  if (found) return found;
  const said = facts.settled ? [facts.settled.answer] : facts.readings.map(({ answer }) => answer);
  const answers = said.filter(({ judged }) => judged);
  counting.set(facts, answers);
  return answers;
}

/** Whether it counts as an error where `hits` of `n` answers say so; a tie counts until somebody settles it. */
export function settles(hits: number, n: number, rule: GateRule["readings"]): boolean {
  if (n === 0) return false;
  if (rule === "any") return hits > 0;
  return rule === "all" ? hits === n : 2 * hits >= n;
}

export const isTie = (hits: number, n: number): boolean => n > 0 && 2 * hits === n;

/** Sentences of a case that counted as wrong. A mark over two sentences makes both wrong; one in a heading, none. */
export function wrongSentences(
  { places }: Pick<CaseFacts, "places">,
  answers: readonly Answer[],
  { takes }: ErrorTaker,
  rule: GateRule["readings"],
): number {
  let wrong = 0;
  for (const { start, end } of places) {
    const hits = answers.filter(({ errors }) =>
      errors.some((mark) => takes(mark) && mark.span.start < end && start < mark.span.end),
    ).length;
    if (settles(hits, answers.length, rule)) wrong += 1;
  }
  return wrong;
}

/** Of a case: how many of its units are wrong, of how many. Null where nobody judged it. */
export function countWrong(
  facts: CaseFacts,
  taker: ErrorTaker,
  { unit, readings }: Pick<GateRule, "unit" | "readings">,
): { wrong: number; units: number; tied: boolean } | null {
  const answers = answersThatCount(facts);
  if (answers.length === 0) return null;
  const hits = answers.filter(taker.inNote).length;
  const tied = readings === "majority" && isTie(hits, answers.length);
  const inNote = settles(hits, answers.length, readings) ? 1 : 0;
  if (unit === "note" || facts.sentences <= 1) return { wrong: inNote, units: 1, tied };
  if (answers.every(({ marked, errors }) => !marked && errors.length === 0))
    return { wrong: 0, units: facts.sentences, tied };
  const placed = wrongSentences(facts, answers, taker, readings);
  // A yes that names no place is one sentence at least.
  const unplaced = answers.every(({ errors }) => errors.length === 0) ? inNote : 0;
  return { wrong: Math.max(placed, unplaced), units: facts.sentences, tied };
}
