import { and, asc, eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { runAttempt } from "@/db/schema/runs";
import { series, seriesChunk } from "@/db/schema/series";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { appendPoints } from "../series/append-points";
import { decodePoints, encodeTail, joinPoints, type Points, slicePoints } from "../series/chunk-layout";
import type { SeriesOwner } from "../series/grow-series";
import { packSeries } from "../series/pack-series";
import { readSeries } from "../series/read-series";
import { seededRandom } from "../series/testing/seeded-random";
import { Compactor } from "./compactor";

const { db, sql, drop } = await createTestDatabase();
afterAll(drop);

const compactor = () => new Compactor(sql, { pauseSeconds: 0.01, rest: 0 });

function madePoints(length: number, seed: number): Points {
  const random = seededRandom(seed);
  const values = Float64Array.from({ length }, () => (random() < 0.01 ? Number.NaN : Math.fround(random())));
  let time = 1.76e9;
  const times = Float64Array.from({ length }, () => {
    time += random();
    return time;
  });
  return { steps: Float64Array.from({ length }, (_, index) => index), values, times };
}

async function append(owner: SeriesOwner, points: Points, key = "loss"): Promise<void> {
  await db.transaction((tx) => appendPoints(tx, owner, new Map([[key, { source: "metrics" as const, points }]])));
}

async function lying(runId: string, key = "loss") {
  const [row] = await db
    .select()
    .from(series)
    .where(and(eq(series.runId, runId), eq(series.key, key)));
  if (!row) throw new Error("no series");
  const chunks = await db
    .select()
    .from(seriesChunk)
    .where(eq(seriesChunk.seriesId, row.id))
    .orderBy(asc(seriesChunk.level), asc(seriesChunk.firstIndex));
  const points = joinPoints([
    ...chunks.filter(({ level }) => level === 0).map(({ bytes }) => decodePoints(bytes)),
    decodePoints(row.tail),
  ]);
  return { id: row.id, projectId: row.projectId, chunks, bits: Buffer.from(encodeTail(points)).toString("hex") };
}

const bitsOf = (points: Points) => Buffer.from(encodeTail(points)).toString("hex");
const end = (runId: string) => db.update(runAttempt).set({ endedAt: new Date() }).where(eq(runAttempt.runId, runId));

describe("packing", () => {
  test("changes no bit of a series and no answer, in whatever order points and packing come", async () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const random = seededRandom(seed);
      const { key: owner, projectId, runId } = await addRunningAttempt(db, `random-${seed}`);
      const points = madePoints(2_000 + Math.floor(random() * 25_000), seed);
      for (let at = 0; at < points.steps.length; ) {
        const size = 1 + Math.floor(random() ** 3 * 6_000);
        await append(owner, slicePoints(points, at, at + size));
        at += size;
        if (random() < 0.3) await compactor().packAll();
        if (random() < 0.1) await end(runId);
      }
      const question = { projectId, runs: [runId], keys: ["loss"], buckets: 300 };
      const ask = () =>
        Promise.all([
          readSeries(sql, { ...question, axis: "step" }),
          readSeries(sql, { ...question, axis: "time" }),
          readSeries(sql, { ...question, axis: "step", from: 1_000, to: 1_900 }),
        ]);
      const before = await ask();
      await end(runId);
      await compactor().packAll();
      expect(await ask()).toEqual(before);
      const { chunks, bits } = await lying(runId);
      expect(bits).toBe(bitsOf(points));
      expect(chunks.every(({ packed }) => packed)).toBe(true);
      const blocks = chunks.filter(({ level }) => level === 0).map(({ firstIndex }) => Math.floor(firstIndex / 4_096));
      expect(new Set(blocks).size).toBe(blocks.length);
      expect(await compactor().packAll()).toBe(0);
    }
  }, 60_000);

  test("leaves the block that a running attempt still fills", async () => {
    const { key: owner, runId } = await addRunningAttempt(db, "filling");
    await append(owner, madePoints(5_000, 3));
    await compactor().packAll();
    const { chunks } = await lying(runId);
    expect(chunks.map(({ level, firstIndex, packed }) => [level, firstIndex, packed])).toEqual([
      [0, 0, true],
      [0, 4_096, false],
      [1, 0, true],
    ]);
  });

  test("reads chunks of the first version, which were bare columns", async () => {
    const { key: owner, runId } = await addRunningAttempt(db, "first-version");
    const points = madePoints(4_096, 5);
    await append(owner, points);
    const { id } = await lying(runId);
    const level0 = and(eq(seriesChunk.seriesId, id), eq(seriesChunk.level, 0));
    await db
      .update(seriesChunk)
      .set({ bytes: encodeTail(points) })
      .where(level0);
    expect((await lying(runId)).bits).toBe(bitsOf(points));
    await compactor().packAll();
    const { bits, chunks } = await lying(runId);
    expect(bits).toBe(bitsOf(points));
    expect(chunks[0]?.bytes.byteLength).toBeLessThan(0.4 * 24 * 4_096);
  });

  test("by two at the same time, with a writer beside them, packs everything once", async () => {
    const { key: owner, runId } = await addRunningAttempt(db, "two");
    const points = madePoints(60_000, 7);
    const writing = (async () => {
      for (let at = 0; at < 60_000; at += 1_500) await append(owner, slicePoints(points, at, at + 1_500));
    })();
    const [one, other] = [compactor(), compactor()];
    one.start();
    other.start();
    await writing;
    await Promise.all([one.stop(), other.stop()]);
    await end(runId);
    await Promise.all([compactor().packAll(), compactor().packAll()]);
    await compactor().packAll();
    const { bits, chunks } = await lying(runId);
    expect(bits).toBe(bitsOf(points));
    expect(chunks.every(({ packed }) => packed)).toBe(true);
  });

  test("replaces nothing where others were first", async () => {
    const { key: owner, runId } = await addRunningAttempt(db, "late");
    await append(owner, madePoints(4_096, 9));
    const { id: seriesId, projectId } = await lying(runId);
    const of = { projectId, seriesId, ended: true, wholePoints: 4_096 };
    const results = await Promise.all([packSeries(sql, of), packSeries(sql, of), packSeries(sql, of)]);
    expect(results.filter((count) => count > 0)).toEqual([2]);
    expect((await lying(runId)).chunks).toHaveLength(2);
  });

  test("of a run that is deleted meanwhile is no failure for the others", async () => {
    const gone = await addRunningAttempt(db, "gone");
    await append(gone.key, madePoints(4_096, 9));
    const { id: seriesId, projectId } = await lying(gone.runId);
    await db.delete(runAttempt).where(eq(runAttempt.runId, gone.runId));
    expect(await packSeries(sql, { projectId, seriesId, ended: true, wholePoints: 4_096 })).toBe(0);
  });
});
