import type { Estimate } from "@/domain/estimate";
import { createRandom } from "../random";
import { DRUG_NAMES } from "./clinical-notes";

type Scored = { text: string; source: string; reference: string };
type Scores = Record<string, number | null>;

const tokens = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];

function f1(shared: number, written: number, expected: number): number {
  return shared === 0 ? 0 : (2 * shared) / (written + expected);
}

function grams(words: readonly string[], size: number): string[] {
  return words.slice(size - 1).map((_, at) => words.slice(at, at + size).join(" "));
}

function countShared(written: readonly string[], expected: readonly string[]): number {
  const left = new Map<string, number>();
  for (const item of expected) left.set(item, (left.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of written) {
    const remaining = left.get(item) ?? 0;
    if (remaining > 0) shared += 1;
    left.set(item, remaining - 1);
  }
  return shared;
}

/** Length of the longest common subsequence, the L of ROUGE-L (Lin 2004). */
function commonSubsequence(a: readonly string[], b: readonly string[]): number {
  let before = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const row = [0];
    for (let at = 1; at <= b.length; at++) {
      row[at] = word === b[at - 1] ? (before[at - 1] ?? 0) + 1 : Math.max(before[at] ?? 0, row[at - 1] ?? 0);
    }
    before = row;
  }
  return before[b.length] ?? 0;
}

function countUnsupported(written: readonly string[], source: readonly string[]): number {
  const known = new Set(source);
  return written.filter((item) => !known.has(item)).length;
}

const DEFINITIONS: Readonly<Record<string, (item: Scored) => number>> = {
  "text.exact_match@1": ({ text, reference }) => Number(tokens(text).join(" ") === tokens(reference).join(" ")),
  "text.token_f1@1": ({ text, reference }) => rouge(text, reference, 1),
  "text.rouge_1@1": ({ text, reference }) => rouge(text, reference, 1),
  "text.rouge_2@1": ({ text, reference }) => rouge(text, reference, 2),
  "text.rouge_l@1": ({ text, reference }) => {
    const [written, expected] = [tokens(text), tokens(reference)];
    return f1(commonSubsequence(written, expected), written.length, expected.length);
  },
  "text.length_ratio@1": ({ text, reference }) => tokens(text).length / tokens(reference).length,
  "text.unsupported_numbers@1": ({ text, source }) =>
    countUnsupported(text.match(/\d+/g) ?? [], source.match(/\d+/g) ?? []),
  "text.unsupported_drugs@1": ({ text, source }) => countUnsupported(drugs(text), drugs(source)),
};

function rouge(text: string, reference: string, size: number): number {
  const [written, expected] = [grams(tokens(text), size), grams(tokens(reference), size)];
  return f1(countShared(written, expected), written.length, expected.length);
}

const drugs = (text: string) => tokens(text).filter((word) => DRUG_NAMES.includes(word));

export function scoreText(item: Scored): Scores {
  return Object.fromEntries(Object.entries(DEFINITIONS).map(([definition, score]) => [definition, score(item)]));
}

const RESAMPLES = 1_000;

/** Percentile bootstrap over notes (Efron 1979). */
function interval(values: readonly number[]): { low: number; high: number } {
  const random = createRandom(7);
  const means = Array.from({ length: RESAMPLES }, () => mean(values.map(() => random.pick(values)))).sort(
    (a, b) => a - b,
  );
  return { low: means[Math.floor(0.025 * RESAMPLES)] ?? 0, high: means[Math.floor(0.975 * RESAMPLES) - 1] ?? 0 };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function estimate(definition: string, values: readonly number[]): Estimate {
  const share = definition === "text.exact_match@1" && !values.includes(-1);
  return {
    state: "defined",
    definition,
    parameters: {},
    numerator: share ? values.reduce((sum, value) => sum + value, 0) : null,
    denominator: share ? values.length : null,
    n: values.length,
    unit: "note",
    excluded: 0,
    value: mean(values),
    reason: null,
    interval: { ...interval(values), level: 0.95, side: "two", method: "bootstrap, percentile, 1,000 resamples" },
  };
}

const column = (rows: readonly Scores[], definition: string) =>
  rows.map((row) => row[definition]).filter((value) => typeof value === "number");

export function estimateScores(rows: readonly Scores[]): Estimate[] {
  return Object.keys(DEFINITIONS).map((definition) => estimate(definition, column(rows, definition)));
}

/** Candidate minus baseline on the same notes, in the same order. */
export function estimateDifferences(candidate: readonly Scores[], baseline: readonly Scores[]): Estimate[] {
  return Object.keys(DEFINITIONS).map((definition) => {
    const minus = column(baseline, definition);
    return estimate(
      definition,
      column(candidate, definition).map((value, at) => value - (minus[at] ?? 0)),
    );
  });
}
