import type { Span } from "@/domain/assessments/mark";

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** Far enough for the next word; a text of 200 kB is not cut into words for one key. */
const NEAR = 1_500;

/** Where words near an offset begin and end, as offsets into the whole text. */
export function wordEdges(text: string, around: number): { starts: number[]; ends: number[] } {
  return edgesWithin(text, { start: Math.max(0, around - NEAR), end: Math.min(text.length, around + NEAR) });
}

function edgesWithin(text: string, within: Span): { starts: number[]; ends: number[] } {
  const words = [...segmenter.segment(text.slice(within.start, within.end))].filter(({ isWordLike }) => isWordLike);
  return {
    starts: words.map(({ index }) => within.start + index),
    ends: words.map(({ index, segment }) => within.start + index + segment.length),
  };
}

const ARABIC_OR_HEBREW = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** By the first letter, as `dir=auto` does. */
export function isRightToLeft(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0];
  return letter !== undefined && ARABIC_OR_HEBREW.test(letter);
}
