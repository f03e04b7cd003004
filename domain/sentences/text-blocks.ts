import { SECTION_NAMES, STATEMENT_WORDS } from "./abbreviations";

/** A stretch of the text that no sentence leaves: a line, or lines that one sentence runs over. */
export type Block = { start: number; end: number; kind: "sentence" | "heading" };

type Line = { start: number; end: number; text: string; blankBefore: boolean };

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu;
const MARKER =
  /^(?:[-*+–—•◦▪●‣·■□➢✓]|\(?\p{Nd}{1,2}[.)](?!\p{Nd})|\(?[A-Za-z][.)](?=\s)|\(?[ivx]{1,4}\)|#{1,6}|[①-⑳])(?=\s|$|\p{Lu})/u;
const ENDED = /[.!?:;…。！？؟۔।॥።։།။។]["'”’»)\]\p{Pe}\p{Pf}\p{Cf}\p{M}]*$/u;
const MARKER_ALONE = new RegExp(`${MARKER.source}\\s*$`, "u");
/** A line this long may have been cut to fit a page. */
const WRAPPED_FROM = 45;

export function readLines(text: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  let blankBefore = true;
  const take = (to: number) => {
    const raw = text.slice(from, to);
    const trimmed = raw.trim();
    if (trimmed === "") {
      blankBefore = true;
      return;
    }
    const start = from + raw.length - raw.trimStart().length;
    lines.push({ start, end: start + trimmed.length, text: trimmed, blankBefore });
    blankBefore = false;
  };
  for (const found of text.matchAll(LINE_BREAK)) {
    take(found.index);
    from = found.index + found[0].length;
  }
  take(text.length);
  return lines;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}/]+/gu) ?? [];

/** `HISTORY OF PRESENT ILLNESS`, `Plan:`, `## Findings`: names what follows, and says nothing itself. */
export function isHeading(text: string, inCapitals: boolean): boolean {
  if (text.length > 80) return false;
  if (/^#{1,6}\s+\S/u.test(text)) return true;
  const bare = text.replace(/^\*\*(.*)\*\*:?$/u, "$1:").trim();
  const words = wordsOf(bare);
  if (words.length === 0 || words.some((word) => STATEMENT_WORDS.has(word))) return false;
  if (bare.endsWith(":")) return words.length <= 7 && !/[.!?;,]\s/u.test(bare);
  if (/[.!?;,]$/u.test(bare) || /\p{Ll}/u.test(bare) || !/\p{Lu}/u.test(bare)) return false;
  if (words.length === 1) return SECTION_NAMES.has(words[0] ?? "");
  return !inCapitals && words.length <= 8 && !/\p{Nd}/u.test(bare);
}

function runsOn(before: Line, next: Line): boolean {
  if (next.blankBefore || MARKER.test(next.text)) return false;
  if (MARKER_ALONE.test(before.text)) return true;
  return before.text.length >= WRAPPED_FROM && !ENDED.test(before.text) && /^\p{Ll}/u.test(next.text);
}

export function readBlocks(text: string): Block[] {
  const inCapitals = !/\p{Ll}/u.test(text);
  const blocks: Block[] = [];
  let before: Line | null = null;
  for (const line of readLines(text)) {
    const last = blocks.at(-1);
    if (before && last?.kind === "sentence" && runsOn(before, line)) last.end = line.end;
    else
      blocks.push({
        start: line.start,
        end: line.end,
        kind: isHeading(line.text, inCapitals) ? "heading" : "sentence",
      });
    before = line;
  }
  return blocks;
}
