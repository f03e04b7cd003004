import { splitSentences } from "./split-sentences";

/** What one speaker says at a time, without the label; of a document, one sentence. UTF-16 offsets. */
export type Turn = { start: number; end: number; speaker?: string };

const LINE = /[^\n\r\u2028\u2029]+/gu;
/** `Doctor: …`, `[patient] …`, `Guest_clinician : …`, `الطبيب: …`. */
const LABEL =
  /^\s*(?:\[(?<bracketed>[^\]\n]{1,40})\]\s*:?|(?<named>[\p{L}][\p{L}\p{M}\p{N}_.' -]{0,39}?)\s*[:：])(?=\s|\p{L}|$)/u;

type Labelled = { start: number; words: number; end: number; speaker: string };

function readLabels(source: string): Labelled[] {
  const found: Labelled[] = [];
  for (const line of source.matchAll(LINE)) {
    const label = line[0].match(LABEL);
    const speaker = label?.groups?.bracketed ?? label?.groups?.named;
    if (!label || !speaker) continue;
    found.push({
      start: line.index,
      words: line.index + label[0].length,
      end: line.index + line[0].length,
      speaker: speaker.trim(),
    });
  }
  return found;
}

/** A dialogue begins with a label, and somebody speaks again; `Plan: …` of a document does neither. */
function isDialogue(source: string, labels: readonly Labelled[]): boolean {
  const [first] = labels;
  if (!first || source.slice(0, first.start).trim() !== "") return false;
  const speakers = new Set(labels.map(({ speaker }) => speaker.toLowerCase()));
  return labels.length > 1 && speakers.size <= Math.max(2, labels.length / 2);
}

function trimmed(source: string, start: number, end: number): { start: number; end: number } | null {
  const piece = source.slice(start, end);
  if (piece.trim() === "") return null;
  const from = start + piece.length - piece.trimStart().length;
  return { start: from, end: from + piece.trim().length };
}

export function splitTurns(source: string): Turn[] {
  const labels = readLabels(source);
  if (!isDialogue(source, labels)) return splitSentences(source).map(({ start, end }) => ({ start, end }));
  return labels.flatMap(({ words, speaker }, index) => {
    const span = trimmed(source, words, labels[index + 1]?.start ?? source.length);
    return span ? [{ ...span, speaker }] : [];
  });
}
