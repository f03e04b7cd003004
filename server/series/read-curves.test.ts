import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { runAttempt } from "@/db/schema/runs";
import { addAttempt, addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { CURVE_COLUMNS } from "@/domain/charts/chart-axis";
import { appendPoints, type SeriesOwner } from "./append-points";
import { listSharedKeys } from "./list-keys";
import { type Curve, readCurves } from "./read-curves";

const { db, sql, drop } = await createTestDatabase();
afterAll(drop);

const START = 1_700_000_000;

async function append(owner: SeriesOwner, key: string, points: readonly (readonly [number, number, number])[]) {
  const column = (place: 0 | 1 | 2) => Float64Array.from(points, (point) => point[place]);
  const series = { source: "metrics" as const, points: { steps: column(0), values: column(1), times: column(2) } };
  await db.transaction((tx) => appendPoints(tx, owner, new Map([[key, series]])));
}

function unpack({ columns, buckets }: Curve) {
  const bytes = Buffer.from(columns, "base64");
  const all = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const column = (place: number) => [...all.subarray(place * buckets, (place + 1) * buckets)];
  return Object.fromEntries(CURVE_COLUMNS.map((name, place) => [name, column(place)]));
}

const started = (seconds: number) => new Date((START + seconds) * 1_000);
const growing = (length: number, value: (step: number) => number, from = 0) =>
  Array.from({ length }, (_, index) => [from + index, value(from + index), START + 5 + from + index] as const);

describe("curves", () => {
  test("come as packed columns with what is not finite counted", async () => {
    const { key: owner, projectId, runId } = await addRunningAttempt(db, "packed");
    await append(owner, "loss", [
      [0, 3, START],
      [1, Number.NaN, START + 1],
      [2, -1.5, START + 2],
    ]);
    const { curves } = await readCurves(sql, { projectId, runs: [runId], keys: ["loss"], axis: "step", buckets: 10 });
    expect(curves).toHaveLength(1);
    expect(curves.map(unpack)[0]).toEqual({
      x: [0, 1, 2],
      mean: [3, Number.NaN, -1.5],
      min: [3, Number.NaN, -1.5],
      max: [3, Number.NaN, -1.5],
      n: [1, 1, 1],
      nonFinite: [0, 1, 0],
    });
  });

  test("over relative time begin when the run first started, whatever attempt logged them", async () => {
    const { key: first, projectId, runId } = await addRunningAttempt(db, "twice", { startedAt: started(0) });
    await append(
      first,
      "loss",
      growing(10, (step) => step),
    );
    await addAttempt(db, { slug: "twice", attempt: 2, resumedFromStep: 9, startedAt: started(100) });
    await db.update(runAttempt).set({ sequence: 1 }).where(eq(runAttempt.attempt, 2));
    await append({ projectId, runId, attempt: 2 }, "loss", [[10, 0, START + 103]]);
    const of = { projectId, runs: [runId], keys: ["loss"], buckets: 100 };
    const { curves } = await readCurves(sql, { ...of, axis: "relative" });
    expect(curves.map((curve) => unpack(curve).x)).toEqual([[5, 6, 7, 8, 9, 10, 11, 12, 13, 14], [103]]);
    const zoomed = await readCurves(sql, { ...of, axis: "relative", from: 12, to: 14 });
    expect(zoomed.curves.map((curve) => unpack(curve).x)).toEqual([[12, 13, 14], []]);
    const clock = await readCurves(sql, { ...of, axis: "time", from: START + 13, to: START + 14 });
    expect(clock.curves.map((curve) => unpack(curve).x)).toEqual([[START + 13, START + 14], []]);
  });

  test("over tokens stand where their run had seen them; a run that counted none is named", async () => {
    const { key: owner, projectId, runId } = await addRunningAttempt(db, "tokens");
    await append(
      owner,
      "train/tokens",
      growing(5, (step) => 100 * step ** 2),
    );
    await append(
      owner,
      "loss",
      growing(5, (step) => 10 - step),
    );
    const of = { projectId, runs: [runId, "another"], keys: ["loss"], axis: "tokens" as const, buckets: 100 };
    const { curves, withoutAxis } = await readCurves(sql, of);
    expect(curves.map((curve) => unpack(curve).x)).toEqual([[0, 100, 400, 900, 1_600]]);
    expect(withoutAxis).toEqual(["another"]);
    const zoomed = await readCurves(sql, { ...of, from: 100, to: 900 });
    expect(zoomed.curves.map((curve) => unpack(curve).mean)).toEqual([[9, 8, 7]]);
  });

  test("of runs of different length share one grid, and each keeps its own zoom over tokens", async () => {
    const { key: owner, projectId, runId } = await addRunningAttempt(db, "long");
    await append(
      owner,
      "train/tokens",
      growing(30_000, (step) => 3 * step),
    );
    await append(
      owner,
      "loss",
      growing(30_000, (step) => (step === 20_001 ? 99 : 1)),
    );
    const of = { projectId, runs: [runId], keys: ["loss"], axis: "tokens" as const, buckets: 50 };
    for (const zoom of [{}, { from: 50_000, to: 70_000 }, { from: 60_000, to: 60_010 }]) {
      const [curve] = (await readCurves(sql, { ...of, ...zoom })).curves;
      if (!curve) throw new Error("no curve");
      const { x = [], max = [] } = unpack(curve);
      expect(x.length).toBeLessThanOrEqual(50);
      expect(Math.max(...max)).toBe(99);
      expect(x[max.indexOf(99)]).toBeGreaterThan(59_000);
      expect(x[max.indexOf(99)]).toBeLessThan(61_500);
    }
  });
});

test("keys of several runs say how many logged each", async () => {
  const { key: owner, projectId, runId } = await addRunningAttempt(db, "shared");
  await append(owner, "a/loss", [[0, 1, START]]);
  expect(await listSharedKeys(sql, { projectId, runs: [runId, "none"] })).toEqual([
    { key: "a/loss", source: "metrics", runs: 1 },
  ]);
  expect(await listSharedKeys(sql, { projectId: "long-project", runs: [runId] })).toEqual([]);
});
