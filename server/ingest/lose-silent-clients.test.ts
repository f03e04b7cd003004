import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { run } from "@/db/schema/runs";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { ingestFrames } from "./ingest-frames";
import { loseSilentClients } from "./lose-silent-clients";
import { createRunnerFrames, FINISHED } from "./testing/runner-frames";

const { db, drop } = await createTestDatabase();
afterAll(drop);

const stateOf = async (runId: string) => (await db.select().from(run).where(eq(run.id, runId)))[0]?.state;

test("a program that falls silent is given up, and its late end still counts", async () => {
  const client = await addRunningAttempt(db, "client", { executor: "client" });
  const leaving = await addRunningAttempt(db, "leaving", { executor: "client", state: "cancelling" });
  const local = await addRunningAttempt(db, "local");
  const at = (seconds: number) => ({ db, now: () => new Date(Date.now() + seconds * 1_000) });
  expect(await loseSilentClients(at(0))).toBe(0);
  expect(await loseSilentClients(at(31))).toBe(2);
  expect(await stateOf(client.runId)).toBe("lost");
  expect(await stateOf(leaving.runId)).toBe("cancelled");
  expect(await stateOf(local.runId)).toBe("running");
  const settings = { leaseSeconds: 30, pricePerHour: null };
  await ingestFrames(at(0), settings, client.key, createRunnerFrames(client.key).event(FINISHED));
  expect(await stateOf(client.runId)).toBe("finished");
});
