import type { EstimateScale } from "../format/estimate";

export type MetricWords = {
  title: string;
  scale: Exclude<EstimateScale, "points">;
  /** Which way is better; null where neither is. */
  better: "higher" | "lower" | null;
};

const KNOWN: Readonly<Record<string, MetricWords>> = {
  "text.exact_match": { title: "Exact match", scale: "share", better: "higher" },
  "text.token_f1": { title: "Token F1", scale: "number", better: "higher" },
  "text.rouge_1": { title: "ROUGE-1", scale: "number", better: "higher" },
  "text.rouge_2": { title: "ROUGE-2", scale: "number", better: "higher" },
  "text.rouge_l": { title: "ROUGE-L", scale: "number", better: "higher" },
  "text.length_ratio": { title: "Length ratio", scale: "number", better: null },
  "text.unsupported_numbers": { title: "Unsupported numbers", scale: "number", better: "lower" },
  "text.unsupported_drugs": { title: "Unsupported drugs", scale: "number", better: "lower" },
};

/** Words of a definition id with or without its version; one that is not known is written out, never hidden. */
export function describeMetric(definition: string): MetricWords {
  const id = definition.replace(/@\d+$/, "");
  const known = KNOWN[id];
  if (known) return known;
  const words = (id.split(/[./]/).at(-1) ?? id).replaceAll("_", " ");
  return { title: words.charAt(0).toUpperCase() + words.slice(1), scale: "number", better: null };
}
