import { BEFORE_LETTER, BEFORE_NUMBER, MAYBE_LAST, NEVER_LAST, SENTENCE_STARTERS } from "./abbreviations";

/** What stands on both sides of a point. */
export type Point = {
  /** The word right before it, without brackets and quotes; empty where there is none. */
  word: string;
  /** The word before that one. */
  wordBefore: string;
  /** The word is the first of its sentence. */
  first: boolean;
  /** What follows the space behind it. */
  after: string;
};

const OPENERS = /^["'“‘«([\p{Ps}\p{Pi}¿¡\p{Cf}]+/u;

const nextWord = (after: string): string => after.replace(OPENERS, "").match(/^[\p{L}\p{M}\p{Nd}'’]+/u)?.[0] ?? "";

const isUpper = (word: string): boolean => /^\p{Lu}/u.test(word);
const isLower = (word: string): boolean => /^\p{Ll}/u.test(word);
const isDigit = (word: string): boolean => /^\p{Nd}/u.test(word);
/** Of a script without capitals, so that case says nothing. */
const isCaseless = (word: string): boolean => /^\p{Lo}/u.test(word);

function endsBehindLetter({ word, wordBefore, first }: Point, next: string): boolean {
  if (isCaseless(word) || isLower(word)) return false;
  if (first || !isUpper(next)) return false;
  return BEFORE_LETTER.has(wordBefore.toLowerCase()) || SENTENCE_STARTERS.has(next.toLowerCase());
}

/** Whether a point ends a sentence, and is not that of an abbreviation, an initial or an enumerator. */
export function endsSentence(point: Point): boolean {
  const { word, first, after } = point;
  const next = nextWord(after);
  const lower = word.toLowerCase();
  const starts = isUpper(next) && SENTENCE_STARTERS.has(next.toLowerCase());
  if (word === "") return !isLower(next) || !first;
  if (isDigit(word)) return !(first && /^\p{Nd}{1,2}$/u.test(word));
  if (NEVER_LAST.has(lower)) return false;
  if (BEFORE_NUMBER.has(lower) && isDigit(next)) return false;
  if (/^\p{L}$/u.test(word)) return endsBehindLetter(point, next);
  if (MAYBE_LAST.has(lower) || /^(?:[\p{L}\p{Nd}]{1,3}\.)+[\p{L}\p{Nd}]{1,3}$/u.test(word)) {
    if (lower === "al") return starts;
    return !first && !isLower(next) && !isDigit(next);
  }
  if (isLower(next)) return /[aeiouy]/u.test(lower) || !/^[a-z]{2,5}$/u.test(lower);
  return true;
}
