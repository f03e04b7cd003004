import { type Interval, matchSpans, overlapsHalf, sameSpan } from "./match-spans";

/** Id and version of what a token is: a word or number with its points and hyphens inside, or any other sign alone. */
export const TOKENS = "tokens@1";
const TOKEN = /[\p{L}\p{N}\p{M}]+(?:[.,:/'’-][\p{L}\p{N}\p{M}]+)*|[^\s\p{L}\p{N}\p{M}]/gu;

export function readTokens(text: string): Interval[] {
  return [...text.matchAll(TOKEN)].map(({ index, 0: token }) => ({ start: index, end: index + token.length }));
}

/** Twice the matches over all that both sides marked is F1, whichever of them is the reference. */
export type SpanSums = { matches: number; marked: number };

export function sumExact(ones: readonly Interval[], others: readonly Interval[]): SpanSums {
  return { matches: matchSpans(ones, others, sameSpan).length, marked: ones.length + others.length };
}

/** Spans that share at least half of what either covers. */
export function sumSoft(ones: readonly Interval[], others: readonly Interval[]): SpanSums {
  return { matches: matchSpans(ones, others, overlapsHalf).length, marked: ones.length + others.length };
}

function markedTokens(tokens: readonly Interval[], spans: readonly Interval[]): boolean[] {
  return tokens.map((token) => spans.some(({ start, end }) => start < token.end && token.start < end));
}

/** Tokens that both marked, that one of them did, and that none did. */
export type TokenSums = { both: number; firstOnly: number; secondOnly: number; neither: number };

export function sumTokens(
  tokens: readonly Interval[],
  ones: readonly Interval[],
  others: readonly Interval[],
): TokenSums {
  const [first, second] = [markedTokens(tokens, ones), markedTokens(tokens, others)];
  const sums = { both: 0, firstOnly: 0, secondOnly: 0, neither: 0 };
  first.forEach((marked, at) => {
    sums[marked ? (second[at] ? "both" : "firstOnly") : second[at] ? "secondOnly" : "neither"] += 1;
  });
  return sums;
}

/** NaN where nobody marked anything. */
export const spanF1 = (matches: number, marked: number): number => (marked === 0 ? Number.NaN : (2 * matches) / marked);
