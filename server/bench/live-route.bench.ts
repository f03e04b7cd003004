import { setTimeout as sleep } from "node:timers/promises";
import superjson from "superjson";
import { z } from "zod";
import { createRunnerFrames, FINISHED, STARTED } from "../ingest/testing/runner-frames";
import { type BenchRow, createLatency, type Latency, quantile } from "./bench-row";

const EVENTS = 200;
const BETWEEN_MILLISECONDS = 40;
const TARGET_MILLISECONDS = 250;

/** A running Assay, and a token of a person who may launch runs in their only project. */
export type RunningServer = { url: string; token: string };

const madeSchema = z.object({ run: z.string(), attempt: z.int(), token: z.string(), url: z.url() });

async function registerRun({ url, token }: RunningServer) {
  const answer = await fetch(`${url}/api/client/runs`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: "bench: live", tags: ["bench"] }),
  });
  return madeSchema.parse(await answer.json());
}

async function openStream({ url, token }: RunningServer, project: string, run: string, signal: AbortSignal) {
  const input = encodeURIComponent(JSON.stringify(superjson.serialize({ project, topics: [`run:${run}`] })));
  const headers = { authorization: `Bearer ${token}`, accept: "text/event-stream" };
  const answer = await fetch(`${url}/api/trpc/live.changes?input=${input}`, { headers, signal });
  if (!answer.ok || !answer.body) throw new Error(`The stream answered ${answer.status}.`);
  return answer.body.pipeThrough(new TextDecoderStream());
}

/** Notes the steps heard, until the last one is. */
async function hear(stream: ReadableStream<string>, latency: Latency) {
  let text = "";
  for await (const part of stream) {
    text += part;
    for (const [, step] of text.matchAll(/"loss":\{"step":(\d+)/g)) {
      latency.heard(Number(step));
      if (Number(step) === EVENTS) return;
    }
    text = text.slice(text.lastIndexOf("\n\n") + 1);
  }
}

/** From posting a frame to the message in the client's stream, through both HTTP routes of a running server. */
export async function benchLiveRoute(server: RunningServer): Promise<BenchRow[]> {
  const made = await registerRun(server);
  const project = new URL(made.url).pathname.split("/")[2] ?? "";
  const frames = createRunnerFrames({ runId: made.run, attempt: made.attempt });
  const post = async (body: Uint8Array) => {
    const headers = { authorization: `Bearer ${made.token}` };
    const { status } = await fetch(`${server.url}/api/ingest`, { method: "POST", headers, body: new Uint8Array(body) });
    if (status !== 200) throw new Error(`Ingest answered ${status}.`);
  };
  const abort = new AbortController();
  const latency = createLatency();
  const heard = hear(await openStream(server, project, made.run, abort.signal), latency);
  await post(frames.event(STARTED));
  await sleep(500);
  for (let step = 1; step <= EVENTS; step += 1) {
    latency.sent(step);
    await post(frames.points(["loss"], [[step, Date.now() / 1_000, 1 / step]]));
    await sleep(BETWEEN_MILLISECONDS);
  }
  await heard;
  abort.abort();
  await post(frames.event(FINISHED));
  return [0.5, 0.95].map((q) => ({
    name: `frame posted to message in the client's stream, p${q * 100}`,
    value: quantile(latency.milliseconds, q),
    unit: "ms",
    baseline: null,
    ratio: null,
    target: q > 0.9 ? { atMost: TARGET_MILLISECONDS } : null,
  }));
}
