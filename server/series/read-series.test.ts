import { sql as drizzleSql, eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { runAttempt } from "@/db/schema/runs";
import { series } from "@/db/schema/series";
import { addAttempt, addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { appendPoints, type SeriesOwner } from "./append-points";
import type { Buckets } from "./fold-buckets";
import { listKeys } from "./list-keys";
import { readSeries } from "./read-series";

const { db, sql, drop } = await createTestDatabase();
afterAll(drop);

async function append(owner: SeriesOwner, values: readonly number[], { first = 0, stride = 1, key = "loss" } = {}) {
  const steps = Float64Array.from(values, (_, index) => (first + index) * stride);
  const points = { steps, values: Float64Array.from(values), times: steps.map((step) => 1_000 + step) };
  await db.transaction((tx) => appendPoints(tx, owner, new Map([[key, { source: "metrics" as const, points }]])));
}

/** Batches of many sizes, so that tails, chunks and blocks end everywhere. */
async function appendInBatches(owner: SeriesOwner, values: readonly number[], sizes: readonly number[]) {
  for (let at = 0, turn = 0; at < values.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    await append(owner, values.slice(at, at + size), { first: at });
    at += size;
  }
}

const wave = (length: number) => Array.from({ length }, (_, index) => Math.sin(index / 50) + (index % 7) / 10);

function totals({ n, nonFinite, min, max, mean }: Buckets) {
  const finite = (values: (number | null)[]) => values.filter((value) => value !== null);
  return {
    points: n.reduce((sum, each) => sum + each, 0),
    nonFinite: nonFinite.reduce((sum, each) => sum + each, 0),
    min: Math.min(...finite(min)),
    max: Math.max(...finite(max)),
    sum: mean.reduce((sum: number, each, index) => sum + (each ?? 0) * (n[index] ?? 0), 0),
  };
}

describe("any zoom of a long series", () => {
  test("holds every point once, and its spikes, whatever the batches were", async () => {
    const { key: owner, ...run } = await addRunningAttempt(db, "zoom");
    const values = wave(90_000);
    values[70_001] = 50;
    values[123] = -50;
    values[40_000] = Number.NaN;
    values[40_001] = Number.POSITIVE_INFINITY;
    await appendInBatches(owner, values, [1, 63, 64, 65, 700, 5_000, 9_001, 2]);
    for (const [from, to] of [
      [0, 89_999],
      [39_000, 41_000],
      [8_192, 12_287],
      [69_000, 89_999],
      [89_990, 89_999],
    ] as const) {
      for (const buckets of [50, 1_000]) {
        const question = { projectId: run.projectId, runs: [run.runId], keys: ["loss"], axis: "step" as const };
        const [segment] = await readSeries(sql, { ...question, from, to, buckets });
        if (!segment) throw new Error("no segment");
        const { x, xEnd } = segment.buckets;
        expect(x.length).toBeLessThanOrEqual(buckets);
        for (let index = 1; index < x.length; index += 1) expect(x[index]).toBeGreaterThan(xEnd[index - 1] ?? 0);
        const covered = values.slice(x[0], (xEnd.at(-1) ?? 0) + 1);
        const finite = covered.filter(Number.isFinite);
        const seen = totals(segment.buckets);
        expect(seen).toMatchObject({
          points: finite.length,
          nonFinite: covered.length - finite.length,
          min: Math.min(...finite),
          max: Math.max(...finite),
        });
        expect(seen.sum).toBeCloseTo(
          finite.reduce((sum, value) => sum + value, 0),
          6,
        );
        expect(x[0]).toBeLessThanOrEqual(from);
        expect(x[0]).toBeGreaterThan(from - segment.resolution);
        expect(xEnd.at(-1)).toBeGreaterThanOrEqual(to);
        expect(xEnd.at(-1)).toBeLessThan(to + segment.resolution);
      }
    }
  });

  test("NaN and infinities are counted by kind and keep their place", async () => {
    const { key: owner, projectId, runId } = await addRunningAttempt(db, "odd");
    await append(owner, [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2]);
    const [segment] = await readSeries(sql, { projectId, runs: [runId], keys: ["loss"], axis: "step", buckets: 100 });
    expect(segment?.buckets).toMatchObject({
      x: [0, 1, 2, 3, 4],
      mean: [1, null, null, null, 2],
      nonFinite: [0, 1, 1, 1, 0],
      nonFiniteKinds: [
        { bucket: 1, nan: 1, plusInfinity: 0, minusInfinity: 0 },
        { bucket: 2, nan: 0, plusInfinity: 1, minusInfinity: 0 },
        { bucket: 3, nan: 0, plusInfinity: 0, minusInfinity: 1 },
      ],
    });
    expect(await listKeys(sql, { projectId, runId })).toMatchObject([
      { key: "loss", points: 5, min: 1, max: 2, nonFinite: 3, last: 2 },
    ]);
  });

  test("a gap stays a gap at every zoom", async () => {
    const { key: owner, projectId, runId } = await addRunningAttempt(db, "gappy");
    await append(owner, wave(15_003));
    await append(owner, wave(15_000), { first: 1_000_000 });
    for (const axis of ["step", "time"] as const) {
      for (const buckets of [100, 1_000]) {
        const [segment] = await readSeries(sql, { projectId, runs: [runId], keys: ["loss"], axis, buckets });
        if (!segment) throw new Error("no segment");
        const { x, xEnd } = segment.buckets;
        expect(segment.resolution).toBeGreaterThan(1);
        expect(totals(segment.buckets).points).toBe(30_003);
        expect(Math.max(...x.map((start, index) => (xEnd[index] ?? 0) - start))).toBeLessThan(25_000);
        expect(xEnd.filter((end) => end === 15_002 + (axis === "time" ? 1_000 : 0))).toHaveLength(1);
      }
    }
  });

  test("points out of order are all found", async () => {
    const { key: owner, projectId, runId } = await addRunningAttempt(db, "disorder");
    await append(owner, wave(5_000), { first: 5_000 });
    await append(owner, wave(5_000), { first: 0 });
    const question = { projectId, runs: [runId], keys: ["loss"], axis: "step" as const };
    const [segment] = await readSeries(sql, { ...question, from: 0, to: 999, buckets: 1_000 });
    expect(segment && totals(segment.buckets).points).toBe(1_000);
  });
});

describe("attempts", () => {
  test("a resumed run shows the first attempt up to the step of the resume", async () => {
    const { key: first, projectId, runId } = await addRunningAttempt(db, "resumed");
    await append(first, wave(20_000));
    await addAttempt(db, { slug: "resumed", attempt: 2, resumedFromStep: 9_999 });
    await db.update(runAttempt).set({ sequence: 1 }).where(eq(runAttempt.attempt, 2));
    await append({ projectId, runId, attempt: 2 }, wave(5_000), { first: 10_000 });
    for (const axis of ["step", "time"] as const) {
      for (const buckets of [20, 1_000]) {
        const segments = await readSeries(sql, { projectId, runs: [runId], keys: ["loss"], axis, buckets });
        expect(segments.map((segment) => [segment.attempt, segment.cutStep])).toEqual([
          [1, 9_999],
          [2, null],
        ]);
        expect(segments.map((segment) => totals(segment.buckets).points)).toEqual([10_000, 5_000]);
        expect(segments[0]?.buckets.xEnd.at(-1)).toBe(axis === "step" ? 9_999 : 10_999);
      }
    }
  });

  test("an attempt that started over hides the one before it", async () => {
    const { key: first, projectId, runId } = await addRunningAttempt(db, "over");
    await append(first, wave(10));
    await addAttempt(db, { slug: "over", attempt: 2 });
    const question = { projectId, runs: [runId], keys: ["loss"], axis: "step" as const, buckets: 10 };
    expect(await readSeries(sql, question)).toHaveLength(1);
    await db.update(runAttempt).set({ sequence: 1 }).where(eq(runAttempt.attempt, 2));
    expect(await readSeries(sql, question)).toHaveLength(0);
  });

  test("a series of another project is not found", async () => {
    const { key: owner, runId } = await addRunningAttempt(db, "mine");
    await append(owner, [1]);
    const foreign = { projectId: "odd-project", runs: [runId], keys: ["loss"], axis: "step" as const, buckets: 10 };
    expect(await readSeries(sql, foreign)).toEqual([]);
  });
});

test("chunks lie uncompressed, so that the front of one can be read alone", async () => {
  const [row] = await db.execute(
    drizzleSql`select attstorage from pg_attribute where attrelid = 'series_chunk'::regclass and attname = 'bytes'`,
  );
  expect(row?.attstorage).toBe("e");
  expect(await db.select({ id: series.id }).from(series)).not.toHaveLength(0);
});
