import { type OWN_FIELDS, readField } from "./run-fields";

/** Groups runs that differ in nothing but their seed. */
export const BY_SEEDS = "seeds";

const GROUPING = [
  "state",
  "stage",
  "model",
  "data",
  "tag",
  "seed",
  "by",
  "executor",
] as const satisfies (keyof typeof OWN_FIELDS)[];

/** Params and what stands beside them; a metric differs from run to run and makes no groups. */
export function isGrouping(id: string): boolean {
  if (id === BY_SEEDS) return true;
  const field = readField(id);
  return field?.kind === "config" || GROUPING.some((name) => name === id);
}

export function readGrouping(text: string | null): string[] {
  return text ? [...new Set(text.split(",").filter(isGrouping))].slice(0, 5) : [];
}

export const writeGrouping = (by: readonly string[]): string => by.join(",");

/** What a group has in one column. */
export type GroupCell =
  /** Over runs that have a finite value, or over seeds where they are folded; sd (n − 1) is null below two. `points` holds the newest of them. */
  | {
      kind: "numbers";
      n: number;
      mean: number | null;
      sd: number | null;
      min: number | null;
      max: number | null;
      points: number[];
    }
  /** The text that all share, or how many different ones there are. */
  | { kind: "texts"; text: string | null; different: number }
  | { kind: "instants"; newest: Date | null };

const asText = (value: string) => `"${value}"`;

/**
 * The condition that a group stands for; null for a value that no filter can write. Runs that share a tag or an input
 * share all of them, so `tag = a` would find more than the group.
 */
export function groupCondition(id: string, values: readonly string[], firstRunId: string): string | null {
  if (id === BY_SEEDS) return `replicates = ${asText(firstRunId)}`;
  if ([id, ...values].some((text) => text.includes('"'))) return null;
  const name = id.startsWith("config.") ? `config."${id.slice(7)}"` : id;
  const [first, ...more] = values;
  if (first === undefined) return `${name} is missing`;
  if (!LISTS.includes(id)) return more.length > 0 ? null : `${name} = ${asText(first)}`;
  return `${name} is exactly (${values.map(asText).join(", ")})`;
}

const LISTS: readonly string[] = ["tag", "model", "data"];

/** The whole filter of a group: what was filtered before, and the group. */
export function groupFilter(filter: string, conditions: readonly (string | null)[]): string | null {
  if (conditions.some((condition) => condition === null)) return null;
  const before = filter.trim() ? `(${filter.trim()})` : "";
  return [before, ...conditions].filter(Boolean).join(" and ");
}
