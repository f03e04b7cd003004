import type { Estimate, Interval } from "@/domain/estimate";
import { describeMetric } from "@/domain/metrics/metric-words";
import { newcombePairedInterval, wilsonInterval } from "@/domain/statistics/rates";
import { createRandom } from "../random";
import { DRUG_NAMES } from "./clinical-notes";

type Scored = { text: string; source: string; reference: string; cutOff: boolean };
type Score = (item: Scored) => number | null;
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

/** How many different items of a text its source does not hold. */
function countUnsupported(written: readonly string[], source: readonly string[]): number {
  const known = new Set(source);
  return new Set(written.filter((item) => !known.has(item))).size;
}

const failed = ({ text, cutOff }: Scored) => cutOff || text.trim() === "";

/** A score as it stands, with failures as 0, and without them. */
function inAllReadings(name: string, score: (item: Scored) => number): Record<string, Score> {
  return {
    [`text.${name}@1`]: score,
    [`text.${name}_strict@1`]: (item) => (failed(item) ? 0 : score(item)),
    [`text.${name}_completed@1`]: (item) => (failed(item) ? null : score(item)),
  };
}

/** Whether a text states something that its source does not hold, and how much. */
function unsupported(name: string, read: (text: string) => readonly string[]): Record<string, Score> {
  const count = ({ text, source }: Scored) => countUnsupported(read(text), read(source));
  return {
    [`text.unsupported_${name}@1`]: (item) => Number(count(item) > 0),
    [`text.unsupported_${name}_per_note@1`]: count,
  };
}

const numbers = (text: string) => text.match(/\d+/g) ?? [];
const drugs = (text: string) => tokens(text).filter((word) => DRUG_NAMES.includes(word));

const DEFINITIONS: Readonly<Record<string, Score>> = {
  ...inAllReadings("exact_match", ({ text, reference }) =>
    Number(tokens(text).join(" ") === tokens(reference).join(" ")),
  ),
  ...inAllReadings("token_f1", ({ text, reference }) => rouge(text, reference, 1)),
  ...inAllReadings("rouge_1", ({ text, reference }) => rouge(text, reference, 1)),
  ...inAllReadings("rouge_2", ({ text, reference }) => rouge(text, reference, 2)),
  ...inAllReadings("rouge_l", ({ text, reference }) => {
    const [written, expected] = [tokens(text), tokens(reference)];
    return f1(commonSubsequence(written, expected), written.length, expected.length);
  }),
  "text.length_ratio@1": ({ text, reference }) => tokens(text).length / tokens(reference).length,
  ...unsupported("numbers", numbers),
  ...unsupported("drugs", drugs),
  "text.empty_rate@1": ({ text }) => Number(text.trim() === ""),
  "text.truncated_rate@1": ({ cutOff }) => Number(cutOff),
};

function rouge(text: string, reference: string, size: number): number {
  const [written, expected] = [grams(tokens(text), size), grams(tokens(reference), size)];
  return f1(countShared(written, expected), written.length, expected.length);
}

export function scoreText(item: Scored): Scores {
  return Object.fromEntries(Object.entries(DEFINITIONS).map(([definition, score]) => [definition, score(item)]));
}

const RESAMPLES = 1_000;
const LEVEL = 0.95;

const mean = (values: readonly number[]) => sum(values) / values.length;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const isRate = (definition: string) => describeMetric(definition).scale === "share";

function twoSided(method: string, { low, high }: { low: number; high: number }): Interval {
  return { low, high, level: LEVEL, side: "two", method };
}

/** Percentile bootstrap over notes (Efron 1979); of equal values it would say that they are certain. */
function bootstrap(values: readonly number[]): Interval | null {
  if (new Set(values).size < 2) return null;
  const random = createRandom(7);
  const means = Array.from({ length: RESAMPLES }, () => mean(values.map(() => random.pick(values)))).sort(
    (a, b) => a - b,
  );
  const [low, high] = [means[Math.floor(0.025 * RESAMPLES)] ?? 0, means[Math.floor(0.975 * RESAMPLES) - 1] ?? 0];
  return twoSided("bootstrap, percentile, 1,000 resamples", { low, high });
}

type Sample = { definition: string; values: readonly number[]; notes: number };

/** `notes`: all of them; the value is over those that have one. */
function estimate({ definition, values, notes }: Sample, makeInterval: () => Interval | null): Estimate {
  const measured = { definition, parameters: {}, n: values.length, unit: "note", excluded: notes - values.length };
  if (values.length === 0) {
    const reason = "no note has a value";
    return { ...measured, state: "undefined", numerator: null, denominator: null, value: null, reason, interval: null };
  }
  const interval = makeInterval();
  return {
    ...measured,
    state: "defined",
    parameters: interval ? {} : { interval_missing: "all values are equal" },
    numerator: sum(values),
    denominator: values.length,
    value: mean(values),
    reason: null,
    interval,
  };
}

const isNumber = (value: number | null | undefined): value is number => typeof value === "number";

export function estimateScores(rows: readonly Scores[]): Estimate[] {
  return Object.keys(DEFINITIONS).map((definition) => {
    const values = rows.map((row) => row[definition]).filter(isNumber);
    return estimate({ definition, values, notes: rows.length }, () =>
      isRate(definition) ? twoSided("wilson", wilsonInterval(sum(values), values.length, LEVEL)) : bootstrap(values),
    );
  });
}

/** Candidate minus baseline on the same notes, in the same order. */
export function estimateDifferences(candidate: readonly Scores[], baseline: readonly Scores[]): Estimate[] {
  return Object.keys(DEFINITIONS).map((definition) => {
    const pairs = candidate.flatMap((row, at) => {
      const [value, minus] = [row[definition], baseline[at]?.[definition]];
      return isNumber(value) && isNumber(minus) ? [[value, minus] as const] : [];
    });
    const values = pairs.map(([value, minus]) => value - minus);
    const count = (first: number, second: number) =>
      pairs.filter(([value, minus]) => value === first && minus === second).length;
    return estimate({ definition, values, notes: candidate.length }, () => {
      if (!isRate(definition)) return bootstrap(values);
      const counts = { both: count(1, 1), firstOnly: count(1, 0), secondOnly: count(0, 1), neither: count(0, 0) };
      return twoSided("newcombe_paired", newcombePairedInterval(counts, LEVEL));
    });
  });
}
