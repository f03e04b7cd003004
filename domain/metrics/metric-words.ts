import catalogue from "../../runners/schemas/metrics.json" with { type: "json" };
import type { EstimateScale } from "../format/estimate";

/** What a failed note counts as: as it stands, as 0, or not at all. */
export type FailureReading = "as_written" | "wrong" | "excluded";

export type MetricWords = {
  title: string;
  scale: Exclude<EstimateScale, "points">;
  /** Which way is better; null where neither is. */
  better: "higher" | "lower" | null;
  reading: FailureReading | null;
  /** The definition that speaks first for the same metric; its own id where it is that one. */
  primary: string;
  /** What is counted and how much of it is noise; null where the definition is not known here. */
  description: string | null;
};

function oneOf<const T extends string>(choices: readonly T[], value: string | null): T | null {
  return choices.find((choice) => choice === value) ?? null;
}

/** Written by `python -m runners schema` from the definitions that compute the values. */
const KNOWN: ReadonlyMap<string, MetricWords> = new Map(
  catalogue.definitions.map((definition) => [
    definition.id,
    {
      ...definition,
      scale: oneOf(["share", "number"], definition.scale) ?? "number",
      better: oneOf(["higher", "lower"], definition.better),
      reading: oneOf(["as_written", "wrong", "excluded"], definition.reading),
    },
  ]),
);

/** Words of a definition id; one that is not known is written out, never hidden. */
export function describeMetric(definition: string): MetricWords {
  const known = KNOWN.get(definition);
  if (known) return known;
  const id = definition.replace(/@\d+$/, "");
  const words = (id.split(/[./]/).at(-1) ?? id).replaceAll("_", " ");
  return {
    title: words.charAt(0).toUpperCase() + words.slice(1),
    scale: "number",
    better: null,
    reading: null,
    primary: definition,
    description: null,
  };
}

const PLACES = new Map([...KNOWN.keys()].map((id, place) => [id, place]));

/** The catalogue's order; what it does not know comes last. */
export function compareMetrics(first: string, second: string): number {
  const place = (definition: string) => PLACES.get(definition) ?? PLACES.size;
  return place(first) - place(second) || first.localeCompare(second);
}

/** Whether a value speaks for its metric, or repeats it with failures read in another way. */
export function isPrimary(definition: string): boolean {
  return describeMetric(definition).primary === definition;
}
