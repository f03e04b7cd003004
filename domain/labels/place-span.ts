import type { Span } from "../assessments/mark";

/** An error without a place; nothing is ever drawn or compared by it. */
export const NO_PLACE: Span = { start: 0, end: 0 };

export const hasPlace = ({ start, end }: Span): boolean => start < end;

export type Placed = { span: Span } | { what: string };

function cutsCharacter(text: string, offset: number): boolean {
  const [before, after] = [text.charCodeAt(offset - 1), text.charCodeAt(offset)];
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/** Offset in UTF-16 units of the character that is `count` code points in; one behind the text where there are fewer. */
function utf16Offset(text: string, count: number): number {
  let offset = 0;
  for (let passed = 0; passed < count; passed++) {
    if (offset >= text.length) return text.length + 1;
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

export type SpanCells = { start: string; end: string; quote: string };

/** A place in the note by its cells. Without the note's text, only the numbers can be looked at. */
export function placeSpan(cells: SpanCells, note: string | null, offsets: "utf-16" | "code-points"): Placed {
  const [first, last] = [cells.start, cells.end].map((cell) =>
    /^\d+(\.0+)?$/.test(cell.trim()) ? Number(cell) : null,
  );
  if (first === null || first === undefined || last === null || last === undefined) {
    return { what: "Start and end must both be whole numbers from 0 on." };
  }
  if (first >= last) return { what: "The end does not lie behind the start." };
  if (note === null) return { span: { start: first, end: last } };
  const inUnits = offsets === "utf-16";
  const span = inUnits
    ? { start: first, end: last }
    : { start: utf16Offset(note, first), end: utf16Offset(note, last) };
  if (span.end > note.length) return { what: `The place ends behind the note, which has ${note.length} characters.` };
  if (cutsCharacter(note, span.start) || cutsCharacter(note, span.end)) {
    return { what: "The place cuts a character in two; offsets may count code points." };
  }
  if (cells.quote !== "" && note.slice(span.start, span.end) !== cells.quote) {
    return { what: "The words at these offsets are not the ones that the row names." };
  }
  return { span };
}
