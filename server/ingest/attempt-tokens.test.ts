import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { run, runAttempt } from "@/db/schema/runs";
import { series } from "@/db/schema/series";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { hashToken } from "../auth/api-tokens";
import { forgetToken, recallAttemptKey } from "./attempt-tokens";
import { ingestFrames } from "./ingest-frames";
import { createRunnerFrames } from "./testing/runner-frames";

const { db, sql, drop } = await createTestDatabase();
afterAll(drop);
const services = { db, sql, now: () => new Date() };
const settings = { leaseSeconds: 30, price: null };

test("a token that is remembered stores nothing once the attempt has another, or is gone", async () => {
  const { key, runId, token } = await addRunningAttempt(db, "rotated");
  const recalled = await recallAttemptKey(services, token);
  if (!recalled) throw new Error("no key");
  const frames = createRunnerFrames(key);
  const post = () => ingestFrames(services, settings, recalled, frames.points(["loss"], [[1, 1, 1]]));
  expect((await post()).status).toBe(200);
  expect((await post()).status).toBe(200);
  await db
    .update(runAttempt)
    .set({ tokenHash: hashToken("newer") })
    .where(eq(runAttempt.runId, runId));
  expect(await recallAttemptKey(services, token)).toEqual(recalled);
  await expect(post()).rejects.toMatchObject({ kind: "NotFound" });
  await expect(ingestFrames(services, settings, recalled, new Uint8Array())).rejects.toMatchObject({
    kind: "NotFound",
  });
  forgetToken(services, token);
  expect(await recallAttemptKey(services, token)).toBeNull();
  const newer = await recallAttemptKey(services, "newer");
  expect(newer).toMatchObject(key);
  const [loss] = await db.select().from(series).where(eq(series.runId, runId));
  expect(loss?.points).toBe(2);
  await db.delete(run).where(eq(run.id, runId));
  if (!newer) throw new Error("no key");
  await expect(ingestFrames(services, settings, newer, new Uint8Array())).rejects.toMatchObject({ kind: "NotFound" });
});
