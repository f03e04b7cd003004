import { endsSentence } from "./ends-sentence";
import { type Block, readBlocks } from "./text-blocks";

/**
 * Id and version: whoever changes what comes out of it counts up. The engine's own `Intl.Segmenter` is no choice,
 * since its rules change with the browser, and marks and rates must not.
 */
export const SPLITTER = "sentences@1";

/** UTF-16 offsets. A heading is no sentence and counts in no rate, but nothing of the text is left out. */
export type Sentence = { start: number; end: number; kind: "sentence" | "heading" };

const CLOSERS = "[\"'”’»)\\]\\p{Pe}\\p{Pf}\\p{Cf}\\p{M}]{0,20}";
/** What may end a sentence; full-width and Indic ends need no space behind them, and a bullet begins one. */
const CANDIDATE = new RegExp(
  `(?<wide>[。！？｡।॥።།။។]+${CLOSERS})|(?<end>[.!?…؟۔։܀܁܂᠃᠉]{1,20}${CLOSERS})(?=\\s)|(?<glued>(?<=\\p{Ll}{3})[.!?](?=\\p{Lu}\\p{Ll}))|(?<bullet>(?<=\\s)[•◦▪●‣➢](?=\\s))|(?<=\\s)(?=(?<number>\\p{Nd}{1,2}[.)])\\s+\\p{L})`,
  "gu",
);
const LONGEST_BRACKET = 300;
const LOOK_AROUND = 60;

const ahead = (body: string, at: number): string => body.slice(at, at + LOOK_AROUND).trimStart();

/** Behind a bracket that opened inside of a sentence and is closed soon, nothing ends. */
function insideBracket(body: string, sentenceStart: number, at: number): boolean {
  const from = Math.max(sentenceStart, at - LONGEST_BRACKET);
  const behind = body.slice(from, at);
  const opened = behind.lastIndexOf("(");
  if (opened === -1 || behind.lastIndexOf(")") > opened) return false;
  const opensSentence = from === sentenceStart && behind.slice(0, opened).trim() === "";
  return !opensSentence && body.slice(at, from + opened + LONGEST_BRACKET).includes(")");
}

function pointEnds(body: string, sentenceStart: number, at: number, end: number): boolean {
  const whole = at - sentenceStart <= LOOK_AROUND;
  const behind = body
    .slice(whole ? sentenceStart : at - LOOK_AROUND, at)
    .replace(/\s*(?<=[\p{L}\p{N}\s])['’]s?\s*$/u, "")
    .trimEnd();
  const [, wordBefore = "", word = ""] =
    behind.match(/(?:([\p{L}\p{M}]+)[\s-]+)?["'“‘«([]*([\p{L}\p{M}\p{N}µ.]*)$/u) ?? [];
  const first = whole && behind.trim().replace(/^["'“‘«([\-*•]+\s*/u, "") === word;
  return endsSentence({ word, wordBefore, first, after: ahead(body, end) });
}

/** The number that an enumerator behind `at` would need to go on with the list of this block. */
const follows = (last: number | null, text: string): boolean => last !== null && Number.parseInt(text, 10) === last + 1;

function cutsOf(body: string): number[] {
  const cuts: number[] = [];
  let start = 0;
  const leading = body.match(/^\(?(\p{Nd}{1,2})[.)]/u);
  let enumerator = leading ? Number.parseInt(leading[1] ?? "", 10) : null;
  let listedTo = 0;
  const listed = (at: number, pattern: RegExp) => pattern.test(body.slice(Math.max(start, at - LOOK_AROUND), at));
  for (const found of body.matchAll(CANDIDATE)) {
    const { index: at } = found;
    const { end, bullet, number } = found.groups ?? {};
    const behind = at + found[0].length;
    let cut: number | null = null;
    if (number !== undefined) {
      const opens =
        enumerator === null &&
        /^1\D/u.test(number) &&
        /\s2[.)]\s+\p{L}/u.test(body.slice(at)) &&
        listed(at, /[:.]\s*$/u);
      if (!opens && !follows(enumerator, number)) continue;
      enumerator = Number.parseInt(number, 10);
      listedTo = at + number.length;
      cut = listed(at, /:\s*$/u) ? null : at;
    } else if (behind <= listedTo || insideBracket(body, start, at)) continue;
    else if (bullet !== undefined) cut = at;
    else if (end === undefined || endsHere(body, start, at, behind, end)) cut = behind;
    if (cut === null || body.slice(start, cut).trim() === "") continue;
    cuts.push(cut);
    start = cut;
  }
  return cuts;
}

function endsHere(body: string, start: number, at: number, behind: number, marks: string): boolean {
  const after = ahead(body, behind);
  if (/^\.(?!\.)/u.test(marks)) return pointEnds(body, start, at, behind);
  if (/^(?:\.{2,}|…)/u.test(marks)) return !/^\p{Ll}/u.test(after);
  return marks.length === 1 || !/^\p{Ll}/u.test(after);
}

function sentencesOf(text: string, block: Block): Sentence[] {
  if (block.kind === "heading") return [block];
  const body = text.slice(block.start, block.end);
  const bounds = [0, ...cutsOf(body), body.length];
  return bounds.slice(1).flatMap((to, index) => {
    const from = bounds[index] ?? 0;
    const piece = body.slice(from, to);
    if (piece.trim() === "") return [];
    const start = block.start + from + piece.length - piece.trimStart().length;
    return [{ start, end: start + piece.trim().length, kind: "sentence" as const }];
  });
}

/** In order, without overlap; every character that is no space stands in one. */
export function splitSentences(text: string): Sentence[] {
  return readBlocks(text).flatMap((block) => sentencesOf(text, block));
}

/** What a rate by sentence divides by. */
export function countSentences(text: string): number {
  return splitSentences(text).filter(({ kind }) => kind === "sentence").length;
}
