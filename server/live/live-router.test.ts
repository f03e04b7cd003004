import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { projectMember } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Viewer } from "../context";
import { createCaller } from "../router";
import { changeRunState } from "../runs/change-run-state";
import type { LiveMessage, LiveTopic } from "./live-changes";
import { encodeChange, publishChange } from "./publish-change";

const { db, sql, drop } = await createTestDatabase();
afterAll(drop);

const own = await addRunningAttempt(db, "live");
const other = await addRunningAttempt(db, "elsewhere");
const viewer = await addPerson(db, own.projectId, "viewer");
const caller = (who: Viewer | null) => createCaller({ db, sql, now: () => new Date(), viewer: who });

type Stream = AsyncIterator<LiveMessage>;

async function open(topics: LiveTopic[]): Promise<Stream> {
  const stream = await caller(viewer).live.changes({ project: "live", topics });
  return stream[Symbol.asyncIterator]();
}

async function take(stream: Stream): Promise<LiveMessage> {
  const { value, done } = await stream.next();
  if (done) throw new Error("The stream ended.");
  return value;
}

describe("the stream of changes", () => {
  test("says that it stands, then tells what commits, of its project and topics only", async () => {
    const stream = await open(["runs", `run:${own.runId}`]);
    expect([await take(stream), await take(stream)].map((message) => message.kind)).toEqual(["listening", "listening"]);
    await publishChange(db, { projectId: other.projectId, runId: other.runId, kind: "logs" });
    const rolledBack = db.transaction(async (tx) => {
      await publishChange(tx, { projectId: own.projectId, runId: own.runId, kind: "logs" });
      throw new Error("no");
    });
    await expect(rolledBack).rejects.toThrow("no");
    await changeRunState(db, { runId: own.runId, from: ["running"], to: "cancelling" });
    expect([await take(stream), await take(stream)]).toMatchObject([
      { topic: "runs", kind: "state", runId: own.runId, state: "cancelling" },
      { topic: `run:${own.runId}`, kind: "state", runId: own.runId, state: "cancelling" },
    ]);
    await stream.return?.();
  });

  test("joins what comes at once into the latest values", async () => {
    const stream = await open([`run:${own.runId}`]);
    await take(stream);
    await db.transaction(async (tx) => {
      for (let step = 1; step <= 100; step += 1) {
        const values = {
          loss: { step, value: step === 100 ? Number.NaN : 1 / step },
          [`k${step}`]: { step, value: 1 },
        };
        await publishChange(tx, { projectId: own.projectId, runId: own.runId, kind: "series", values });
      }
    });
    let values: Record<string, { step: number; value: number }> = {};
    let messages = 0;
    while (values.loss?.step !== 100) {
      const message = await take(stream);
      messages += 1;
      if (message.kind !== "listening") values = { ...values, ...message.values };
    }
    expect(messages).toBeLessThan(20);
    expect(values.loss.value).toBeNaN();
    expect(Object.keys(values)).toHaveLength(101);
    await stream.return?.();
  });

  test("is closed to nobody, strangers, and topics that are none", async () => {
    const ask = (who: Viewer | null, topics: LiveTopic[] = ["runs"]) =>
      caller(who).live.changes({ project: "elsewhere", topics });
    await expect(ask(null)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(ask(viewer)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(caller(viewer).live.changes({ project: "live", topics: ["run:a b"] })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    expect(await db.select().from(projectMember).where(eq(projectMember.userId, "viewer"))).toHaveLength(1);
  });
});

test("a notification never grows beyond what Postgres takes", () => {
  const values = Object.fromEntries(
    Array.from({ length: 900 }, (_, index) => [`key/ä${index}`, { step: 1, value: 1 }]),
  );
  const payload = encodeChange({ projectId: "p", runId: "r", kind: "series", values });
  expect(Buffer.byteLength(payload)).toBeLessThan(8_000);
  expect(Object.keys(JSON.parse(payload).values).length).toBeGreaterThan(100);
});
