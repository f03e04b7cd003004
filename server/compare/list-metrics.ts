import type { Arm } from "@/domain/comparison/arm";
import {
  chooseMetric,
  describeComparedMetric,
  orderMetrics,
  readingsOf,
  seriesMetricId,
} from "@/domain/comparison/compared-metric";
import type { MetricChoice } from "@/domain/comparison/comparison";
import { isPrimary } from "@/domain/metrics/metric-words";
import type { ComparedRun } from "./describe-runs";
import type { Evidence } from "./evidence";

/** So many curves can be chosen from; the table of all metrics holds those that one way is better of. */
const MOST_KEYS = 300;
/** Rows beyond are read by nobody; each curve can be chosen by itself. */
const MOST_SERIES_ROWS = 60;

/** Everything that the arms can be set against each other in. */
export function listMetrics(
  arms: readonly Arm<ComparedRun>[],
  evidence: Evidence,
  wanted: string | null,
): MetricChoice[] {
  const holders = new Map<string, Set<string>>();
  for (const { key, runId } of evidence.logged) {
    holders.set(key, (holders.get(key) ?? new Set<string>()).add(runId));
  }
  const asked = wanted === null ? null : describeComparedMetric(wanted);
  const armsHaving = (has: (runId: string) => boolean) =>
    arms.filter(({ runs }) => runs.some(({ id }) => has(id))).length;
  const definitions = new Set(
    [...evidence.evaluations.values()].flatMap(({ scores }) => scores.map(({ definition }) => definition)),
  );
  const scores = orderMetrics([...definitions]).map(
    (id): MetricChoice => ({
      id,
      kind: "score",
      arms: armsHaving((runId) =>
        Boolean(evidence.evaluations.get(runId)?.scores.some(({ definition }) => definition === id)),
      ),
    }),
  );
  const offered = evidence.keys.filter(
    ({ key }, at) => at < MOST_KEYS || (asked?.kind === "series" && asked.key === key),
  );
  const series = offered.flatMap(({ key, runs }) => {
    const logging = holders.get(key);
    const count = logging ? armsHaving((runId) => logging.has(runId)) : Math.min(runs, arms.length);
    return readingsOf(key).map(
      (reading): MetricChoice => ({ id: seriesMetricId(key, reading), kind: "series", arms: count }),
    );
  });
  return [...scores, ...series];
}

/** The metric that leads: the one asked for, else the most telling that most arms have. */
export function leadingMetric(metrics: readonly MetricChoice[], wanted: string | null): string | null {
  if (wanted !== null && metrics.some(({ id }) => id === wanted)) return wanted;
  const most = Math.max(0, ...metrics.map(({ arms }) => arms));
  return chooseMetric(
    metrics.filter(({ arms }) => arms === most).map(({ id }) => id),
    null,
  );
}

/** Rows of the table: scores, the judged curves, and the one that leads. */
export function tableMetrics(
  metrics: readonly MetricChoice[],
  evidence: Evidence,
  { leading, readings }: { leading: string | null; readings: boolean },
): string[] {
  const known = new Set(
    evidence.logged.flatMap(({ key }) => readingsOf(key).map((reading) => seriesMetricId(key, reading))),
  );
  const stands = ({ id, kind }: MetricChoice) =>
    id === leading || (kind === "score" ? readings || isPrimary(id) : known.has(id));
  const chosen = metrics.filter(stands);
  const series = chosen.filter(({ id, kind }) => kind === "series" && id !== leading).slice(0, MOST_SERIES_ROWS);
  return chosen
    .filter((metric) => metric.kind === "score" || metric.id === leading || series.includes(metric))
    .map(({ id }) => id);
}
