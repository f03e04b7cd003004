/** Words that must follow each other to count as copied. */
export const COPIED_WORDS = 4;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function gramsOf(words: readonly string[], size: number): string[] {
  return Array.from({ length: Math.max(0, words.length - size + 1) }, (_, at) => words.slice(at, at + size).join(" "));
}

/** Share of the note's runs of four words that stand in its source; null where the note has no four. */
export function shareCopied(note: string, source: string, size = COPIED_WORDS): number | null {
  const grams = gramsOf(wordsOf(note), size);
  if (grams.length === 0) return null;
  const there = new Set(gramsOf(wordsOf(source), size));
  return grams.filter((gram) => there.has(gram)).length / grams.length;
}
