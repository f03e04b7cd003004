import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { run } from "@/db/schema/runs";
import { runMetric } from "@/db/schema/series";
import { Journal } from "@/db/seed/journal";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { ingestFrames } from "../ingest/ingest-frames";
import { changeRunState } from "./change-run-state";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const SETTINGS = { leaseSeconds: 30, price: null };

test("points that come after a run was given up stand in the table, and a run that settles brings its own", async () => {
  const { key, runId } = await addRunningAttempt(db, "late");
  const journal = new Journal(runId, 1);
  const points = (step: number, loss: number) =>
    journal.points("metrics", [{ step, time: 1_700_000_000 + step, values: { loss } }]).bytes();
  const read = async () => (await db.select().from(runMetric).where(eq(runMetric.runId, runId)))[0] ?? null;
  const services = { db, sql, now: () => new Date() };
  await ingestFrames(services, SETTINGS, key, points(1, 3));
  expect(await read()).toBeNull();
  await changeRunState(db, { runId, from: ["running"], to: "lost" });
  expect(await read()).toMatchObject({ key: "loss", last: 3 });
  await ingestFrames(services, SETTINGS, key, points(2, 0.5));
  expect((await db.select({ state: run.state }).from(run).where(eq(run.id, runId)))[0]?.state).toBe("lost");
  expect(await read()).toMatchObject({ last: 0.5, min: 0.5, max: 3 });
});
