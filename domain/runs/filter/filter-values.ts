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

/** A day is all of it; `2d` is the moment two days before now. */
export function readMoments(text: string, now: Date): Moments | null {
  if (LENGTH.test(text)) {
    const at = new Date(now.getTime() - (readLength(text) ?? 0) * 1000);
    return { from: at, to: at };
  }
  if (!DAY.test(text) && !MOMENT.test(text)) return null;
  const from = new Date(text);
  if (Number.isNaN(from.getTime())) return null;
  return { from, to: DAY.test(text) ? new Date(from.getTime() + 86_400_000) : from };
}

type Complaint = { sentence: string; suggestions: readonly string[] };

const ofType: Readonly<Record<FieldType, (value: FilterValue, name: string) => string | null>> = {
  text: () => null,
  tags: () => null,
  number: ({ text }, name) => (readNumber(text) === null ? `${name} is a number, "${text}" is not.` : null),
  duration: ({ text }, name) =>
    readLength(text) === null ? `${name} is a time such as 90s, 20m or 2h, "${text}" is not.` : null,
  instant: ({ text }, name) =>
    readMoments(text, new Date(0)) === null
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
  const sentence = operator === "~" ? null : ofType[type](value, writeField(field));
  return sentence === null ? null : { sentence, suggestions: [] };
}
