import { splitSentences } from "../sentences/split-sentences";
import { splitTurns } from "../sentences/split-turns";
import { isDrug } from "./drug-words";
import { plainDigits, plainNumber, readNumbers } from "./read-numbers";
import type { ReviewHint } from "./review-answer";

const WORD = /[\p{L}\p{M}]+/gu;
const NEGATION = /\b(?:no|not|denies|denied|denying|without|never|negative for|absent|n't)\b/giu;
/** Words that say nothing about what is negated. */
const EMPTY = new Set(
  `the a an any of or and for to in on at with is are was were be been has have had he she they patient his her their
  significant known other previous new history signs symptoms evidence current currently recent any further`.split(
    /\s+/,
  ),
);
const ANSWERS_NO = /^\s*(?:no|nope|nah|none|never|not\b|uh-uh|negative)\b/iu;
const NEGATED_WORDS = 6;

const contentWords = (text: string): string[] =>
  [...text.toLowerCase().matchAll(WORD)].map(([word]) => word).filter((word) => word.length > 2 && !EMPTY.has(word));

/** Kept short, so that `headaches` meets `headache` and `wheezing` meets `wheeze`. */
const stem = (word: string): string => (word.length > 5 ? word.slice(0, 5) : word);

function numberHints(note: string, source: string): ReviewHint[] {
  const said = readNumbers(source);
  return [...note.matchAll(/(?<![\p{L}\p{Nd}.#])\p{Nd}+(?:,\p{Nd}{3})*(?:\.\p{Nd}+)?(?!\p{Nd}|[.)]\s+\p{L}|\p{Lu})/gu)]
    .filter(([digits]) => !said.has(plainNumber(plainDigits(digits))))
    .map(({ index, 0: digits }) => ({ start: index, end: index + digits.length, kind: "number" as const }));
}

function drugHints(note: string, source: string): ReviewHint[] {
  const said = new Set([...source.toLowerCase().matchAll(WORD)].map(([word]) => word));
  return [...note.matchAll(WORD)]
    .filter(([word]) => isDrug(word.toLowerCase()) && !said.has(word.toLowerCase()))
    .map(({ index, 0: word }) => ({ start: index, end: index + word.length, kind: "drug" as const }));
}

/** Stems of everything that the source denies: beside a word of denial, or in a question that is answered with no. */
function deniedStems(source: string): Set<string> {
  const turns = splitTurns(source).map(({ start, end }) => source.slice(start, end));
  const denied = turns.flatMap((turn, index) => {
    const asked = ANSWERS_NO.test(turn) ? contentWords(turns[index - 1] ?? "") : [];
    return new RegExp(NEGATION.source, "iu").test(turn) ? [...asked, ...contentWords(turn)] : asked;
  });
  return new Set(denied.map(stem));
}

function negationHints(note: string, source: string): ReviewHint[] {
  const denied = deniedStems(source);
  return splitSentences(note).flatMap(({ start, end }) => {
    const sentence = note.slice(start, end);
    return [...sentence.matchAll(NEGATION)].flatMap((found) => {
      const behind = sentence.slice(found.index + found[0].length);
      const words = contentWords(behind.split(/[.;:]/u)[0] ?? "").slice(0, NEGATED_WORDS);
      if (words.length === 0 || words.some((word) => denied.has(stem(word)))) return [];
      return [{ start: start + found.index, end: start + found.index + found[0].length, kind: "negation" as const }];
    });
  });
}

/**
 * Numbers, drugs and denials of a note that its source does not hold, as far as words tell. They steer a reader, so a
 * round has them only where its protocol says so. English, and digits of every script.
 */
export function findHints(note: string, source: string): ReviewHint[] {
  const found = [...numberHints(note, source), ...drugHints(note, source), ...negationHints(note, source)];
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}
