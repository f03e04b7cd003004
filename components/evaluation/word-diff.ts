import { diffWordsWithSpace } from "diff";

export type DiffPart = { text: string; kind: "same" | "added" | "removed" };

/** Beyond this many characters a word diff takes longer than a frame; the texts are shown as they are. */
export const MOST_CHARACTERS = 20_000;

/** What the text has beyond the reference, and what of the reference it lacks. */
export function diffAgainst(reference: string, text: string): DiffPart[] | null {
  if (reference.length + text.length > MOST_CHARACTERS) return null;
  return diffWordsWithSpace(reference, text).map((part) => ({
    text: part.value,
    kind: part.added ? "added" : part.removed ? "removed" : "same",
  }));
}
