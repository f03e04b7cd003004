import { afterAll, expect, test } from "vitest";
import { connectSql } from "@/db/database";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { appendPoints } from "./append-points";
import { BLOCK_POINTS, packPoints } from "./chunk-layout";
import { readSeries } from "./read-series";

const { db, sql, url, drop } = await createTestDatabase();
const reader = connectSql(url, { max: 1 });
afterAll(async () => {
  await reader.end();
  await drop();
});

const LOGGED = 4_000;

const pointsFrom = (first: number, count: number) => {
  const steps = Float64Array.from({ length: count }, (_, index) => first + index);
  return { steps, values: steps, times: steps };
};

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (waiting.length > 0) return;
  }
}

test("a block that is filled and packed while it is read shows each point once", async () => {
  const { key: owner, projectId, runId } = await addRunningAttempt(db, "meanwhile");
  for (const points of [pointsFrom(0, LOGGED - 10), pointsFrom(LOGGED - 10, 10)]) {
    await db.transaction((tx) => appendPoints(tx, owner, new Map([["loss", { source: "metrics", points }]])));
  }
  const bytes = Buffer.from(await packPoints(pointsFrom(0, BLOCK_POINTS)));
  const question = { projectId, runs: [runId], keys: ["loss"], axis: "step" as const, buckets: 1_000 };
  const { answer } = await sql.begin(async (tx) => {
    await tx`lock table series_chunk in access exclusive mode`;
    // It has read what the series is, and waits for its chunks.
    const asked = readSeries(reader, question);
    await untilSomebodyWaits();
    await tx`update series set points = ${BLOCK_POINTS}, tail = '', last_step = ${BLOCK_POINTS - 1}`;
    const [series] = await tx<{ id: string }[]>`select id from series`;
    await tx`delete from series_chunk`;
    await tx`
      insert into series_chunk (project_id, series_id, level, first_index, points, step_min, step_max, time_min, time_max,
        non_finite, packed, bytes)
      values (${projectId}, ${series?.id ?? 0}, 0, 0, ${BLOCK_POINTS}, 0, ${BLOCK_POINTS - 1}, 0, ${BLOCK_POINTS - 1}, 0,
        true, ${bytes})`;
    return { answer: asked };
  });
  const shown = (segments: Awaited<typeof answer>) => segments[0]?.buckets.n.reduce((sum, n) => sum + n, 0);
  expect(shown(await answer)).toBe(LOGGED);
  expect(shown(await readSeries(reader, question))).toBe(BLOCK_POINTS);
});
