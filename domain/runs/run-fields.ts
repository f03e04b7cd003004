export type FieldType = "text" | "number" | "duration" | "instant" | "tags";

type OwnField = { type: FieldType; describes: string; sorts: boolean };

/** What every run has beside its config and its metrics: the words of filters, sorting and columns. */
export const OWN_FIELDS = {
  state: { type: "text", describes: "waiting, queued, running, finished, failed …", sorts: true },
  name: { type: "text", describes: "name of the run", sorts: true },
  stage: { type: "text", describes: "kind of work: sft, generate, evaluate …", sorts: true },
  model: { type: "text", describes: "model that it reads", sorts: true },
  data: { type: "text", describes: "dataset that it reads", sorts: true },
  tag: { type: "tags", describes: "a tag that it carries", sorts: true },
  seed: { type: "number", describes: "seed of its random numbers", sorts: true },
  replicates: {
    type: "text",
    describes: "id of a run: it and those that differ from it in the seed alone",
    sorts: false,
  },
  created: { type: "instant", describes: "when it was launched: 2026-03-01, or 2d for two days ago", sorts: true },
  started: { type: "instant", describes: "when it began", sorts: true },
  ended: { type: "instant", describes: "when it ended", sorts: true },
  duration: { type: "duration", describes: "from start to end: 90s, 20m, 2h", sorts: true },
  result: { type: "number", describes: "ROUGE-L of its evaluation", sorts: true },
  cost: { type: "number", describes: "in the currency of the installation", sorts: true },
  by: { type: "text", describes: "who launched it", sorts: true },
  note: { type: "text", describes: "note that somebody wrote to it", sorts: true },
  executor: { type: "text", describes: "where it runs: local, client, imported", sorts: true },
  attempt: { type: "number", describes: "number of its current attempt", sorts: true },
  priority: { type: "number", describes: "higher goes first", sorts: true },
} as const satisfies Record<string, OwnField>;

export type OwnFieldName = keyof typeof OWN_FIELDS;
export type MetricSummary = "last" | "min" | "max";

/** One thing that a run can be asked for. */
export type RunField =
  | { kind: "own"; name: OwnFieldName }
  | { kind: "config"; key: string }
  | { kind: "metric"; key: string; summary: MetricSummary };

const SUMMARY = /:(last|min|max)$/;

export const isOwnField = (name: string): name is OwnFieldName => Object.hasOwn(OWN_FIELDS, name);

export function metricField(text: string): RunField {
  const summary = SUMMARY.exec(text)?.[1];
  return summary === "min" || summary === "max" || summary === "last"
    ? { kind: "metric", key: text.replace(SUMMARY, ""), summary }
    : { kind: "metric", key: text, summary: "last" };
}

/** `name`, `config.lora.rank`, `metric.train/loss`, `metric.train/loss:min`; null for what is none of these. */
export function readField(id: string): RunField | null {
  if (id.startsWith("config.") && id.length > "config.".length) return { kind: "config", key: id.slice(7) };
  if (id.startsWith("metric.") && id.length > "metric.".length) return metricField(id.slice(7));
  return isOwnField(id) ? { kind: "own", name: id } : null;
}

export function writeField(field: RunField): string {
  if (field.kind === "own") return field.name;
  if (field.kind === "config") return `config.${field.key}`;
  return `metric.${field.key}${field.summary === "last" ? "" : `:${field.summary}`}`;
}

/** What a value of it is; a config value may be anything, so it is null there. */
export function fieldType(field: RunField): FieldType | null {
  if (field.kind === "own") return OWN_FIELDS[field.name].type;
  return field.kind === "metric" ? "number" : null;
}
