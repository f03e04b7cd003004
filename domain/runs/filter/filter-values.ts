import { type FieldType, fieldType, type RunField, writeField } from "../run-fields";
import { RUN_STATES } from "../run-rules";
import type { FilterOperator, FilterValue } from "./filter-tree";
import { nearestWords } from "./nearest-words";

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
const LENGTH = /^(\d+(?:\.\d+)?)(s|m|h|d|w)$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** Null for what is no number. */
export function readNumber(text: string): number | null {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Seconds in `90`, `90s`, `20m`, `2h`, `3d`, `1w`. */
export function readLength(text: string): number | null {
  const match = LENGTH.exec(text);
  if (!match) return readNumber(text);
  return Number(match[1]) * (UNIT_SECONDS[match[2]?.toLowerCase() ?? "s"] ?? 1);
}

export type Moments = { from: Date; to: Date };

/** Years of four digits are what the database and ISO 8601 both write. */
const LONGEST_AGO = 1_000 * 366 * 86_400;
const FIRST = Date.UTC(1000, 0, 1);
const LAST = Date.UTC(9999, 0, 1);

/** A written time covers all of its last unit: a day, a minute, a second. */
function millisecondsOf(text: string): number {
  if (DAY.test(text)) return 86_400_000;
  if (!/T\d{2}:\d{2}:/.test(text)) return 60_000;
  return text.includes(".") ? 1 : 1_000;
}

/** `2d` is the moment two days before now. */
export function readMoments(text: string, now: Date): Moments | null {
  if (LENGTH.test(text)) {
    const seconds = readLength(text) ?? Number.POSITIVE_INFINITY;
    if (seconds > LONGEST_AGO) return null;
    const at = new Date(now.getTime() - seconds * 1000);
    return { from: at, to: at };
  }
  if (!DAY.test(text) && !MOMENT.test(text)) return null;
  const from = new Date(text);
  const at = from.getTime();
  if (Number.isNaN(at) || at < FIRST || at > LAST) return null;
  // The 30th of February would be taken for the 2nd of March.
  if (DAY.test(text) && from.toISOString().slice(0, 10) !== text) return null;
  return { from, to: new Date(at + millisecondsOf(text)) };
}

type Complaint = { sentence: string; suggestions: readonly string[] };

const ofType: Readonly<Record<FieldType, (value: FilterValue, name: string) => string | null>> = {
  text: () => null,
  tags: () => null,
  number: ({ text }, name) => (readNumber(text) === null ? `${name} is a number, "${text}" is not.` : null),
  duration: ({ text }, name) =>
    readLength(text) === null ? `${name} is a time such as 90s, 20m or 2h, "${text}" is not.` : null,
  instant: ({ text }, name) =>
    readMoments(text, new Date()) === null
      ? `${name} is a day such as 2026-03-01, or 2d for two days ago; "${text}" is neither.`
      : null,
};

/** What is wrong with a value of a field, or null. */
export function checkValue(field: RunField, value: FilterValue, operator: FilterOperator): Complaint | null {
  const ordered = operator.startsWith("<") || operator.startsWith(">");
  const type = fieldType(field);
  if (type === null) {
    if (!ordered || readNumber(value.text) !== null) return null;
    return { sentence: `${operator} compares numbers, and "${value.text}" is none.`, suggestions: [] };
  }
  if (ordered && (type === "text" || type === "tags")) {
    const sentence = `${writeField(field)} is a text and has no order: write =, != or ~ (contains).`;
    return { sentence, suggestions: ["=", "!=", "~"] };
  }
  if (field.kind === "own" && field.name === "state" && !RUN_STATES.some((state) => state === value.text)) {
    const suggestions = nearestWords(value.text, RUN_STATES);
    return { sentence: `"${value.text}" is not a state. States: ${RUN_STATES.join(", ")}.`, suggestions };
  }
  if (operator === "~" && type !== "text" && type !== "tags") {
    const sentence = `${writeField(field)} is no text, so it contains nothing: write =, < or >.`;
    return { sentence, suggestions: [] };
  }
  if (type === "instant" && operator === "=" && LENGTH.test(value.text)) {
    const sentence = `${value.text} ago is one moment, at which nothing happened: write < (before it) or > (since), or a day.`;
    return { sentence, suggestions: [] };
  }
  const sentence = ofType[type](value, writeField(field));
  return sentence === null ? null : { sentence, suggestions: [] };
}
