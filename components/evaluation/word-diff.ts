import { diffWordsWithSpace } from "diff";

export type DiffPart = { text: string; kind: "same" | "added" | "removed" };

/** Beyond this many characters a word diff takes longer than a frame; the texts are shown as they are. */
export const MOST_CHARACTERS = 20_000;

const between = (text: string) => /^[\s.,;:]*$/.test(text);

/** Changes with only spaces between them are one change: a phrase out, a phrase in, not word against word. */
function joinChanges(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  let removed = "";
  let added = "";
  const flush = () => {
    if (removed) joined.push({ text: removed, kind: "removed" });
    if (added) joined.push({ text: added, kind: "added" });
    removed = "";
    added = "";
  };
  parts.forEach((part, index) => {
    const next = parts[index + 1];
    if (part.kind === "removed") removed += part.text;
    else if (part.kind === "added") added += part.text;
    else if ((removed || added) && between(part.text) && next && next.kind !== "same") {
      removed += part.text;
      added += part.text;
    } else {
      flush();
      joined.push(part);
    }
  });
  flush();
  return joined;
}

/** What the text has beyond the reference, and what of the reference it lacks. */
export function diffAgainst(reference: string, text: string): DiffPart[] | null {
  if (reference.length + text.length > MOST_CHARACTERS) return null;
  return joinChanges(
    diffWordsWithSpace(reference, text).map((part) => ({
      text: part.value,
      kind: part.added ? "added" : part.removed ? "removed" : "same",
    })),
  );
}
