import { diffWordsWithSpace } from "diff";
import type { Span } from "../assessments/mark";

export type Edit = { start: number; before: string; after: string };
/** An edit with the place in the changed text that a reader should find. */
export type PlacedEdit = Edit & { span: Span };

/** The word before and the word behind a place where something was taken out. */
export function aroundGap(text: string, place: number): Span {
  const before = text.slice(0, place).match(/\S+\s*$/u)?.[0].length ?? 0;
  const behind = text.slice(place).match(/^\s*\S+/u)?.[0].length ?? 0;
  return { start: place - before, end: Math.max(place + behind, place - before + 1) };
}

function trimmed(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const first = start + (inside.length - inside.trimStart().length);
  const last = end - (inside.length - inside.trimEnd().length);
  return first < last ? { start: first, end: last } : { start, end };
}

/** What was changed, word by word, with places in the text before; changes that touch are one. */
export function editsOf(before: string, after: string): PlacedEdit[] {
  const edits: PlacedEdit[] = [];
  let [inBefore, inAfter] = [0, 0];
  let open: Edit | null = null;
  const close = () => {
    if (!open) return;
    const start = inAfter - open.after.length;
    const span = open.after.trim() === "" ? aroundGap(after, start) : trimmed(after, { start, end: inAfter });
    edits.push({ ...open, span });
    open = null;
  };
  for (const { value, added, removed } of diffWordsWithSpace(before, after)) {
    if (!added && !removed) {
      close();
      inBefore += value.length;
      inAfter += value.length;
      continue;
    }
    open ??= { start: inBefore, before: "", after: "" };
    if (removed) {
      open.before += value;
      inBefore += value.length;
    } else {
      open.after += value;
      inAfter += value.length;
    }
  }
  close();
  return edits;
}
