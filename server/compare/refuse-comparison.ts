import { describeMetric } from "@/domain/metrics/metric-words";
import { measuredOn, type RunEvaluation } from "./evaluations-of-runs";

/** How an interval was made does not change what a value means. */
const OF_THE_INTERVAL = new Set([
  "resamples",
  "bootstrap_seed",
  "caution",
  "interval_missing",
  "seeds_averaged",
  "clusters",
]);

type Side = { name: string; evaluations: readonly RunEvaluation[] };

const groundOf = ({ dataset, splits }: RunEvaluation) => `${dataset}, ${splits.join(" and ")}`;
const join = (parts: Iterable<string>) => [...new Set(parts)].join("; ");

/** Why two sides cannot be set against each other in a definition; null where they can. */
export function refuseScores(definition: string, candidate: Side, baseline: Side): string | null {
  for (const side of [candidate, baseline]) {
    if (side.evaluations.length === 0) return `nothing that ${side.name} wrote was scored`;
  }
  return refuseGround(candidate, baseline) ?? refuseDefinition(definition, candidate, baseline);
}

function refuseGround(candidate: Side, baseline: Side): string | null {
  const grounds = new Set([...candidate.evaluations, ...baseline.evaluations].map(measuredOn));
  if (grounds.size <= 1) return null;
  const own = join(candidate.evaluations.map(groundOf));
  const other = join(baseline.evaluations.map(groundOf));
  if (own === other) return `the runs behind each side were scored on different data (${own})`;
  return `${candidate.name} was scored on ${own}, ${baseline.name} on ${other}`;
}

const family = (definition: string) => definition.replace(/@\d+$/, "");

function refuseDefinition(definition: string, candidate: Side, baseline: Side): string | null {
  for (const side of [candidate, baseline]) {
    const lacking = side.evaluations.find(({ scores }) => !scores.some((score) => score.definition === definition));
    if (!lacking) continue;
    if (lacking.scores.length === 0) return `the evaluation of ${side.name} has not been summed up yet`;
    const related = lacking.scores.find((score) => family(score.definition) === family(definition));
    return related
      ? `${side.name} was scored by another definition, ${related.definition} instead of ${definition}`
      : `${side.name} was not scored by ${describeMetric(definition).title} (${definition})`;
  }
  return refuseParameters(definition, candidate, baseline);
}

function meaningOf(evaluation: RunEvaluation, definition: string): Map<string, string> {
  const score = evaluation.scores.find((each) => each.definition === definition);
  const kept = Object.entries(score?.parameters ?? {}).filter(([key]) => !OF_THE_INTERVAL.has(key));
  return new Map([...kept.map(([key, value]) => [key, String(value)] as const), ["unit", score?.unit ?? ""]]);
}

function refuseParameters(definition: string, candidate: Side, baseline: Side): string | null {
  const [first, ...others] = [...candidate.evaluations, ...baseline.evaluations].map((one) =>
    meaningOf(one, definition),
  );
  for (const other of others) {
    for (const key of new Set([...(first?.keys() ?? []), ...other.keys()])) {
      const [one, two] = [first?.get(key) ?? "not stated", other.get(key) ?? "not stated"];
      if (one !== two) return `${definition} was computed differently (${key}: ${one} against ${two})`;
    }
  }
  return null;
}
