import type { Span } from "@/domain/assessments/mark";

const startOf = (piece: Element): number => Number(piece.getAttribute("data-start"));

function offsetIn(piece: Element, node: Node, offset: number): number {
  if (node.nodeType === Node.TEXT_NODE) return startOf(piece) + offset;
  return startOf(piece) + (offset > 0 ? (piece.textContent?.length ?? 0) : 0);
}

/**
 * What is selected with the mouse or a finger, as offsets into the exact text. Pieces of text name their offset by
 * `data-start`; what is selected around them (labels, numbers) counts for nothing.
 */
export function selectionSpan(root: HTMLElement, text: string): Span | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const pieces = [...root.querySelectorAll("[data-start]")].filter((piece) => range.intersectsNode(piece));
  const first = pieces[0];
  const last = pieces.at(-1);
  if (!first || !last) return null;
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const from = first.contains(startContainer) ? offsetIn(first, startContainer, startOffset) : startOf(first);
  const to = last.contains(endContainer)
    ? offsetIn(last, endContainer, endOffset)
    : startOf(last) + (last.textContent?.length ?? 0);
  return trim(text, from, to);
}

/** Spaces at the ends are nobody's meaning. */
function trim(text: string, from: number, to: number): Span | null {
  const chosen = text.slice(from, to);
  const start = from + (chosen.length - chosen.trimStart().length);
  const end = start + chosen.trim().length;
  return start < end ? { start, end } : null;
}
