import { fieldType, isOwnField, OWN_FIELDS, type RunField, readField, writeField } from "../run-fields";
import { RUN_STATES } from "../run-rules";
import { type FilterToken, readTokens } from "./filter-tokens";
import type { RunKeys } from "./resolve-fields";

export type Completion = { insert: string; remark: string };
/** What stands between `from` and `to` is replaced by what is chosen. */
export type Completions = {
  from: number;
  to: number;
  options: Completion[];
  /** Field whose values the server knows, where a value is being written. */
  valuesOf: string | null;
  typed: string;
};

const MOST = 50;
const PLAIN = /^[^\s=!<>~:(),"]+$/;

/** A name or value as it must be written: in quotes where it holds a sign of the language. */
export function quoteWord(word: string): string {
  return PLAIN.test(word) ? word : `"${word.replaceAll('"', "")}"`;
}

function writeKey(prefix: "config" | "metric", key: string): string {
  return `${prefix}.${quoteWord(key)}`;
}

const OPERATORS: Readonly<Record<"ordered" | "words", readonly Completion[]>> = {
  ordered: [
    { insert: "=", remark: "is" },
    { insert: "<", remark: "below" },
    { insert: ">", remark: "above" },
    { insert: "!=", remark: "is not" },
    { insert: "is missing", remark: "runs without it" },
  ],
  words: [
    { insert: "=", remark: "is" },
    { insert: "!=", remark: "is not" },
    { insert: "~", remark: "contains" },
    { insert: "in (", remark: "is one of" },
    { insert: "is missing", remark: "runs without it" },
  ],
};

function rank(text: string, typed: string): number {
  const whole = text.toLowerCase();
  const place = whole.indexOf(typed);
  if (place < 0) return -1;
  if (place === 0 || whole.slice(place - 1, place) === "." || whole.slice(place - 1, place) === "/") return place;
  return 1_000 + place;
}

/** Those that contain what was typed, best places first. */
export function searchWords<T>(items: readonly T[], textOf: (item: T) => string, typed: string, most = MOST): T[] {
  const word = typed.toLowerCase();
  const ranked = items.flatMap((item) => {
    const place = rank(textOf(item), word);
    return place < 0 ? [] : [{ item, place }];
  });
  return ranked
    .sort((a, b) => a.place - b.place)
    .slice(0, most)
    .map(({ item }) => item);
}

function fieldOptions(keys: RunKeys, typed: string): Completion[] {
  const all: Completion[] = [
    ...Object.entries(OWN_FIELDS).map(([insert, { describes }]) => ({ insert, remark: describes })),
    ...keys.config.map((key) => ({ insert: writeKey("config", key), remark: "config" })),
    ...keys.metrics.map((key) => ({ insert: writeKey("metric", key), remark: "metric" })),
    { insert: "not", remark: "the opposite" },
    { insert: "archived", remark: "runs that were archived" },
  ];
  return searchWords(all, ({ insert }) => insert, typed.replaceAll('"', ""));
}

function mentioned(token: FilterToken, keys: RunKeys): RunField | null {
  const lowered = token.text.toLowerCase();
  if (isOwnField(lowered)) return { kind: "own", name: lowered };
  const field = readField(token.text);
  if (field) return field;
  if (keys.config.includes(token.text)) return { kind: "config", key: token.text };
  return keys.metrics.includes(token.text) ? { kind: "metric", key: token.text, summary: "last" } : null;
}

function valueOptions(field: RunField, typed: string): Pick<Completions, "options" | "valuesOf"> {
  if (field.kind === "own" && field.name === "state") {
    const states = RUN_STATES.map((state) => ({ insert: state, remark: "state" }));
    return { options: searchWords(states, ({ insert }) => insert, typed), valuesOf: null };
  }
  const type = fieldType(field);
  if (type === "instant") {
    const options = ["1d", "7d", "30d"].map((insert) => ({ insert, remark: `${insert.slice(0, -1)} days ago` }));
    return { options: typed ? [] : options, valuesOf: null };
  }
  const known = field.kind === "config" || type === "text" || type === "tags";
  return { options: [], valuesOf: known ? writeField(field) : null };
}

/** The field that a value belongs to, at the end of what was written: `state =`, `state in (a,`. */
function fieldBefore(before: readonly FilterToken[], keys: RunKeys): RunField | null {
  const last = before.at(-1);
  if (last?.kind === "operator") {
    const name = before.at(-2);
    return name ? mentioned(name, keys) : null;
  }
  const open = before.findLastIndex(({ kind }) => kind === "open");
  const inside = open >= 2 && before.slice(open + 1).every(({ kind }) => kind === "word" || kind === "comma");
  if (!inside || (last?.kind !== "comma" && last?.kind !== "open")) return null;
  const word = before[open - 1];
  const name = before[open - 2];
  return word?.text.toLowerCase() === "in" && name ? mentioned(name, keys) : null;
}

/** What could stand at the caret. */
export function completeFilter(source: string, caret: number, keys: RunKeys): Completions {
  const { tokens } = readTokens(source.slice(0, caret));
  const last = tokens.at(-1);
  const within = last?.kind === "word" && last.end === caret ? last : null;
  const before = within ? tokens.slice(0, -1) : tokens;
  const typed = within?.text ?? "";
  const from = within?.at ?? caret;
  const rest = /^[^\s=!<>~:(),"]*/.exec(source.slice(caret))?.[0].length ?? 0;
  const place = { from, to: within ? caret + rest : caret, typed };
  const field = fieldBefore(before, keys);
  if (field) return { ...place, ...valueOptions(field, typed.toLowerCase()) };
  const previous = before.at(-1);
  // A value of something that is not known yet: the sentence about that is help enough.
  if (previous?.kind === "operator") return { ...place, options: [], valuesOf: null };
  const named = !within && previous?.kind === "word" ? mentioned(previous, keys) : null;
  if (named && source[caret - 1] === " ") {
    const type = fieldType(named);
    return {
      ...place,
      options: [...OPERATORS[type === "text" || type === "tags" ? "words" : "ordered"]],
      valuesOf: null,
    };
  }
  const follows =
    before.length > 0 && previous?.kind === "word" && !["and", "or", "not"].includes(previous.text.toLowerCase());
  if (!within && follows) {
    const joins = ["and", "or"].map((insert) => ({ insert, remark: "another condition" }));
    return { ...place, options: joins, valuesOf: null };
  }
  return { ...place, options: fieldOptions(keys, typed.toLowerCase()), valuesOf: null };
}
