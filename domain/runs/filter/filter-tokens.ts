export type FilterToken = {
  text: string;
  at: number;
  end: number;
  /** Written in quotes, so that it is a value or a name and never a word of the language. */
  quoted: boolean;
  kind: "word" | "operator" | "open" | "close" | "comma";
};

/** A piece of a filter that cannot be read: where it begins and ends, what is wrong, and what could stand there. */
export type FilterProblem = { at: number; end: number; sentence: string; suggestions: readonly string[] };

const SPACE = /\s+/y;
const OPERATOR = /!=|<=|>=|[=<>:~]/y;
const BRACKET = /[(),]/y;
/** Quotes inside a word hold any character: metric."eval loss". A summary belongs to its metric: loss:min < 3. */
const WORD = /(?:"[^"]*"|[^\s=!<>~:(),"])+(?::(?:min|max|last)(?=\s*(?:[=<>~!)]|is\b|in\b|not\b)))?|!/y;
const KINDS = { "(": "open", ")": "close", ",": "comma" } as const;

export type Tokens = { tokens: FilterToken[]; problem: FilterProblem | null };

export function readTokens(source: string): Tokens {
  const tokens: FilterToken[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0] ?? null;
  };
  while (at < source.length) {
    const space = take(SPACE);
    if (space) {
      at += space.length;
      continue;
    }
    const operator = take(OPERATOR);
    const bracket = operator ? null : take(BRACKET);
    const word = operator || bracket ? null : take(WORD);
    const found = operator ?? bracket ?? word;
    if (found === null) {
      const sentence = "A quotation mark is not closed.";
      return { tokens, problem: { at, end: source.length, sentence, suggestions: [] } };
    }
    const end = at + found.length;
    if (operator) tokens.push({ text: operator, at, end, quoted: false, kind: "operator" });
    else if (bracket === "(" || bracket === ")" || bracket === ",") {
      tokens.push({ text: bracket, at, end, quoted: false, kind: KINDS[bracket] });
    } else tokens.push({ text: found.replaceAll('"', ""), at, end, quoted: /^"[^"]*"$/.test(found), kind: "word" });
    at = end;
  }
  return { tokens, problem: null };
}
