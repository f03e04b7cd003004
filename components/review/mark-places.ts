import type { Mark, Span } from "@/domain/assessments/mark";

export const touches = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

export const sameSpan = (one: Span, other: Span): boolean => one.start === other.start && one.end === other.end;

export const errorsOf = (marks: readonly Mark[]): Mark[] => marks.filter(({ kind }) => kind === "error");

export const omissionsOf = (marks: readonly Mark[]): Mark[] => marks.filter(({ kind }) => kind === "omission");

/** Index of the span that holds the offset, or of the last one that begins before it. */
export function spanAt(spans: readonly Span[], offset: number): number {
  const after = spans.findIndex(({ start }) => start > offset);
  return Math.max(0, (after < 0 ? spans.length : after) - 1);
}

/** Numbers, from 1, of the turns that a span of the source touches. */
export function turnNumbers(turns: readonly Span[], spans: readonly Span[]): number[] {
  return turns.flatMap((turn, index) => (spans.some((span) => touches(span, turn)) ? [index + 1] : []));
}

export type Segment = Span & { marks: Mark[] };

/** A text cut wherever a mark begins or ends, so that marks may lie over one another. */
export function cutSegments(within: Span, marks: readonly Mark[]): Segment[] {
  const inside = marks.filter(({ span }) => touches(span, within));
  const clamp = (offset: number) => Math.min(Math.max(offset, within.start), within.end);
  const cuts = inside.flatMap(({ span }) => [clamp(span.start), clamp(span.end)]);
  const edges = [...new Set([within.start, ...cuts, within.end])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? within.end;
    return { start, end, marks: inside.filter(({ span }) => touches(span, { start, end })) };
  });
}

/** The mark that a key is meant for: of those at the cursor the one made last. */
export function markAt(marks: readonly Mark[], sentence: Span | undefined): string | null {
  if (!sentence) return null;
  return errorsOf(marks).findLast(({ span }) => touches(span, sentence))?.id ?? null;
}
