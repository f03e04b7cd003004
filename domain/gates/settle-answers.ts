import type { Mark } from "../assessments/mark";
import { hasPlace } from "../labels/place-span";
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

const touches = (mark: Mark, { start, end }: { start: number; end: number }) =>
  hasPlace(mark.span) && mark.span.start < end && start < mark.span.end;

/** An error of which nobody can tell the sentence: a yes alone, a mark without a place, or one in a text that is gone. */
export const isUnplaced = (answer: Answer, { places }: Pick<CaseFacts, "places">, taker: ErrorTaker): boolean =>
  taker.inNote(answer) &&
  (!answer.errors.some(taker.takes) ||
    places.length === 0 ||
    answer.errors.some((mark) => taker.takes(mark) && !hasPlace(mark.span)));

export const saysOfSentence = (answer: Answer, place: { start: number; end: number }, { takes }: ErrorTaker): boolean =>
  answer.errors.some((mark) => takes(mark) && touches(mark, place));

/** Sentences of a case that counted as wrong. A mark over two sentences makes both wrong; one in a heading, none. */
function countSentences(facts: CaseFacts, answers: readonly Answer[], taker: ErrorTaker, rule: GateRule["readings"]) {
  const n = answers.length;
  const hits = facts.places.map((place) => answers.filter((answer) => saysOfSentence(answer, place, taker)).length);
  const placed = hits.filter((each) => settles(each, n, rule)).length;
  const unplaced = answers.filter((answer) => isUnplaced(answer, facts, taker));
  const somewhere = answers.filter(
    (answer) => unplaced.includes(answer) || facts.places.some((place) => saysOfSentence(answer, place, taker)),
  ).length;
  // What names no place is one sentence at least, if as many say it as must.
  const least = unplaced.length > 0 && settles(somewhere, n, rule) ? 1 : 0;
  const tied = hits.some((each) => isTie(each, n)) || (unplaced.length > 0 && isTie(somewhere, n));
  return { wrong: Math.max(placed, least), tied: rule === "majority" && tied };
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
    return { wrong: 0, units: facts.sentences, tied: false };
  return { ...countSentences(facts, answers, taker, readings), units: facts.sentences };
}
