import { setTimeout as sleep } from "node:timers/promises";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { ingestFrames } from "../ingest/ingest-frames";
import { createRunnerFrames } from "../ingest/testing/runner-frames";
import { changeFeed } from "../live/change-feed";
import { liveChanges } from "../live/live-changes";
import { type BenchRow, createLatency, quantile } from "./bench-row";

const EVENTS = 200;
const BETWEEN_MILLISECONDS = 40;
const TARGET_MILLISECONDS = 250;

/** From the frame's arrival at the server to the message that a browser's stream takes, while points keep coming. */
export async function benchLive(): Promise<BenchRow[]> {
  const database = await createTestDatabase();
  const { db, sql } = database;
  const feed = changeFeed(sql);
  const abort = new AbortController();
  try {
    const { key, projectId, runId } = await addRunningAttempt(db, "bench");
    const frames = createRunnerFrames(key);
    const latency = createLatency();
    const topics = [`run:${runId}` as const];
    const stream = liveChanges(feed, { projectId, topics, mayRead: async () => true, signal: abort.signal });
    await stream.next();
    const receiving = (async () => {
      for await (const message of stream) {
        const step = message.kind === "series" ? message.values?.loss?.step : undefined;
        if (step !== undefined) latency.heard(step);
        if (step === EVENTS) return;
      }
    })();
    const settings = { leaseSeconds: 30, price: null };
    for (let step = 1; step <= EVENTS; step += 1) {
      latency.sent(step);
      await ingestFrames(
        { db, now: () => new Date() },
        settings,
        key,
        frames.points(["loss"], [[step, step, 1 / step]]),
      );
      await sleep(BETWEEN_MILLISECONDS);
    }
    await receiving;
    const row = (name: string, q: number): BenchRow => ({
      name: `frame at the server to message on the stream, ${name}`,
      value: quantile(latency.milliseconds, q),
      unit: "ms",
      baseline: null,
      ratio: null,
      target: q > 0.9 ? { atMost: TARGET_MILLISECONDS } : null,
    });
    return [row("p50", 0.5), row("p95", 0.95)];
  } finally {
    abort.abort();
    await feed.close();
    await database.drop();
  }
}
