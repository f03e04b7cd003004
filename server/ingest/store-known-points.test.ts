import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { connectDrizzle, connectSql } from "@/db/database";
import { run, runAttempt } from "@/db/schema/runs";
import { series, seriesChunk } from "@/db/schema/series";
import { addAttempt, addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { openChangeFeed } from "../live/change-feed";
import type { IngestServices } from "./batch";
import { ingestFrames } from "./ingest-frames";
import { createRunnerFrames, joinFrames } from "./testing/runner-frames";

const { db, sql, url, drop } = await createTestDatabase();
const elsewhere = { forDrizzle: connectSql(url, { max: 2 }), sql: connectSql(url, { max: 2 }) };
afterAll(async () => {
  await Promise.all([elsewhere.forDrizzle.end(), elsewhere.sql.end()]);
  await drop();
});
const settings = { leaseSeconds: 30, price: null };
/** What a process remembers hangs on its connection: this one, another, and one that always stores in steps. */
const web = { db, sql, now: () => new Date() };
const otherWeb = { db: connectDrizzle(elsewhere.forDrizzle), sql: elsewhere.sql, now: () => new Date() };
const inSteps = { db: otherWeb.db, now: () => new Date() };

type Key = { projectId: string; runId: string; attempt: number };
const post = (key: Key, bytes: Uint8Array, services: IngestServices = web) =>
  ingestFrames(services, settings, key, bytes);

async function stored(runId: string) {
  const rows = await db.select().from(series).where(eq(series.runId, runId)).orderBy(series.key);
  return Object.fromEntries(rows.map((row) => [row.key, row]));
}

const rowsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => [first + index, 1_000 + first + index, first + index]);

describe("points of series that are known", () => {
  test("are stored with headline, lease and chunks, and told to who listens", async () => {
    const { key, runId } = await addRunningAttempt(db, "known", { stage: "command" });
    const frames = createRunnerFrames(key);
    await post(key, frames.points(["loss"], rowsFrom(0, 10)));
    await db
      .update(runAttempt)
      .set({ leaseUntil: new Date(0) })
      .where(eq(runAttempt.runId, runId));
    const feed = openChangeFeed(connectSql(url, { max: 2 }));
    const heard = new Promise((resolve) => {
      feed.subscribe((event) => {
        if (event.type === "change") resolve(event.change);
        else void post(key, frames.points(["loss"], rowsFrom(10, 200)));
      });
    });
    expect(await heard).toMatchObject({ runId, kind: "series", values: { loss: { step: 209, value: 209 } } });
    await feed.close();
    const { loss } = await stored(runId);
    expect(loss).toMatchObject({ points: 210, firstStep: 0, lastStep: 209, min: 0, max: 209, ordered: true });
    const [attempt] = await db.select().from(runAttempt).where(eq(runAttempt.runId, runId));
    expect(attempt?.sequence).toBe(2);
    expect(attempt?.leaseUntil.getTime()).toBeGreaterThan(Date.now() + 25_000);
    const [row] = await db.select().from(run).where(eq(run.id, runId));
    expect(row?.headline).toEqual({ loss: 209 });
    expect(await db.$count(seriesChunk, eq(seriesChunk.seriesId, loss?.id ?? 0))).toBe(1);
  });

  test("are stored once by many at the same time, in whatever order they come", async () => {
    const { key, runId } = await addRunningAttempt(db, "race");
    const frames = createRunnerFrames(key);
    const batches = Array.from({ length: 12 }, (_, index) => frames.points(["a", "b"], rowsFrom(index * 70, 70)));
    let acknowledged = 0;
    while (acknowledged < 12) {
      const posted = [...batches.slice(acknowledged), ...batches.slice(0, 3)].flatMap((batch, index) => [
        post(key, batch),
        post(key, batch, [web, otherWeb, inSteps][index % 3]),
      ]);
      const answers = await Promise.all(posted);
      acknowledged = Math.max(...answers.map((answer) => answer.body.acknowledged));
    }
    const { a, b } = await stored(runId);
    for (const each of [a, b]) expect(each).toMatchObject({ points: 840, lastStep: 839, ordered: true });
    const chunks = await db
      .select()
      .from(seriesChunk)
      .where(eq(seriesChunk.seriesId, a?.id ?? 0));
    const kept = chunks.filter(({ level }) => level === 0).reduce((sum, chunk) => sum + chunk.points, 0);
    expect(kept + (a?.tail.byteLength ?? 0) / 24).toBe(840);
  });

  test("another process may write in between", async () => {
    const { key, runId } = await addRunningAttempt(db, "between");
    const frames = createRunnerFrames(key);
    const processes = [web, otherWeb, web, web, otherWeb, otherWeb, inSteps, web, otherWeb, web, inSteps, otherWeb];
    const sent: Uint8Array[] = [];
    for (const [turn, services] of processes.entries()) {
      sent.push(frames.points(["loss"], rowsFrom(turn * 50, 50)));
      // A sender that heard no answer sends again what another process has stored meanwhile.
      const { body } = await post(key, joinFrames(...sent.slice(-4)), services);
      expect(body.acknowledged).toBe(turn + 1);
    }
    expect((await stored(runId)).loss).toMatchObject({ points: 600, max: 599, lastStep: 599 });
  });

  test("a batch with old frames in front adds only what is new, and one behind a gap nothing", async () => {
    const { key, runId } = await addRunningAttempt(db, "overlap");
    const frames = createRunnerFrames(key);
    const [one, two, three, four] = [0, 1, 2, 3].map((index) => frames.points(["loss"], rowsFrom(index, 1)));
    if (!one || !two || !three || !four) throw new Error("no frames");
    expect((await post(key, joinFrames(one, two))).body.acknowledged).toBe(2);
    expect((await post(key, four)).body.acknowledged).toBe(2);
    expect((await post(key, joinFrames(one, two, three))).body.acknowledged).toBe(3);
    expect((await post(key, joinFrames(three, four))).body.acknowledged).toBe(4);
    expect((await stored(runId)).loss?.points).toBe(4);
  });

  test("of a run that is asked to stop tell the sender so; of one that has a newer attempt change nothing", async () => {
    const { key, runId } = await addRunningAttempt(db, "asked");
    const frames = createRunnerFrames(key);
    await post(key, frames.points(["loss"], rowsFrom(0, 1)));
    await db.update(run).set({ state: "cancelling" }).where(eq(run.id, runId));
    expect(await post(key, frames.points(["loss"], rowsFrom(1, 1)))).toMatchObject({
      status: 200,
      body: { acknowledged: 2, cancel: true },
    });
    await db.update(run).set({ attempt: 2, state: "running", headline: {} }).where(eq(run.id, runId));
    await addAttempt(db, { slug: "asked", attempt: 2 });
    expect((await post(key, frames.points(["loss"], rowsFrom(2, 1)))).status).toBe(410);
    const [row] = await db.select().from(run).where(eq(run.id, runId));
    expect(row?.headline).toEqual({});
    expect((await stored(runId)).loss?.points).toBe(3);
  });
});
