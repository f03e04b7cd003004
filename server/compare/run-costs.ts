import type { Sql } from "@/db/database";
import { defineEstimate, twoSided, undefineEstimate } from "@/domain/comparison/make-estimate";
import type { Estimate } from "@/domain/estimate";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { isConstant, mean, sampleDeviation, sum } from "@/domain/statistics/moments";
import { studentQuantile } from "@/domain/statistics/special-functions";
import { readSeries } from "../series/read-series";
import type { StandingRun } from "./compared-runs-queries";

const SPEED_KEYS = ["train/tokens_per_second", "generate/tokens_per_second"];
const LEVEL = 0.95;

/** Mean over everything logged, by run id. */
export async function readSpeeds(sql: Sql, of: { projectId: string; runIds: readonly string[] }) {
  if (of.runIds.length === 0) return new Map<string, number>();
  const read = await readSeries(sql, {
    projectId: of.projectId,
    runs: of.runIds,
    keys: SPEED_KEYS,
    axis: "step",
    buckets: 1,
  });
  const parts = new Map<string, { sum: number; n: number }>();
  for (const { run, buckets } of read) {
    const part = parts.get(run) ?? { sum: 0, n: 0 };
    buckets.mean.forEach((value, at) => {
      const n = value === null || !Number.isFinite(value) ? 0 : (buckets.n[at] ?? 0);
      part.sum += n > 0 ? (value ?? 0) * n : 0;
      part.n += n;
    });
    parts.set(run, part);
  }
  return new Map([...parts].filter(([, { n }]) => n > 0).map(([run, part]) => [run, part.sum / part.n]));
}

type Cost = {
  definition: string;
  read: (run: StandingRun) => number | null;
  absent: string;
  /** Is counted when the run has ended; before that it holds the attempts before at most. */
  whenEnded?: boolean;
  parameters?: Estimate["parameters"];
};

const isOpen = ({ state }: StandingRun) => !RUN_RULES[state].settled;

function averageRuns(runs: readonly StandingRun[], cost: Cost): Estimate {
  const { definition, read, parameters = {}, whenEnded = true } = cost;
  const open = whenEnded && runs.length > 0 && runs.every(isOpen);
  const absent = open ? "still under way" : cost.absent;
  const values = runs.flatMap((run) => (whenEnded && isOpen(run) ? [] : (read(run) ?? [])));
  const measured = { definition, parameters, n: values.length, unit: "run", excluded: runs.length - values.length };
  if (values.length === 0) return undefineEstimate(measured, absent);
  const half =
    values.length > 1 && !isConstant(values)
      ? (studentQuantile((1 + LEVEL) / 2, values.length - 1) * sampleDeviation(values)) / Math.sqrt(values.length)
      : 0;
  const value = mean(values);
  const interval = half > 0 ? twoSided({ low: value - half, high: value + half }, LEVEL, "student_t") : null;
  return defineEstimate({ ...measured, value, numerator: sum(values), denominator: values.length }, interval);
}

/** What the runs of an arm took, each by itself: what they stand on is not in it. */
export function costRuns(runs: readonly StandingRun[], speeds: ReadonlyMap<string, number>): Estimate[] {
  const currencies = [...new Set(runs.flatMap((run) => (run.cost === null ? [] : (run.costCurrency ?? ""))))];
  const oneCurrency = currencies.length <= 1;
  const costs: Cost[] = [
    {
      definition: "run.busy_seconds@1",
      read: (run) => (run.startedAt === null ? null : run.busySeconds),
      absent: "has not started",
    },
    {
      definition: "run.cost@1",
      read: (run) => (oneCurrency ? run.cost : null),
      absent: oneCurrency ? "no price was set" : "priced in several currencies",
      parameters: oneCurrency && currencies[0] ? { currency: currencies[0] } : {},
    },
    { definition: "run.peak_memory_bytes@1", read: (run) => run.peakMemoryBytes, absent: "not measured" },
    {
      definition: "run.peak_device_memory_bytes@1",
      read: (run) => run.peakDeviceMemoryBytes,
      absent: "no accelerator was used",
    },
    { definition: "run.energy_joules@1", read: (run) => run.energyJoules, absent: "not measured" },
    {
      definition: "run.tokens_per_second@1",
      read: (run) => speeds.get(run.id) ?? null,
      absent: "not logged",
      whenEnded: false,
    },
  ];
  return costs.map((cost) => averageRuns(runs, cost));
}
