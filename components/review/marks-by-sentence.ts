import type { Mark, Span } from "@/domain/assessments/mark";
import { errorsOf, touches } from "./mark-places";

const NONE: readonly Mark[] = [];

/** The error marks of each sentence; sentences without one share an empty list, so that they are not drawn again. */
export function marksBySentence(
  sentences: readonly Span[],
  marks: readonly Mark[],
): (index: number) => readonly Mark[] {
  const found = new Map<number, Mark[]>();
  for (const mark of errorsOf(marks)) {
    for (const index of touched(sentences, mark.span)) found.set(index, [...(found.get(index) ?? []), mark]);
  }
  return (index) => found.get(index) ?? NONE;
}

/** Sentences stand in order, so the first that is touched is found by halving. */
function touched(sentences: readonly Span[], span: Span): number[] {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.end ?? 0) <= span.start) low = middle + 1;
    else high = middle;
  }
  const indices: number[] = [];
  for (let index = low; index < sentences.length; index += 1) {
    const sentence = sentences[index];
    if (!sentence || !touches(sentence, span)) break;
    indices.push(index);
  }
  return indices;
}
