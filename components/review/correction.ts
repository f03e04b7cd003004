import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { compareChanges } from "@/domain/assessments/fold-assessment";
import type { Span } from "@/domain/assessments/mark";

/** A note as its sentences, each with what stands between it and the next; joined they are the note. */
export type Pieces = readonly { sentence: string; gap: string }[];

export function cutPieces(text: string, sentences: readonly Span[]): { lead: string; pieces: Pieces } {
  const pieces = sentences.map(({ start, end }, index) => ({
    sentence: text.slice(start, end),
    gap: text.slice(end, sentences[index + 1]?.start ?? text.length),
  }));
  return { lead: text.slice(0, sentences[0]?.start ?? text.length), pieces };
}

const NOTHING: Pieces[number] = { sentence: "", gap: "" };
const whole = ({ sentence, gap }: Pieces[number]) => sentence + gap;
export const joinPieces = (lead: string, pieces: Pieces): string => lead + pieces.map(whole).join("");

/** Puts what differs between the pieces and a new text into the sentence where it begins. */
function placeDifference(lead: string, pieces: Pieces, text: string): Pieces {
  let start = text.startsWith(lead) ? lead.length : 0;
  let first = 0;
  for (let piece = pieces[first]; piece && text.startsWith(whole(piece), start); piece = pieces[first]) {
    start += whole(piece).length;
    first += 1;
  }
  let end = text.length;
  let last = pieces.length;
  for (let piece = pieces[last - 1]; piece && last > first; piece = pieces[last - 1]) {
    const from = end - whole(piece).length;
    if (from < start || text.slice(from, end) !== whole(piece)) break;
    end = from;
    last -= 1;
  }
  const middle = text.slice(start, end);
  if (first === last && middle === "") return pieces;
  // Nothing was taken away: the sentence before goes on.
  const [from, to] = first === last ? [Math.max(0, first - 1), first || 1] : [first, last];
  const grown = first === last && first > 0 ? whole(pieces[from] ?? NOTHING) : "";
  return pieces.map((piece, index) => {
    if (index < from || index >= to) return piece;
    if (index > from) return NOTHING;
    const words = first === last && first === 0 ? middle + whole(piece) : grown + middle;
    const kept = words.endsWith(piece.gap) ? piece.gap : "";
    return { sentence: words.slice(0, words.length - kept.length), gap: kept };
  });
}

/**
 * The corrected note by sentences of the note as it was. Each change of the text went into one sentence, so following
 * them one by one says which; the corrected text alone would not.
 */
export function correctedPieces(
  text: string,
  sentences: readonly Span[],
  changes: readonly AssessmentChange[],
): { lead: string; pieces: Pieces } {
  const original = cutPieces(text, sentences);
  const pieces = [...changes].sort(compareChanges).reduce<Pieces>((now, { body }) => {
    if (body.kind !== "correct") return now;
    return body.corrected === null ? original.pieces : placeDifference(original.lead, now, body.corrected);
  }, original.pieces);
  return { lead: original.lead, pieces };
}

/** The note with one sentence written anew; null where it is as it was. */
export function correctSentence(
  text: string,
  sentences: readonly Span[],
  changes: readonly AssessmentChange[],
  index: number,
  sentence: string,
): string | null {
  const { lead, pieces } = correctedPieces(text, sentences, changes);
  const next = joinPieces(
    lead,
    pieces.map((piece, at) => (at === index ? { ...piece, sentence } : piece)),
  );
  return next === text ? null : next;
}
