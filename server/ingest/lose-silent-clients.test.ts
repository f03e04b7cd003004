import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { run, runAttempt } from "@/db/schema/runs";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { ingestFrames } from "./ingest-frames";
import { loseSilentClients } from "./lose-silent-clients";
import { createRunnerFrames, FINISHED } from "./testing/runner-frames";

const { db, drop } = await createTestDatabase();
afterAll(drop);

const price = { perHour: 1_800, currency: "EUR" };
const runOf = async (runId: string) => (await db.select().from(run).where(eq(run.id, runId)))[0];

test("a program that falls silent is given up, and its late end still counts", async () => {
  const startedAt = new Date(Date.now() - 60_000);
  const client = await addRunningAttempt(db, "client", { executor: "client", startedAt });
  await db
    .update(runAttempt)
    .set({ lastBeatAt: new Date(startedAt.getTime() + 20_000) })
    .where(eq(runAttempt.runId, client.runId));
  const leaving = await addRunningAttempt(db, "leaving", { executor: "client", state: "cancelling" });
  const local = await addRunningAttempt(db, "local");
  const at = (seconds: number) => ({ db, now: () => new Date(Date.now() + seconds * 1_000) });
  expect(await loseSilentClients(at(0), price)).toBe(0);
  expect(await loseSilentClients(at(31), price)).toBe(2);
  expect(await runOf(client.runId)).toMatchObject({ state: "lost", busySeconds: 20, cost: 10, costCurrency: "EUR" });
  expect(await runOf(leaving.runId)).toMatchObject({ state: "cancelled", cost: 0 });
  expect(await runOf(local.runId)).toMatchObject({ state: "running", cost: null });
  const settings = { leaseSeconds: 30, price };
  await ingestFrames(at(0), settings, client.key, createRunnerFrames(client.key).event(FINISHED));
  expect(await runOf(client.runId)).toMatchObject({ state: "finished", busySeconds: 12, cost: 6 });
});
