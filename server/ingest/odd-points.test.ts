import { asc, eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { logLine } from "@/db/schema/logs";
import { run } from "@/db/schema/runs";
import { series } from "@/db/schema/series";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { Compactor } from "../compaction/compactor";
import { readLog } from "../logs/log-queries";
import { listKeys } from "../series/list-keys";
import { readSeries } from "../series/read-series";
import { ingestFrames } from "./ingest-frames";
import { newestTime } from "./notice-odd-points";
import { createRunnerFrames } from "./testing/runner-frames";

const { db, sql, drop } = await createTestDatabase();
afterAll(drop);

const NOW = new Date("2026-03-01T12:00:00Z");
const SECONDS = NOW.getTime() / 1_000;
const services = { db, sql, now: () => NOW };
const settings = { leaseSeconds: 30, price: null };

async function open(slug: string) {
  const { key, projectId, runId } = await addRunningAttempt(db, slug, { stage: "command" });
  const frames = createRunnerFrames(key);
  return {
    key,
    projectId,
    runId,
    frames,
    post: (bytes: Uint8Array) => ingestFrames(services, settings, key, bytes),
    warnings: async () => {
      const lines = await db.select().from(logLine).where(eq(logLine.runId, runId)).orderBy(asc(logLine.number));
      return lines.filter(({ level }) => level === "warning").map(({ text }) => text);
    },
    points: async () => {
      const rows = await db.select().from(series).where(eq(series.runId, runId));
      return Object.fromEntries(rows.map((row) => [row.key, row.points]));
    },
  };
}

describe("names", () => {
  test("with slashes, spaces, quotes, unicode and line breaks are kept as they are, each its own", async () => {
    const { post, frames, points, projectId, runId, warnings } = await open("names");
    const names = [
      "train/loss",
      "a/b/c/d//e/",
      "/",
      "..",
      " ",
      "损失/训练",
      "Größe ±½",
      "🧪 e\u0301",
      "🧪 \u00e9",
      'quo"te\\back',
      "line\nbreak\ttab",
      "%_*?;--",
      "null",
      "__proto__",
      "constructor",
      "x".repeat(200),
      "\u202eright to left",
    ];
    for (let step = 1; step <= 3; step += 1) {
      const answer = await post(frames.points(names, [[step, SECONDS, ...names.map((_, index) => index)]]));
      expect(answer.status).toBe(200);
    }
    expect(await points()).toEqual(Object.fromEntries(names.map((name) => [name, 3])));
    const all = await readSeries(sql, { projectId, runs: [runId], keys: names, axis: "step", buckets: 10 });
    expect(all.map(({ key, buckets }) => [key, buckets.last[2]])).toEqual(names.map((name, index) => [name, index]));
    expect(await listKeys(sql, { projectId, runId })).toHaveLength(names.length);
    expect(await warnings()).toEqual([]);
  });

  test("that no column can hold are refused in a sentence, and nothing behind them waits", async () => {
    const { post, frames, points, warnings } = await open("refused-names");
    await post(frames.points(["x".repeat(201)], [[1, SECONDS, 1]]));
    await post(frames.points(["a", ""], [[1, SECONDS, 1, 2]]));
    await post(frames.points(["a", "a"], [[1, SECONDS, 1, 2]]));
    const many = Array.from({ length: 20_001 }, (_, index) => `k${index}`);
    await post(frames.points(many, [[1, SECONDS, ...many.map(() => 1)]]));
    expect((await post(frames.points(["a"], [[1, SECONDS, 1]]))).body.acknowledged).toBe(5);
    expect(await points()).toEqual({ a: 1 });
    expect(await warnings()).toEqual([
      "Event 1 was refused and is left out: a metric's name has not 1 to 200 characters.",
      "Event 2 was refused and is left out: a metric's name has not 1 to 200 characters.",
      "Event 3 was refused and is left out: a metric stands twice.",
      "Event 4 was refused and is left out: it names more than 20,000 metrics.",
    ]);
  });

  test("by the ten thousand are all kept, and the log asks once whether that was meant", async () => {
    const { post, frames, points, warnings } = await open("many-names");
    for (let batch = 0; batch < 12; batch += 1) {
      const keys = Array.from({ length: 1_000 }, (_, index) => `loss/step-${batch * 1_000 + index}`);
      expect((await post(frames.points(keys, [[batch, SECONDS, ...keys.map(() => batch)]]))).status).toBe(200);
    }
    for (let step = 12; step < 15; step += 1) await post(frames.points(["loss/step-7"], [[step, SECONDS, step]]));
    const stored = await points();
    expect(Object.keys(stored)).toHaveLength(12_000);
    expect(stored["loss/step-7"]).toBe(4);
    expect(await warnings()).toEqual([
      'This run has 10,000 metrics, the newest "loss/step-9999". Does a step or an id stand in their names? All are kept.',
    ]);
  }, 60_000);
});

describe("steps that go back", () => {
  test("are kept, found by step, and told once for each metric", async () => {
    const { post, frames, projectId, runId, warnings } = await open("back");
    await post(
      frames.points(
        ["a", "b"],
        [10, 11, 12].map((step) => [step, SECONDS, step, step]),
      ),
    );
    await post(frames.points(["a", "b"], [[13, SECONDS, 13, 13]]));
    await post(
      frames.points(
        ["a", "b"],
        [3, 4, 14].map((step) => [step, SECONDS, step, step]),
      ),
    );
    await post(frames.points(["a", "b"], [[5, SECONDS, 5, 5]]));
    await post(
      frames.points(
        ["c"],
        [2, 1].map((step) => [step, SECONDS, step]),
      ),
    );
    const [a] = await readSeries(sql, { projectId, runs: [runId], keys: ["a"], axis: "step", buckets: 20 });
    expect(a?.buckets.x).toEqual([3, 4, 5, 10, 11, 12, 13, 14]);
    expect(await warnings()).toEqual([
      'Steps of "a" and 1 more went back. All points are kept, and charts draw them by step.',
      'Steps of "c" went back. All points are kept, and charts draw them by step.',
    ]);
  });

  test("the same step twice is no way back", async () => {
    const { post, frames, warnings, points } = await open("same");
    await post(
      frames.points(
        ["a"],
        [1, 1, 2, 2].map((step) => [step, SECONDS, step]),
      ),
    );
    await post(frames.points(["a"], [[2, SECONDS, 0]]));
    expect([await warnings(), await points()]).toEqual([[], { a: 5 }]);
  });
});

describe("times", () => {
  test("a day ahead are kept as they came, and told once", async () => {
    const { post, frames, projectId, runId, warnings, points } = await open("ahead");
    await post(frames.points(["a"], [[1, SECONDS, 1]]));
    await post(frames.points(["a"], [[2, SECONDS + 86_400, 2]]));
    await post(frames.points(["a"], [[3, SECONDS + 86_401, 3]]));
    await post(frames.points(["b"], [[3, SECONDS + 86_402, 3]]));
    expect(await points()).toEqual({ a: 3, b: 1 });
    const [a] = await readSeries(sql, { projectId, runs: [runId], keys: ["a"], axis: "time", buckets: 10 });
    expect(a?.buckets.x).toEqual([SECONDS, SECONDS + 86_400, SECONDS + 86_401]);
    expect(await warnings()).toEqual([
      "Times of points lie in the future: the clock of the program's machine is wrong. They are kept as they came.",
    ]);
  });

  test("a day ahead are told once though the line that told it was packed", async () => {
    const { key, post, frames, runId, warnings } = await open("ahead-packed");
    const packed = async () => {
      const blocks = await readLog(sql, { projectId: key.projectId, runId, limit: 10, level: "warning" });
      return blocks.lines.map(({ text }) => text);
    };
    await post(frames.points(["a"], [[1, SECONDS + 86_400, 1]]));
    await db.update(run).set({ endedAt: NOW }).where(eq(run.id, runId));
    await new Compactor(sql, { pauseSeconds: 1, rest: 0 }).packAll();
    expect(await warnings()).toEqual([]);
    await db.update(run).set({ endedAt: null }).where(eq(run.id, runId));
    await post(frames.points(["b"], [[1, SECONDS + 86_401, 1]]));
    expect(await packed()).toHaveLength(1);
    const second = await open("ahead-again");
    await second.post(second.frames.points(["a"], [[1, SECONDS + 86_400, 1]]));
    expect(await second.warnings()).toHaveLength(1);
  });

  test("of more metrics than a call takes arguments are looked through", () => {
    const appended = Array.from({ length: 300_000 }, (_, index) => ({ after: { lastTime: index % 1_000 } }));
    expect(newestTime(appended)).toBe(999);
    expect(newestTime([])).toBe(Number.NEGATIVE_INFINITY);
  });

  test("some minutes ahead, or long ago, are nothing to tell", async () => {
    const { post, frames, warnings, points } = await open("minutes");
    await post(frames.points(["a"], [[1, SECONDS + 600, 1]]));
    await post(frames.points(["a"], [[2, 1, 2]]));
    expect([await warnings(), await points()]).toEqual([[], { a: 2 }]);
  });

  test("that are no numbers are refused, as steps are", async () => {
    const { post, frames, warnings, points } = await open("no-time");
    await post(frames.points(["a"], [[1, Number.NaN, 1]]));
    await post(frames.points(["a"], [[Number.POSITIVE_INFINITY, SECONDS, 1]]));
    expect((await post(frames.points(["a"], [[1, SECONDS, Number.NaN]]))).status).toBe(200);
    expect(await points()).toEqual({ a: 1 });
    expect(await warnings()).toEqual([
      "Event 1 was refused and is left out: a step or a time is not a finite number.",
      "Event 2 was refused and is left out: a step or a time is not a finite number.",
    ]);
  });
});
