import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { logLine } from "@/db/schema/logs";
import { run, runAttempt, runEvent } from "@/db/schema/runs";
import { series } from "@/db/schema/series";
import { addAttempt, addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { encodeFrame } from "@/domain/frames/frame";
import { ingestFrames, readAttemptKey } from "./ingest-frames";
import { createRunnerFrames, joinFrames } from "./testing/runner-frames";

const { db, sql, drop } = await createTestDatabase();
afterAll(drop);

const settings = { leaseSeconds: 30, price: null };
const services = { db, sql, now: () => new Date() };
const post = (key: { projectId: string; runId: string; attempt: number }, bytes: Uint8Array) =>
  ingestFrames(services, settings, key, bytes);

const line = (text: string) => ({ type: "log", lines: [{ time: 1, stream: "stdout", level: "info", text }] });

async function linesOf(runId: string): Promise<string[]> {
  const rows = await db.select().from(logLine).where(eq(logLine.runId, runId)).orderBy(logLine.number);
  return rows.map((row) => `${row.number} ${row.text}`);
}

describe("exactly once", () => {
  test("the same batch posted twice at the same time is stored once", async () => {
    const { key, runId } = await addRunningAttempt(db, "twice");
    const frames = createRunnerFrames(key);
    const batch = joinFrames(frames.event(line("a")), frames.points(["loss"], [[1, 1, 0.5]]), frames.event(line("b")));
    const answers = await Promise.all([post(key, batch), post(key, batch), post(key, batch)]);
    for (const answer of answers) expect(answer).toEqual({ status: 200, body: { acknowledged: 3, cancel: false } });
    expect(await linesOf(runId)).toEqual(["1 a", "2 b"]);
    const [loss] = await db.select().from(series).where(eq(series.runId, runId));
    expect(loss?.points).toBe(1);
  });

  test("what follows a gap is left for later, and an overlap adds only what is new", async () => {
    const { key, runId } = await addRunningAttempt(db, "gap");
    const frames = createRunnerFrames(key);
    const [first, second, third] = [frames.event(line("a")), frames.event(line("b")), frames.event(line("c"))];
    expect((await post(key, joinFrames(first, third))).body.acknowledged).toBe(1);
    expect((await post(key, third)).body.acknowledged).toBe(1);
    expect((await post(key, joinFrames(first, second, third))).body.acknowledged).toBe(3);
    expect((await post(key, second)).body.acknowledged).toBe(3);
    expect(await linesOf(runId)).toEqual(["1 a", "2 b", "3 c"]);
  });

  test("a corrupt frame is named, and what came before it is stored", async () => {
    const { key, runId } = await addRunningAttempt(db, "corrupt");
    const frames = createRunnerFrames(key);
    const [good, bad] = [frames.event(line("a")), frames.event(line("b"))];
    bad[bad.length - 1] = (bad.at(-1) ?? 0) ^ 1;
    const answer = await post(key, joinFrames(good, bad));
    expect(answer).toEqual({
      status: 422,
      body: { acknowledged: 1, cancel: false, problem: { frame: 2, sequence: null, what: "the frame is corrupt" } },
    });
    expect(await linesOf(runId)).toEqual(["1 a"]);
  });

  test("a wrong event is named without its text", async () => {
    const { key } = await addRunningAttempt(db, "wrong");
    const frames = createRunnerFrames(key);
    const secret = "the patient is called Jane";
    const answer = await post(key, frames.event({ type: "sample", generations: [{ example: "e", text: secret }] }));
    expect(answer.status).toBe(422);
    expect(answer.body.problem?.sequence).toBe(1);
    expect(JSON.stringify(answer.body)).not.toContain("Jane");
  });

  test("columns that disagree with the header are refused", async () => {
    const { key } = await addRunningAttempt(db, "columns");
    const frames = createRunnerFrames(key);
    const short = frames.points(["a", "b"], [[1, 1, 5]]);
    expect((await post(key, short)).status).toBe(200);
    const header = { type: "metrics", keys: ["a", "b"], rows: 2 };
    const answer = await post(key, frames.event(header));
    expect(answer.body).toMatchObject({ acknowledged: 2, problem: { what: "keys, rows and columns disagree" } });
  });
});

describe("an event that can never be stored", () => {
  const tooLarge = { type: "checkpoint", step: 2 ** 31, bytes: 1, reason: "final", keptSteps: [], metric: null };
  const nameless = () => encodeFrame({ toJSON: () => "no event" });

  test("is told once in the log, and what stands behind it is stored", async () => {
    const { key, runId } = await addRunningAttempt(db, "refused");
    const frames = createRunnerFrames(key);
    const batch = joinFrames(frames.event(line("a")), frames.event(tooLarge), frames.event(line("b")));
    const problem = { frame: 2, sequence: 2, what: "step: too_big" };
    const answers = await Promise.all([post(key, batch), post(key, batch)]);
    for (const answer of [...answers, await post(key, batch)]) {
      expect(answer).toEqual({ status: 422, body: { acknowledged: 3, cancel: false, problem } });
    }
    const told = "Event 2 was refused and is left out: step: too_big.";
    expect((await linesOf(runId)).sort()).toEqual(["1 a", `2 ${told}`, "3 b"]);
    expect((await post(key, frames.event(line("c")))).body).toEqual({ acknowledged: 4, cancel: false });
  });

  test("holds nothing up as the last, or where it does not even say its number", async () => {
    const { key, runId } = await addRunningAttempt(db, "nameless");
    const frames = createRunnerFrames(key);
    frames.skip();
    const second = frames.event(line("b"));
    expect((await post(key, joinFrames(nameless(), second, nameless()))).body.acknowledged).toBe(3);
    expect(await linesOf(runId)).toHaveLength(3);
    frames.skip();
    expect((await post(key, frames.event(tooLarge))).body.acknowledged).toBe(4);
    expect(await post(key, nameless())).toMatchObject({ status: 422, body: { acknowledged: 4 } });
  });

  test("is none of those that only come in great numbers", async () => {
    const { key, runId } = await addRunningAttempt(db, "many");
    const frames = createRunnerFrames(key);
    const progress = { type: "progress", phase: "x", done: 1, total: 2, unit: "y", ratePerSecond: 1, secondsLeft: 1 };
    const batch = joinFrames(...Array.from({ length: 10_000 }, () => frames.event(progress)));
    expect(await post(key, batch)).toEqual({ status: 200, body: { acknowledged: 10_000, cancel: false } });
    expect(await db.$count(runEvent, eq(runEvent.runId, runId))).toBe(10_000);
  });
});

describe("whose events", () => {
  test("a token that no attempt has opens nothing", async () => {
    expect(await readAttemptKey(services, "not a token")).toBeNull();
  });

  test("a token cannot write into a run of another project", async () => {
    const own = await addRunningAttempt(db, "own");
    const foreign = await addRunningAttempt(db, "foreign");
    const answer = await post(own.key, createRunnerFrames(foreign.key).event(line("x")));
    expect(answer.status).toBe(422);
    expect(await linesOf(foreign.runId)).toEqual([]);
    expect(await linesOf(own.runId)).toEqual([]);
  });

  test("events of a superseded attempt are stored and change no state", async () => {
    const { key, runId } = await addRunningAttempt(db, "older");
    await db.update(run).set({ attempt: 2 }).where(eq(run.id, runId));
    await addAttempt(db, { slug: "older", attempt: 2 });
    const frames = createRunnerFrames(key);
    const progress = { type: "progress", phase: "x", done: 1, total: 2, unit: "y", ratePerSecond: 1, secondsLeft: 1 };
    const answer = await post(key, joinFrames(frames.event(line("late")), frames.event(progress)));
    expect(answer).toEqual({ status: 410, body: { acknowledged: 2, cancel: true } });
    expect(await linesOf(runId)).toEqual(["1 late"]);
    expect(await db.select().from(runEvent).where(eq(runEvent.runId, runId))).toHaveLength(1);
    const [row] = await db.select().from(run).where(eq(run.id, runId));
    expect(row).toMatchObject({ state: "running", progress: null });
  });
});

describe("beats", () => {
  test("an empty body renews the lease and tells of a cancellation", async () => {
    const { key, runId } = await addRunningAttempt(db, "beat");
    await db
      .update(runAttempt)
      .set({ leaseUntil: new Date(0) })
      .where(eq(runAttempt.runId, runId));
    expect((await post(key, new Uint8Array())).body).toEqual({ acknowledged: 0, cancel: false });
    const [attempt] = await db.select().from(runAttempt).where(eq(runAttempt.runId, runId));
    expect(attempt?.leaseUntil.getTime()).toBeGreaterThan(Date.now() + 25_000);
    await db.update(run).set({ state: "cancelling" }).where(eq(run.id, runId));
    expect((await post(key, new Uint8Array())).body).toEqual({ acknowledged: 0, cancel: true });
  });

  test("NUL and half surrogates do not stop a journal", async () => {
    const { key, runId } = await addRunningAttempt(db, "odd");
    const answer = await post(key, createRunnerFrames(key).event(line("a\0b\uD800c")));
    expect(answer.status).toBe(200);
    expect(await linesOf(runId)).toEqual(["1 a\uFFFDb\uFFFDc"]);
  });
});
