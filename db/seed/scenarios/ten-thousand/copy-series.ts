import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { encodeTail, type Points } from "@/server/series/chunk-layout";
import type { Sql } from "../../../database";
import { CopyRows } from "../../copy-rows";
import type { Random } from "../../random";
import { HEADLINE, METRIC_KEYS } from "./metric-keys";
import type { SweepRun } from "./sweep-runs";

const CURVE_POINTS = 24;
const COLUMNS = [
  ...["project_id", "run_id", "attempt", "key", "source", "points", "first_step", "last_step", "first_time"],
  ...["last_time", "step_min", "step_max", "ordered", "last", "last_finite", "min", "max", "nan", "plus_infinity"],
  ...["minus_infinity", "tail"],
];

const curves = new Set(HEADLINE.slice(0, 3));

/** A falling curve for what is drawn in tables, the last value alone for the rest. */
function pointsOf(key: string, run: SweepRun, last: number, random: Random): Points {
  const length = curves.has(key) ? CURVE_POINTS : 1;
  const steps = new Float64Array(length);
  const values = new Float64Array(length);
  const times = new Float64Array(length);
  for (let at = 0; at < length; at += 1) {
    const share = (at + 1) / length;
    steps[at] = Math.round(run.steps * share);
    values[at] = at === length - 1 ? last : last + (2.4 - last) * Math.exp(-4 * share) + 0.02 * random.normal();
    times[at] = run.startSeconds + run.busySeconds * share;
  }
  return { steps, values, times };
}

function headlineValue(key: string, run: SweepRun, random: Random): number {
  switch (key) {
    case "train/loss":
      return run.loss;
    case "validation/loss":
      return run.loss + 0.06 + 0.01 * random.normal();
    case "train/learning_rate":
      return run.config.learningRate / 10;
    case "train/tokens_per_second":
      return 12_000 + 900 * random.normal();
    case "train/tokens":
      return run.steps * run.config.batchSize * 700;
    case "validation/perplexity":
      return Math.exp(run.loss + 0.06);
    case "text/rouge_l":
      return run.rouge;
    default:
      return 0.5 + 0.1 * random.normal();
  }
}

function* seriesRows(projectId: string, runs: readonly SweepRun[], random: Random, told: (runs: number) => void) {
  const project = Buffer.from(projectId);
  const source = Buffer.from("metrics");
  const keys = METRIC_KEYS.map((key) => ({ key, bytes: Buffer.from(key), headline: HEADLINE.includes(key) }));
  const rows = new CopyRows();
  for (const [index, run] of runs.entries()) {
    const id = Buffer.from(run.id);
    for (const { key, bytes, headline } of keys) {
      const last = headline ? headlineValue(key, run, random) : run.loss * 0.3 + random.next();
      const points = pointsOf(key, run, last, random);
      const { steps, values, times } = points;
      rows.row(COLUMNS.length).bytes(project).bytes(id).int4(1).bytes(bytes).bytes(source).int8(steps.length);
      rows
        .float8(steps[0] ?? 0)
        .float8(steps.at(-1) ?? 0)
        .float8(times[0] ?? 0)
        .float8(times.at(-1) ?? 0);
      rows
        .float8(steps[0] ?? 0)
        .float8(steps.at(-1) ?? 0)
        .boolean(true)
        .float8(last)
        .float8(last);
      rows
        .float8(Math.min(...values))
        .float8(Math.max(...values))
        .int8(0)
        .int8(0)
        .int8(0)
        .bytes(encodeTail(points));
      if (rows.full) yield rows.take();
    }
    if (index % 500 === 499) told(index + 1);
  }
  yield rows.end();
}

/**
 * 1,000 series for each run that began. Foreign keys are not checked row by row where the role may say so: the runs
 * were written a moment before, and 20,000,000 look-ups would take longer than the copy.
 */
export async function copySeries(
  sql: Sql,
  projectId: string,
  runs: readonly SweepRun[],
  random: Random,
  told: (runs: number) => void,
): Promise<void> {
  const [role] = await sql`select usesuper from pg_user where usename = current_user`;
  await sql.begin(async (tx) => {
    if (role?.usesuper) await tx`set local session_replication_role = replica`;
    const copy = await tx`copy series (${sql(COLUMNS)}) from stdin with (format binary)`.writable();
    await pipeline(Readable.from(seriesRows(projectId, runs, random, told)), copy);
  });
}
