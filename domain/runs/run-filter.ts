import { RUN_STATES } from "./run-rules";

export const FILTER_FIELDS = ["state", "stage", "name", "model", "data", "tag", "seed"] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** One condition; all of a filter hold together. */
export type FilterTerm =
  | { kind: "text"; text: string; not: boolean }
  | { kind: "field"; field: FilterField; values: string[]; not: boolean }
  | { kind: "archived"; not: boolean };

export type RunFilter = { terms: FilterTerm[] };
export type FilterProblem = { at: number; sentence: string };
export type FilterReading = { ok: true; filter: RunFilter } | { ok: false; problem: FilterProblem };

type Token = { text: string; at: number; quoted: boolean };

const TOKEN = /"([^"]*)"|(!=|=|:|\(|\)|,)|([^\s=!:(),"]+)/g;

function readTokens(source: string): Token[] {
  return [...source.matchAll(TOKEN)].map((match) => ({
    text: match[1] ?? match[2] ?? match[3] ?? "",
    at: match.index,
    quoted: match[1] !== undefined,
  }));
}

class FilterError extends Error {
  readonly problem: FilterProblem;
  constructor(at: number, sentence: string) {
    super(sentence);
    this.problem = { at, sentence };
  }
}

class Reader {
  private at = 0;
  constructor(
    private readonly tokens: Token[],
    private readonly end: number,
  ) {}

  peek(offset = 0): Token | undefined {
    return this.tokens[this.at + offset];
  }

  takes(word: string): boolean {
    const token = this.peek();
    if (!token || token.quoted || token.text.toLowerCase() !== word) return false;
    this.at += 1;
    return true;
  }

  value(after: string): Token {
    const token = this.peek();
    if (!token || (!token.quoted && /^[=!:(),]+$/.test(token.text))) {
      throw new FilterError(token?.at ?? this.end, `A value is missing after ${after}.`);
    }
    this.at += 1;
    return token;
  }

  list(): Token[] {
    if (!this.takes("(")) throw new FilterError(this.peek()?.at ?? this.end, "Write a list as in (sft, generate).");
    const values = [this.value("(")];
    while (this.takes(",")) values.push(this.value(","));
    if (!this.takes(")")) throw new FilterError(this.peek()?.at ?? this.end, "The list is not closed by ).");
    return values;
  }
}

function readField(word: Token): FilterField {
  const field = FILTER_FIELDS.find((known) => known === word.text.toLowerCase());
  if (field) return field;
  throw new FilterError(word.at, `"${word.text}" cannot be filtered by. Fields: ${FILTER_FIELDS.join(", ")}.`);
}

function checkValues(field: FilterField, values: Token[]): string[] {
  for (const value of values) {
    if (field === "state" && !RUN_STATES.some((state) => state === value.text)) {
      throw new FilterError(value.at, `"${value.text}" is not a state. States: ${RUN_STATES.join(", ")}.`);
    }
    if (field === "seed" && !/^\d{1,10}$/.test(value.text)) {
      throw new FilterError(value.at, `A seed is a whole number, "${value.text}" is not.`);
    }
  }
  return values.map((value) => value.text);
}

function readTerm(reader: Reader): FilterTerm {
  const not = reader.takes("not");
  if (reader.takes("archived")) return { kind: "archived", not };
  const word = reader.value(not ? "not" : "and");
  if (word.quoted) return { kind: "text", text: word.text, not };
  const differs = reader.takes("!=");
  if (differs || reader.takes("=") || reader.takes(":")) {
    const field = readField(word);
    return { kind: "field", field, values: checkValues(field, [reader.value(word.text)]), not: not !== differs };
  }
  if (reader.peek(1)?.text === "(" && reader.takes("in")) {
    const field = readField(word);
    return { kind: "field", field, values: checkValues(field, reader.list()), not };
  }
  return { kind: "text", text: word.text, not };
}

/** `stage = sft and state in (running, queued) and not archived`; words alone are looked for in names and tags. */
export function readRunFilter(source: string): FilterReading {
  const reader = new Reader(readTokens(source), source.length);
  const terms: FilterTerm[] = [];
  try {
    while (reader.peek()) {
      terms.push(readTerm(reader));
      const joined = reader.takes("and");
      if (joined && !reader.peek()) throw new FilterError(source.length, "A condition is missing after and.");
    }
  } catch (error) {
    if (error instanceof FilterError) return { ok: false, problem: error.problem };
    throw error;
  }
  return { ok: true, filter: { terms } };
}
