import { compareMetrics, describeMetric } from "../metrics/metric-words";

export type SeriesReading = "last" | "min" | "max";

/**
 * What a comparison is about: a definition that scored examples (`text.rouge_l@1`), or one value of a curve
 * (`metric.validation/loss`, `metric.validation/loss:min`), named as in the table of runs.
 */
export type ComparedMetric = {
  id: string;
  title: string;
  scale: "share" | "number";
  better: "higher" | "lower" | null;
  description: string | null;
} & ({ kind: "score"; definition: string } | { kind: "series"; key: string; reading: SeriesReading });

const SERIES = /^metric\.(.+?)(?::(last|min|max))?$/;
const LOWER = /loss(?!_scale)|perplexity|(^|_)(nll|error|wer)($|_)/;
const HIGHER = /accuracy|reward|(^|_)(f1|bleu|auroc|auc|exact_match)($|_)|rouge/;
const READING_WORDS = { last: "last value", min: "smallest value", max: "greatest value" } as const;

function betterOf(key: string): "higher" | "lower" | null {
  const name = (key.split("/").at(-1) ?? key).toLowerCase();
  if (LOWER.test(name)) return "lower";
  return HIGHER.test(name) ? "higher" : null;
}

export function describeComparedMetric(id: string): ComparedMetric {
  const series = SERIES.exec(id);
  if (!series?.[1]) {
    const { title, scale, better, description } = describeMetric(id);
    return { id, title, scale, better, description, kind: "score", definition: id };
  }
  const key = series[1];
  const reading = (series[2] ?? "last") as SeriesReading;
  return {
    id: seriesMetricId(key, reading),
    title: `${key}, ${READING_WORDS[reading]}`,
    scale: "number",
    better: betterOf(key),
    description: `The ${READING_WORDS[reading]} that each run logged as ${key}.`,
    kind: "series",
    key,
    reading,
  };
}

export function seriesMetricId(key: string, reading: SeriesReading): string {
  return reading === "last" ? `metric.${key}` : `metric.${key}:${reading}`;
}

/** The readings that are worth a row: what a curve ended with, and the best of it where one way is better. */
export function readingsOf(key: string): SeriesReading[] {
  const better = betterOf(key);
  if (better === null) return ["last"];
  return ["last", better === "lower" ? "min" : "max"];
}

const MOST_TELLING_SCORES = ["text.rouge_l", "text.token_f1", "text.exact_match"];
const MOST_TELLING_KEYS = ["validation/loss", "eval/loss", "eval_loss", "val/loss", "train/loss", "loss"];

/** The metric that the first sentence speaks of: the one asked for, else the most telling that is there. */
export function chooseMetric(ids: readonly string[], wanted: string | null): string | null {
  if (wanted && ids.includes(wanted)) return wanted;
  const telling = [
    ...MOST_TELLING_SCORES.flatMap((score) => ids.find((id) => id.startsWith(`${score}@`)) ?? []),
    ...ids.filter((id) => !SERIES.test(id)).slice(0, 1),
    ...MOST_TELLING_KEYS.map((key) => seriesMetricId(key, "last")).filter((id) => ids.includes(id)),
    ...ids.filter((id) => describeComparedMetric(id).better !== null),
  ];
  return telling[0] ?? ids[0] ?? null;
}

/** Scores as the catalogue orders them, then curves by name. */
export function orderMetrics(ids: readonly string[]): string[] {
  const scores = ids.filter((id) => !SERIES.test(id)).sort(compareMetrics);
  return [...scores, ...ids.filter((id) => SERIES.test(id)).sort()];
}
