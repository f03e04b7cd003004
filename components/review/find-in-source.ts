import type { Span } from "@/domain/assessments/mark";
import type { ReviewCase } from "@/domain/assessments/review-answer";
import { spanAt } from "./mark-places";

export type Found = { all: Span[]; byTurn: Map<number, Span[]> };

/** More than these nobody looks through. */
const MOST = 2_000;

/** Every place of the words in the source, whatever their case. */
export function findInSource(source: ReviewCase["source"], words: string): Found {
  const all: Span[] = [];
  const byTurn = new Map<number, Span[]>();
  const wanted = words.trim();
  if (wanted === "") return { all, byTurn };
  const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+"), "giu");
  for (const match of source.text.matchAll(pattern)) {
    const span = { start: match.index, end: match.index + match[0].length };
    const turn = spanAt(source.turns, span.start);
    all.push(span);
    byTurn.set(turn, [...(byTurn.get(turn) ?? []), span]);
    if (all.length >= MOST) break;
  }
  return { all, byTurn };
}
