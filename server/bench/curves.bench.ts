import type { Sql } from "@/db/database";
import { createTestDatabase } from "@/db/testing/test-database";
import type { CurveAxis } from "@/domain/charts/chart-axis";
import { listKeys, listSharedKeys } from "../series/list-keys";
import { readCurves } from "../series/read-curves";
import { type BenchRow, quantile, timed } from "./bench-row";
import { addBenchProject, storeLongRuns, storeWideRun, WIDE_POINTS } from "./large-series";
import { packAndWeigh, SERIES_TABLES } from "./pack-and-weigh";

const RUNS = 100;
const KEYS = 2_000;
const POINTS = 1_000_000;
const LONG_POINTS = 10_000_000;
const SPIKE_AT = 7_654_321;
const BUCKETS = 300;
const TURNS = 11;
const TARGET_MILLISECONDS = 100;

type Of = { projectId: string; runs: string[]; keys: string[]; axis: CurveAxis; buckets: number };

const ZOOMS = [
  { name: "all", zoom: {} },
  { name: "a tenth", zoom: { from: 450_000, to: 549_999 } },
  { name: "5,000 points", zoom: { from: 500_000, to: 504_999 } },
] as const;

/** What a chart does that asks for each of its lines alone, six at a time as a browser would. */
async function readOneByOne(sql: Sql, of: Of & { from?: number; to?: number }): Promise<void> {
  const waiting = [...of.runs];
  const reader = async () => {
    for (let run = waiting.pop(); run !== undefined; run = waiting.pop()) await readCurves(sql, { ...of, runs: [run] });
  };
  await Promise.all(Array.from({ length: 6 }, reader));
}

async function benchMany(sql: Sql, of: Of): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const axis of ["step", "relative"] as const) {
    for (const { name, zoom } of axis === "step" ? ZOOMS : ZOOMS.slice(0, 1)) {
      const question = { ...of, axis, ...zoom };
      await readCurves(sql, question);
      const value = quantile(await timed(TURNS, () => readCurves(sql, question)), 0.5);
      const baseline = quantile(await timed(3, () => readOneByOne(sql, question)), 0.5);
      rows.push({
        name: `100 runs x 1,000,000 points over ${axis}, ${name}, p50`,
        value,
        unit: "ms",
        baseline,
        ratio: baseline / value,
        target: { atMost: TARGET_MILLISECONDS },
      });
    }
  }
  return rows;
}

/** Zooms to the left, to the right and around the spike: its value must be the maximum of what is read each time. */
async function benchSpike(sql: Sql, of: Of): Promise<BenchRow[]> {
  let seen = 0;
  let zooms = 0;
  const milliseconds: number[] = [];
  for (let width = LONG_POINTS; width >= 100; width /= 10) {
    for (const left of [0.01, 0.5, 0.99]) {
      const from = Math.max(0, Math.round(SPIKE_AT - left * width));
      const began = performance.now();
      const { curves } = await readCurves(sql, { ...of, from, to: from + width });
      milliseconds.push(performance.now() - began);
      zooms += 1;
      const [curve] = curves;
      const bytes = Buffer.from(curve?.columns ?? "", "base64");
      const all = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
      const length = curve?.buckets ?? 0;
      if (all.subarray(3 * length, 4 * length).includes(40)) seen += 1;
    }
  }
  const row = (name: string, value: number, unit: string, target: BenchRow["target"]): BenchRow => ({
    name,
    value,
    unit,
    baseline: null,
    ratio: null,
    target,
  });
  return [
    row(`10,000,000 points, one spike: seen in ${zooms} zooms`, seen, "zooms", { atLeast: zooms }),
    row("10,000,000 points, any zoom, p50", quantile(milliseconds, 0.5), "ms", null),
    row("10,000,000 points, any zoom, worst", Math.max(...milliseconds), "ms", { atMost: TARGET_MILLISECONDS }),
  ];
}

/** What a page of charts asks first; the baseline reads the newest, least and greatest value of each as well. */
async function benchKeys(sql: Sql, projectId: string, runId: string): Promise<BenchRow[]> {
  const names = () => listSharedKeys(sql, { projectId, runs: [runId] });
  if ((await names()).length !== KEYS) throw new Error("Not all metrics were listed.");
  const value = quantile(await timed(TURNS, names), 0.5);
  const baseline = quantile(await timed(TURNS, () => listKeys(sql, { projectId, runId })), 0.5);
  const target = { atMost: TARGET_MILLISECONDS };
  return [
    { name: "2,000 metrics of a run by name, p50", value, unit: "ms", baseline, ratio: baseline / value, target },
  ];
}

/** Reading what the largest charts draw, against one question for each of its lines. */
export async function benchCurves(): Promise<BenchRow[]> {
  const { db, sql, drop } = await createTestDatabase();
  try {
    const projectId = await addBenchProject(db, "curves");
    const key = "train/loss";
    const runs = await storeLongRuns(db, { projectId, runs: RUNS, points: POINTS, key });
    const spiky = await addBenchProject(db, "spike");
    const [long = ""] = await storeLongRuns(db, {
      projectId: spiky,
      runs: 1,
      points: LONG_POINTS,
      key,
      spikeAt: SPIKE_AT,
    });
    const wide = await storeWideRun(db, { projectId, keys: KEYS });
    const points = RUNS * POINTS + LONG_POINTS + KEYS * WIDE_POINTS;
    const weighed = await packAndWeigh(sql, "curves", { unit: "point", count: points, tables: SERIES_TABLES });
    const of = { keys: [key], axis: "step" as const, buckets: BUCKETS };
    return [
      weighed,
      ...(await benchMany(sql, { ...of, projectId, runs })),
      ...(await benchKeys(sql, projectId, wide)),
      ...(await benchSpike(sql, { ...of, projectId: spiky, runs: [long], buckets: 500 })),
    ];
  } finally {
    await drop();
  }
}
