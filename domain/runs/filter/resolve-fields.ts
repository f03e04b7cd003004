import { OWN_FIELDS, type RunField, writeField } from "../run-fields";
import { FilterError } from "./filter-reader";
import type { FilterProblem } from "./filter-tokens";
import { type FieldMention, type FilterNode, mapMentions } from "./filter-tree";
import { checkValue } from "./filter-values";
import { nearestWords } from "./nearest-words";

/** Every path in a config and every metric that some run of the project has. */
export type RunKeys = { config: readonly string[]; metrics: readonly string[] };
export type ResolvedNode = FilterNode<RunField>;
export type Resolution = { ok: true; node: ResolvedNode } | { ok: false; problem: FilterProblem };

const endsIn = (name: string) => (key: string) => key.endsWith(`/${name}`) || key.endsWith(`.${name}`);

/** What a bare name may mean: the key itself, or else the keys that end in it. */
function meanings(mention: FieldMention & { field: null }, keys: RunKeys): RunField[] {
  const { name, summary } = mention;
  const metric = (key: string): RunField => ({ kind: "metric", key, summary: summary ?? "last" });
  const config = (key: string): RunField => ({ kind: "config", key });
  const configKeys = summary === null ? keys.config : [];
  const exact = [
    ...configKeys.filter((key) => key === name).map(config),
    ...keys.metrics.filter((key) => key === name).map(metric),
  ];
  if (exact.length > 0) return exact;
  return [...configKeys.filter(endsIn(name)).map(config), ...keys.metrics.filter(endsIn(name)).map(metric)];
}

const MOST_NAMED = 4;

function refuse({ at, end }: FieldMention, sentence: string, suggestions: readonly string[]): never {
  throw new FilterError({ at, end, sentence, suggestions });
}

function nameOf(mention: FieldMention): string {
  return mention.field ? writeField(mention.field) : mention.name;
}

function refuseUnknown(mention: FieldMention, keys: RunKeys): never {
  const name = nameOf(mention);
  const all = [
    ...Object.keys(OWN_FIELDS),
    ...keys.config.map((key) => `config.${key}`),
    ...keys.metrics.map((key) => `metric.${key}`),
  ];
  const bare = name.replace(/^(config|metric)\./, "").replace(/:(last|min|max)$/, "");
  const near = nearestWords(bare, all);
  const hint = near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : " The list of columns names all there is.";
  return refuse(mention, `No run here has "${name}".${hint}`, near);
}

function resolveMention(mention: FieldMention, keys: RunKeys): RunField {
  if (mention.field) {
    const { field } = mention;
    const there = field.kind === "own" || (field.kind === "config" ? keys.config : keys.metrics).includes(field.key);
    return there ? field : refuseUnknown(mention, keys);
  }
  const found = meanings(mention, keys);
  const [only] = found;
  if (only && found.length === 1) return only;
  if (!only) return refuseUnknown(mention, keys);
  const names = found.map(writeField);
  const more = names.length > MOST_NAMED ? `, or ${names.length - MOST_NAMED} more` : "";
  return refuse(
    mention,
    `"${mention.name}" could be ${names.slice(0, MOST_NAMED).join(" or ")}${more}. Write which.`,
    names.slice(0, MOST_NAMED),
  );
}

function checkValues(node: ResolvedNode): void {
  if (node.kind === "all" || node.kind === "any") for (const each of node.nodes) checkValues(each);
  else if (node.kind === "not") checkValues(node.node);
  else if (node.kind === "compare" || node.kind === "exactly") {
    for (const value of node.values) {
      const complaint = checkValue(node.mention, value, node.kind === "compare" ? node.operator : "=");
      if (complaint) throw new FilterError({ at: value.at, end: value.end, ...complaint });
    }
  }
}

/** Finds what every name means, and points at the one that means nothing or too much. */
export function resolveFields(node: FilterNode, keys: RunKeys): Resolution {
  try {
    const resolved = mapMentions(node, (mention) => resolveMention(mention, keys));
    checkValues(resolved);
    return { ok: true, node: resolved };
  } catch (error) {
    if (error instanceof FilterError) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** Whether reading the keys of the project is needed at all. */
export function needsKeys(mentions: readonly FieldMention[]): boolean {
  return mentions.some(({ field }) => field === null || field.kind !== "own");
}
